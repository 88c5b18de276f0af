import pytest

from briefings.text.formats.encodings import cleaned
from briefings.text.reading import read_release

WORDS = "The “Tide” lock in Brno–Žilina costs €12."


def page(charset, words=WORDS):
    return f'<html><meta charset="{charset}"><body><p>{words}</p></body></html>'


@pytest.mark.parametrize("charset", ["windows-1250", "utf-8", "UTF-16LE"])
def test_a_page_is_read_as_it_declares(charset):
    assert WORDS in read_release(page(charset).encode(charset)).plain_text()


def test_a_page_that_was_saved_as_utf8_may_declare_what_it_was_served_in():
    assert WORDS in read_release(page("iso-8859-1").encode()).plain_text()


def test_latin_1_on_the_web_means_windows_1252():
    words = "The “Tide” lock costs €12."

    source = page("iso-8859-1", words).encode("cp1252")
    assert words in read_release(source).plain_text()


@pytest.mark.parametrize("charset", ["rot13", "punycode", "nonsense", "zip"])
def test_a_charset_that_is_no_charset_is_passed_over(charset):
    assert WORDS in read_release(page(charset).encode()).plain_text()


def test_letters_an_encoding_does_not_have_are_reported():
    reading = read_release(page("windows-1252", "The lock\x81 opens").encode("latin-1"))

    assert "garbled" in reading.warnings[0].message
    assert "lock\ufffd" in reading.warnings[0].words


def test_garbled_words_are_reported_in_every_format():
    garbled = "The lock’s price is £12".encode().decode("cp1252")

    for source in (garbled, page("utf-8", garbled), f"# Lock\n\n{garbled}"):
        warnings = read_release(source.encode()).warnings
        assert any("lockâ€™s … Â£12" in warning.words for warning in warnings)


def test_numbered_characters_that_no_text_can_hold_are_left_out():
    reading = read_release("<p>The &#0;lock&#xD800; &#1;opens &pound;5 &amp; more.</p>")

    assert "\0" not in reading.body
    assert "opens £5 & more." in reading.plain_text()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The minister said: “We kept it.” It opens.", "Ò"),
        ("The lock’s gate opens and it’s new.", "lockÕs … itÕs"),
        ("“Nobody waits,” he said.", "waits,Ó"),
    ],
)
def test_what_a_mac_wrote_and_windows_read_is_reported(words, shown):
    garbled = words.encode("mac-roman").decode("cp1252")

    (warning,) = read_release(garbled).warnings[:1]

    assert "garbled" in warning.message
    assert shown in warning.words


@pytest.mark.parametrize(
    "words", ["PÕHJA SÕLM OPENS", "The Ó Sé family, and Õnne, came.", "AÇÕES E LIÇÕES"]
)
def test_letters_of_other_languages_are_not_garbled(words):
    warnings = read_release(f"New lock opens\n\n{words} The lock opened.").warnings

    assert not any("garbled" in warning.message for warning in warnings)


def test_many_letters_of_a_mac_are_looked_at_in_linear_time():
    for words in ("Òa" * 100_000, "aÕ" * 100_000, "Ò" * 100_000, "Òa b " * 50_000):
        assert cleaned(words, "It").text == words
