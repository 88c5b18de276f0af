import pytest

from briefings.text.markup.markdown import plain_text
from briefings.text.markup.rendering import Mark, render, render_markdown

EXTERNAL = 'rel="external"'


def mark(kind: str, ref: str, text: str, words: str, **other: str) -> Mark:
    start = text.index(words)
    return Mark(kind, ref, start, start + len(words), f"/{kind}s/{ref}/", **other)


def page(body: str, *marked: tuple[str, str, str]) -> str:
    """The body's HTML with these marked: kind, ref, words."""
    text = plain_text([], body)
    captions = {"caption": "Ada Orme, Mayor"}
    marks = [
        mark(kind, ref, text, words, **(captions if kind == "quote" else {}))
        for kind, ref, words in marked
    ]
    return render([], body, marks).body


def quote_link(ref: str) -> str:
    label = "Link to this quote by Ada Orme, Mayor"
    return f'<a class="permalink" href="/quotes/{ref}/" aria-label="{label}">#</a>'


def plain_link(kind: str, ref: str) -> str:
    label = f"Link to this {kind}"
    return f'<a class="permalink" href="/{kind}s/{ref}/" aria-label="{label}">#</a>'


def figure(ref: str, within: str) -> str:
    return (
        f'<figure class="quote" id="quote-{ref}"><blockquote cite="/quotes/{ref}/">'
        f"{within}</blockquote><figcaption>Ada Orme, Mayor {quote_link(ref)}"
        "</figcaption></figure>"
    )


# Blocks and links


def test_headings_leave_the_first_level_to_the_page_and_have_ids():
    html = page("# The plan\n\n## The plan\n\n### What *next*?\n\n###### Ünder\n\n# 🙂")

    assert html.split("\n") == [
        '<h2 id="the-plan">The plan</h2>',
        '<h2 id="the-plan-2">The plan</h2>',
        '<h3 id="what-next">What <em>next</em>?</h3>',
        '<h6 id="ünder">Ünder</h6>',
        '<h2 id="section">🙂</h2>',
    ]


def test_a_heading_does_not_take_the_id_of_a_quote():
    html = page("# Quote a1\n\n> We sail.", ("quote", "a1", "We sail."))

    assert '<h2 id="quote-a1-2">' in html
    assert '<figure class="quote" id="quote-a1">' in html


def test_a_text_beside_the_body_has_no_ids():
    assert render_markdown("# Notes\n\n- one\n- **two**") == (
        "<h2>Notes</h2>\n<ul><li>one</li>\n<li><strong>two</strong></li></ul>"
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[a](https://a.example)", f'<a href="https://a.example" {EXTERNAL}>a</a>'),
        ("[a](//a.example/)", f'<a href="//a.example/" {EXTERNAL}>a</a>'),
        ("[a](/releases/ 'T')", '<a href="/releases/" title="T">a</a>'),
        ("[a](tel:+441632)", '<a href="tel:+441632">a</a>'),
        ("<press@a.example>", '<a href="mailto:press@a.example">press@a.example</a>'),
        ("[a](javascript:x)", "[a](javascript:x)"),
        ("[a](JavaScript&#58;x)", "[a](JavaScript:x)"),
        ("[a](data:image/png;base64,x)", "[a](data:image/png;base64,x)"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("![Quay](/quay.png)", '<a href="/quay.png">Quay</a>'),
        ("[![Quay](/q.png)](/quay)", '<a href="/quay">Quay</a>'),
        ("![[a](/b) c](/d)", '<a href="/d">a c</a>'),
        ("![](/q.png)x", "x"),
        ("a  \nb\nc", "a<br />b c"),
        ("5 < 6 & \"7\"&nbsp;m", "5 &lt; 6 &amp; \"7\"\u00a0m"),
    ],
)  # fmt: skip
def test_a_paragraph_is_rendered(source, html):
    assert page(source) == f"<p>{html}</p>"


def test_tables_keep_their_alignment_without_styles():
    html = page("| port | boats |\n|:-:|--:|\n| Oster | 4 |\n")

    assert html.replace("\n", "") == (
        '<table><thead><tr><th class="align-center" scope="col">port</th>'
        '<th class="align-right" scope="col">boats</th></tr></thead>'
        '<tbody><tr><td class="align-center">Oster</td>'
        '<td class="align-right">4</td></tr></tbody></table>'
    )


# Quotes


def test_a_block_quotation_becomes_the_quote_with_its_speaker():
    html = page(
        "She said:\n\n> We *will* sail.\n>\n> Daily.",
        ("quote", "a1", "We will sail.\n\nDaily."),
    )

    assert html == (
        "<p>She said:</p>\n"
        + figure("a1", "<p>We <em>will</em> sail.</p>\n<p>Daily.</p>")
    )


def test_neighbouring_block_quotations_of_one_quote_are_one():
    html = page("> We sail.\n\n<!-- -->\n\n> Daily.", ("quote", "a1", "We sail."))
    both = page("> We sail.\n\n- \n\n> Daily.", ("quote", "a1", "We sail.\n\nDaily."))
    joined = render(
        [], "> We sail.\n\n[x]: /y\n\n> Daily.", [Mark("quote", "a1", 0, 16, "")]
    ).body

    assert html.count("<blockquote") == 2
    assert both.count('data-ref="a1"') == 1
    assert joined.count("<blockquote") == 1


@pytest.mark.parametrize("body", ["“We sail.\n\n“Daily.”", "We sail.\n\nDaily."])
@pytest.mark.parametrize("with_marks", [True, False])
def test_paragraphs_that_are_nothing_but_a_quote_become_it(body, with_marks):
    text = plain_text([], f"She said:\n\n{body}\n\nThen left.")
    start, end = text.index("We"), text.index("Daily.") + 6
    if with_marks and "“" in body:
        start, end = start - 1, end + 1
    link = Mark("quote", "a1", start, end, "/quotes/a1/", "Ada Orme, Mayor")

    html = render([], f"She said:\n\n{body}\n\nThen left.", [link]).body

    first, second = body.split("\n\n")
    assert html == (
        "<p>She said:</p>\n"
        + figure("a1", f"<p>{first}</p>\n<p>{second}</p>")
        + "\n<p>Then left.</p>"
    )


def test_a_quote_inside_a_paragraph_is_marked_in_its_place():
    html = page("“We will sail,” she said.", ("quote", "a1", "We will sail,"))

    assert html == (
        '<p>“<span class="quote" id="quote-a1">We will sail,</span>'
        f"”{quote_link('a1')} she said.</p>"
    )


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        (" now", "# now"),
        (".”)", ".”)#"),
        ("\u202f».", "\u202f».#"),
        (".5 times", "#.5 times"),
        ("’s crew", "#’s crew"),
        (".*Now*", ".#<em>Now</em>"),
    ],
)
def test_a_permalink_stands_behind_the_punctuation(after, shown):
    html = render([], f"Set sail{after}", [Mark("quote", "a1", 4, 8, "/q/")]).body

    link = '<a class="permalink" href="/q/" aria-label="Link to this quote">#</a>'
    assert html.replace(link, "#").endswith(f">sail</span>{shown}</p>")


def test_a_quote_from_a_paragraph_into_a_block_quotation_is_named_once():
    html = page("Today, he said, we\n\n> sail.", ("quote", "a1", "we\n\nsail."))

    assert '<span class="quote" id="quote-a1">we</span></p>' in html
    assert '<figure class="quote" data-ref="a1"><blockquote' in html
    assert html.count("permalink") == 1


def test_quotes_in_a_list_stay_in_it():
    html = page(
        "- We sail.\n- > Daily.\n",
        ("quote", "a1", "We sail."),
        ("quote", "b2", "Daily."),
    )

    assert html.replace("\n", "") == (
        f'<ul><li><span class="quote" id="quote-a1">We sail.</span>{quote_link("a1")}'
        f"</li><li>{figure('b2', '<p>Daily.</p>')}</li></ul>"
    )


def test_captions_and_addresses_are_escaped():
    link = Mark("quote", 'a"1', 0, 4, '/q/"><script>', "<b>Ann\x00\ud800</b>")

    html = render([], "Sail", [link]).body

    assert html.startswith('<figure class="quote" id="quote-a&quot;1"><blockquote ')
    assert "<figcaption>&lt;b&gt;Ann&lt;/b&gt; <a " in html
    assert "<script" not in html


def test_addresses_that_could_run_are_taken_away():
    html = render([], "We sail", [Mark("figure", "a1", 0, 2, "javascript:x")]).body

    assert html == '<p><mark class="figure" id="figure-a1"><a>We</a></mark> sail</p>'


# Commitments and figures


def test_a_commitment_in_a_quote_is_linked_in_place():
    html = page(
        "> We will sail daily.",
        ("quote", "a1", "We will sail daily."),
        ("commitment", "b2", "will sail"),
    )

    assert html == figure(
        "a1",
        '<p>We <mark class="commitment" id="commitment-b2"><a href="/commitments/b2/">'
        "will sail</a></mark> daily.</p>",
    )


def test_a_commitment_and_the_figure_in_it_have_their_links_side_by_side():
    html = page(
        "We pay £4 million now.",
        ("figure", "c3", "£4 million"),
        ("commitment", "b2", "pay £4 million now"),
    )

    assert html == (
        '<p>We <mark class="commitment" id="commitment-b2"><a href="/commitments/b2/">'
        'pay</a> <mark class="figure" id="figure-c3"><a href="/figures/c3/">£4 million'
        '</a></mark> <a href="/commitments/b2/">now</a></mark>.</p>'
    )


@pytest.mark.parametrize("figure", ["£4 million.", "£4 million"])
def test_a_commitment_that_says_nothing_but_a_figure_keeps_its_link(figure):
    html = page(
        "We pay £4 million. Now.",
        ("figure", "c3", figure),
        ("commitment", "b2", "£4 million."),
    )

    assert html.count("<a ") == 1
    assert '<a href="/commitments/b2/">' in html


def test_words_with_a_link_have_their_permalink_behind_them():
    html = page("We [pay now](/pay) today.", ("commitment", "b2", "We pay"))

    assert html == (
        '<p><mark class="commitment" id="commitment-b2">We </mark><a href="/pay">'
        '<mark class="commitment" data-ref="b2">pay</mark> now</a>'
        f"{plain_link('commitment', 'b2')} today.</p>"
    )


def test_a_mark_from_inside_a_link_to_its_outside_does_not_cut_the_link():
    html = page("[We pay](/pay) now.", ("figure", "c3", "pay now"))

    assert html == (
        '<p><a href="/pay">We <mark class="figure" id="figure-c3">pay</mark></a>'
        '<mark class="figure" data-ref="c3"> now</mark>.</p>'
    )


def test_marks_cross_bold_words():
    html = page("One **two three** four.", ("figure", "c3", "three four"))

    assert html == (
        '<p>One <strong>two </strong><mark class="figure" id="figure-c3">'
        '<a href="/figures/c3/"><strong>three</strong> four</a></mark>.</p>'
    )


def test_marks_cross_each_other():
    html = page(
        "One two three.", ("figure", "c3", "One two"), ("figure", "d4", "two th")
    )

    assert html == (
        '<p><mark class="figure" id="figure-c3">One </mark>'
        '<mark class="figure" id="figure-d4"><a href="/figures/d4/">'
        '<mark class="figure" data-ref="c3">two</mark> th</a></mark>ree.</p>'
    )


def test_a_commitment_across_paragraphs_goes_on_in_each():
    html = page("- build\n- sail\n- rest", ("commitment", "b2", "build\n\nsail\n\nre"))
    link = '<a href="/commitments/b2/">'

    assert html.split("\n") == [
        f'<ul><li><mark class="commitment" id="commitment-b2">{link}build</a>'
        "</mark></li>",
        f'<li><mark class="commitment" data-ref="b2">{link}sail</a></mark></li>',
        f'<li><mark class="commitment" data-ref="b2">{link}re</a></mark>st</li></ul>',
    ]


def test_key_points_carry_marks_and_come_out_one_by_one():
    marks = [Mark("figure", "c3", 4, 9, "/f/")]

    rendering = render(["**Two** boats", "", "R&D"], "Text.", marks)

    assert rendering.key_points == (
        '<strong>Two</strong> <mark class="figure" id="figure-c3"><a href="/f/">'
        "boats</a></mark>",
        "",
        "R&amp;D",
    )


def test_places_count_code_points():
    html = page("🙂 e\u0301 🙂 sail 日本", ("figure", "c3", "sail 日"))

    assert '🙂 e\u0301 🙂 <mark class="figure" id="figure-c3">' in html
    assert ">sail 日</a></mark>本</p>" in html


def test_marks_in_code_keep_its_lines():
    html = page("```\none\n  two\n```", ("figure", "c3", "one\n  two"))

    assert html == (
        '<pre><code><mark class="figure" id="figure-c3"><a href="/figures/c3/">'
        "one\n  two</a></mark></code></pre>"
    )


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (3, 3), (4, 2), (900, 910), (7, 9)]
)
def test_marks_without_words_leave_no_trace(start, end):
    # The last one lies in the blank line between the paragraphs.
    plain = render([], "We sail\n\nDaily").body

    assert (
        render([], "We sail\n\nDaily", [Mark("quote", "a1", start, end, "/q/")]).body
        == plain
    )
