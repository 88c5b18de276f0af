import pytest

from briefings.text.reading import read_release


def promises_of(line):
    return read_release(f"News of Valmere\n\n12 March 2025\n\n{line}").commitments


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("We will fix the sluice by Christmas.", "action"),
        ("“I promise we will fix the sluice,” said Huw Parry.", "action"),
        ("Our target is to reach net zero by 2040.", "target"),
        ("Every lock will have a lifebelt by 2026.", "action"),
        ("From next year, every pilot will get a free lamp.", "action"),
        ("No skipper will wait longer than 18 weeks by March 2029.", "action"),
        ("The board is promising that no pilot will work at night.", "action"),
        ("The board guarantees a reply within 10 days.", "action"),
        ("The board has earmarked £5m for the boats.", "funding"),
        ("The toll is being scrapped from April 2026.", "action"),
    ],
)
def test_a_promise_is_made_in_everyday_words(line, kind):
    assert [promise.kind for promise in promises_of(line)] == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "The board cannot guarantee a berth by 2026.",
        "There is no doubt this will matter to the pilots of the river.",
        "The toll is being repaired by a local firm.",
        "Every pilot will have a story to tell.",
        "The promises that were made to pilots are old.",
    ],
)
def test_words_of_promising_alone_promise_nothing(line):
    assert promises_of(line) == ()
