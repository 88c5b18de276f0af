import pytest

from briefings.text.reading import read_release


@pytest.mark.parametrize(
    ("besides", "currency"),
    [
        ("It had C$2 million before.", "CAD"),
        ("All amounts in this release are in Australian dollars.", "AUD"),
        ("Write to news@valmere.govt.nz or call us.", "NZD"),
        ("That is US$3.4 million. See www.valmere.org.au for more.", "AUD"),
        ("It had US$2 million before.", "USD"),
    ],
)
def test_a_bare_dollar_is_the_one_the_release_tells_of(besides, currency):
    (figure, *_) = read_release(
        f"Valmere opens a lock\n\nThe lock cost $5 million.\n\n{besides}"
    ).figures

    assert (figure.words, figure.currency) == ("$5 million", currency)
    assert figure.score >= 0.9


def test_a_dollar_of_which_nothing_is_told_is_a_guess():
    (figure,) = read_release(
        "Valmere opens a lock\n\nThe lock cost $5 million."
    ).figures

    assert (figure.currency, figure.score) == ("USD", 0.6)
