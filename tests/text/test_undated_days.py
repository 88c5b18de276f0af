import pytest

from briefings.text.undated_days import undated_days


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("The minister said today that it opens.", "en", ["today"]),
        ("It opens this week and not last month.", "en", ["this week", "last month"]),
        ("It opens today (7 November).", "en", []),
        ("Le pont ouvre aujourd’hui.", "fr", ["aujourd’hui"]),
        ("Bydd yn agor heddiw.", "cy", ["heddiw"]),
        ("Die Brücke öffnet heute.", "de-AT", ["heute"]),
        ("Yesterday’s papers", "en", ["Yesterday"]),
        ("Todays and holidays", "en", []),
        ("It opens today.", "xx", []),
    ],
)
def test_days_without_a_date_are_found(words, language, found):
    assert undated_days([words], language) == found


def test_each_word_is_told_once_and_a_date_counts_for_its_paragraph():
    assert undated_days(["Today. Today!", "Today, 3 May 2091.", "TODAY"]) == ["Today"]
