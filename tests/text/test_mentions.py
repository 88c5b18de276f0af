import pytest

from briefings.text.reading import read_release

SOURCE = (
    "# The lock opens at Saltmouth\n\n"
    "- The Valmere Lock Trust paid for it\n\n"
    "The Valmere Lock Trust opened the lock at Saltmouth. The Lock Conference met in "
    "Harrow that day.\n"
)


def names(mentions):
    return [mention.name for mention in mentions]


def test_every_mention_stands_where_it_is_found_first():
    reading = read_release(SOURCE, name="lock.md")
    mentions = (*reading.organisations, *reading.places, *reading.events)

    assert names(mentions) == [
        *("Valmere Lock Trust", "Saltmouth", "Harrow", "Lock Conference"),
    ]
    plain = reading.plain_text()
    assert all(plain[m.start : m.end] == m.name for m in mentions)
    assert mentions[0].start < len("The Valmere Lock Trust paid for it")


def test_a_mention_tells_its_rule_and_its_score():
    (lock_trust,) = read_release(SOURCE, name="lock.md").organisations

    assert (lock_trust.rule, lock_trust.score) == ("organisation-noun", 0.8)


def test_other_programs_read_the_names_and_the_mentions_beside_them():
    found = read_release(SOURCE, name="lock.md").as_json()

    assert found["organisations"] == ["Valmere Lock Trust"]
    assert found["organisations_mentioned"][0]["rule"] == "organisation-noun"


@pytest.mark.parametrize(
    "words",
    [
        "Fewer boats came in Q3 than before.",
        "It is built to the plans of an engineer at Valmere Government.",
        "He was cared for at Saint Ysolde’s Hospice that year.",
        "The notice is in Welsh and can be had there.",
    ],
)
def test_a_quarter_a_language_and_a_body_are_no_places(words):
    source = f"The lock opens\n\nIt opened this morning.\n\n{words}"

    assert read_release(source).places == ()
