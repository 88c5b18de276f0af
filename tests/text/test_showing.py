from briefings.text.markup.rendering import Mark, render
from briefings.text.markup.showing import (
    headings_in,
    levelled,
    parted_from_headline,
    parts_of,
    told_apart,
    with_sources,
)

BODY = "She said:\n\n> We start on Monday.\n\n## What *else*\n\nAlmost 4,200 signed."


def shown(body=BODY, *words, kind="quote", caption="Ines <Calder>"):
    text = body.replace("> ", "").replace("## ", "").replace("*", "")
    marks = [
        Mark(kind, f"r{n}", text.index(w), text.index(w) + len(w), f"/{n}", caption)
        for n, w in enumerate(words)
    ]
    return render((), body, marks).body


def test_captions_are_told_apart_by_the_quote_they_are_of():
    body = shown(BODY, "We start on Monday.")

    parts = list(parts_of(body))

    assert "".join(part.html for part in parts) == body
    assert [part.ref for part in parts] == ["", "r0", ""]
    assert parts[1].html.startswith("Ines &lt;Calder&gt; <a")


def test_a_text_without_quotes_is_one_part():
    body = shown()

    assert [(part.html, part.ref) for part in parts_of(body)] == [(body, "")]


def test_a_caption_within_a_quote_belongs_to_the_inner_one():
    inner = '<figure class="quote" id="quote-b"><figcaption>B</figcaption></figure>'
    body = f'<figure class="quote" id="quote-a">{inner}<figcaption>A</figcaption>'

    assert [(p.ref, p.html) for p in parts_of(body) if p.ref] == [
        ("b", "B"),
        ("a", "A"),
    ]


def test_headings_are_listed_with_their_places_and_bare_words():
    assert [(h.id, h.words) for h in headings_in(shown())] == [
        ("what-else", "What else")
    ]


def test_figures_lead_to_their_sources_and_keep_their_own_place():
    body = '<mark class="figure" id="figure-r0"><a href="#figure-r0">4,200</a></mark>'

    assert with_sources(body) == body.replace("#figure-r0", "#source-r0")


def test_headings_begin_below_the_pages_own_and_leave_no_level_out():
    html = "".join(f'<h{n} id="s{n}">{n}</h{n}>' for n in (4, 5, 3, 6, 2, 4))

    def levels(top: int) -> str:
        return "".join(part[0] for part in levelled(html, top).split("<h")[1:])

    assert levels(2) == "232323"
    assert levels(3) == "343434"
    assert levelled('<h4 id="a">A</h4><p>b</p>') == '<h2 id="a">A</h2><p>b</p>'


def test_a_headline_that_is_the_first_paragraph_is_said_once_with_its_marks():
    first = '<mark class="figure" id="figure-a">900</mark> &amp; more sail'
    body = f"<p>{first}</p>\n<p>Daily.</p>"

    assert parted_from_headline(body, "900 & more  sail") == (first, "<p>Daily.</p>")
    assert parted_from_headline(body, "Boats & more") == ("Boats &amp; more", body)


def test_links_that_say_where_they_lead_are_told_apart():
    itself = '<a href="https://www.a.example/b?c&amp;d" rel="external">{}</a>'
    for words in ("https://www.a.example/b?c&amp;d", "a.example/b?c&amp;<em>d</em>/"):
        assert told_apart(itself.format(words)).startswith('<a class="address" href')

    assert told_apart(itself.format("Notes")) == itself.format("Notes")
