import pytest

from briefings.text.reading import read_release

PAGE = (
    "<html><body><article><h1>Saltmouth has a lock</h1><p>The lock was opened this "
    "morning.</p>{}<p>It was begun in 1911.</p></article></body></html>"
)
SAID = "We have waited forty years for this lock."


def quote_of(source, name=""):
    (quote,) = read_release(source, name=name).quotes
    return quote.paragraphs, quote.speaker, quote.role


@pytest.mark.parametrize(
    "words",
    [
        f"<blockquote><p>{SAID}</p><cite>Oda Lin, harbour master</cite></blockquote>",
        f"<blockquote>{SAID}<footer>Oda Lin, harbour master</footer></blockquote>",
        f"<figure><blockquote>{SAID}</blockquote>"
        "<figcaption>Oda Lin, harbour master</figcaption></figure>",
        f"<p>“{SAID}”</p><p>Oda Lin<br>harbour master</p>",
    ],
)
def test_a_web_page_names_the_speaker_below_the_words(words):
    assert quote_of(PAGE.format(words)) == ((SAID,), "Oda Lin", "harbour master")


@pytest.mark.parametrize(
    "words",
    [
        f"> {SAID}\n\n— Oda Lin, Harbour Master",
        f"> {SAID}\n>\n> — Oda Lin, Harbour Master",
        f"> {SAID}\n> — Oda Lin, Harbour Master",
        f"> {SAID}\n\nOda Lin, Harbour Master",
    ],
)
def test_so_does_markdown(words):
    source = f"# Saltmouth has a lock\n\nIt was opened.\n\n{words}\n\nIt is old.\n"

    assert quote_of(source, "lock.md") == ((SAID,), "Oda Lin", "Harbour Master")


def test_the_post_may_stand_in_the_line_below_the_name():
    source = (
        f"# Saltmouth has a lock\n\nIt was opened.\n\n“{SAID}”\n\n"
        "Oda Lin\nMinister for Locks\n"
    )

    assert quote_of(source, "lock.md") == ((SAID,), "Oda Lin", "Minister for Locks")


def test_a_name_between_two_block_quotations_hands_over_to_the_second():
    source = (
        f"# Saltmouth has a lock\n\nIt was opened.\n\n> {SAID}\n\n"
        "Oda Lin, Harbour Master\n\n> It holds, and it will hold for long.\n"
    )

    said, *_ = quote_of(source, "lock.md")

    assert said == ("It holds, and it will hold for long.",)


def test_a_block_quotation_without_a_name_is_nobodys():
    source = f"# Saltmouth has a lock\n\nIt was opened.\n\n> {SAID}\n\nIt is old.\n"

    assert read_release(source, name="lock.md").quotes == ()


@pytest.mark.parametrize("day", ["", " - 04/03/2025"])
def test_under_a_heading_of_quotes_each_is_signed_below(day):
    first, second = read_release(
        "The lock opens at Saltmouth\n\nIt was opened this morning.\n\nQuote(s)\n\n"
        f"{SAID} It holds.\n\nOda Lin, Commissioner for Locks - 04/03/2025\n\n"
        f'"And we will build another one soon."\n\nHuw Parry, Harbour Master{day}\n'
    ).quotes

    assert (first.speaker, first.role) == ("Oda Lin", "Commissioner for Locks")
    assert first.paragraphs == (f"{SAID} It holds.",)
    assert (second.speaker, second.role) == ("Huw Parry", "Harbour Master")
