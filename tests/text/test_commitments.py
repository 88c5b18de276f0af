import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.commitments import find_commitments
from briefings.text.figures import find_figures
from briefings.text.finds import ReadQuote


def make_quote(start, end, speaker="Ilse Marrack", organisation=None):
    return ReadQuote(
        attribution=f"{speaker} said:",
        speaker=speaker,
        role=None,
        organisation=organisation,
        paragraphs=(),
        start=start,
        end=end,
        boundary_uncertain=False,
        rule="block-quotation",
    )


def read(*texts, quotes=(), **issue):
    paragraphs, start = [], 0
    for words in texts:
        paragraphs.append(Paragraph(Kind.PARAGRAPH, words, start))
        start += len(words) + 2
    return find_commitments(paragraphs, find_figures(paragraphs), quotes, **issue)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The ministry will build three locks on the Orle.", "action"),
        ("The ministry today approved £12m for a new lock.", "funding"),
        ("New agreements to be signed with the river states.", "agreement"),
        ("The Harbours Bill will give pilots a right to rest.", "legislation"),
        ("We are on course to repair 40 locks by 2027.", "target"),
        ("A consultation on tolls was published today.", "action"),
        ("The lock is scheduled to open in May 2026.", "action"),
        (
            "She will announce a new fund for pilots by selling the old yacht.",
            "action",
        ),
    ],
)
def test_what_binds_the_office_is_proposed(words, kind):
    (promise,) = read(words)

    assert promise.kind == kind
    assert words[promise.start : promise.end] == promise.words


@pytest.mark.parametrize(
    "words",
    [
        "The minister will say that rivers know no borders.",
        "She will meet pilots and chair a round table in Saltmouth.",
        "The minister will visit the lock this evening.",
        "Skippers should check their lights before they leave.",
        "Passengers will save an hour on every crossing.",
        "Further information will be published at www.harbours.example.",
        "The lock was built in two winters by local firms.",
        "Could the river carry more boats?",
    ],
)
def test_diary_benefits_calls_and_the_past_bind_nobody(words):
    assert read(words) == ()


def test_a_sum_and_a_deadline_belong_to_the_promise():
    (promise,) = read("We will invest €4 million in pilots by spring 2027.")

    assert promise.amount == 4_000_000
    assert promise.currency == "EUR"
    assert promise.deadline == "by spring 2027"
    assert promise.specific


def test_a_resolve_without_a_number_is_not_specific():
    (promise,) = read("We are determined to make the river safe.")

    assert not promise.specific


def test_a_promise_knows_whether_somebody_is_quoted_with_it():
    words = "We will build a new lock at Saltmouth."

    assert read(words, quotes=[make_quote(0, len(words))])[0].in_quote
    assert not read(words, quotes=[make_quote(90, 120)])[0].in_quote
