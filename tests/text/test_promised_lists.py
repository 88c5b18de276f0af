import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.commitments import find_commitments


def read(lead, *items, issuer=None):
    paragraphs, start = [], 0
    for kind, words in [(Kind.PARAGRAPH, lead), *((Kind.LIST, item) for item in items)]:
        paragraphs.append(Paragraph(kind, words, start))
        start += len(words) + 2
    return find_commitments(paragraphs, issuer=issuer)


@pytest.mark.parametrize(
    "lead",
    [
        "The harbour office will also:",
        "The harbour office commits itself to:",
        "Valmere Ferries has agreed to:",
        "Over the next two years, the harbour office will:",
        "La régie du port s’engage à :",
    ],
)
def test_each_item_under_the_beginning_of_a_promise_is_one(lead):
    found = read(lead, "moor all boats at night", "dredge the quay twice")

    assert [promise.words for promise in found] == [
        "moor all boats at night",
        "dredge the quay twice",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "The harbour has:",
        "The successful candidate will:",
        "You will:",
        "Boats of three kinds came to:",
        "The harbour office will not say:",
    ],
)
def test_an_item_under_another_line_is_no_promise(lead):
    assert read(lead, "moor all boats at night") == ()


def test_the_line_above_says_who_promises():
    (promise,) = read(
        "The Harbour Office will:", "dredge the quay in May", issuer="Valmere Rivers"
    )

    assert promise.by_whom == "The Harbour Office"
    assert promise.start == len("The Harbour Office will:") + 2
    assert promise.deadline == "in May"


def test_only_the_first_sentence_of_an_item_goes_on_with_the_line():
    (promise,) = read("We will:", "dredge the quay. Sand lies in every corner of it.")

    assert promise.words == "dredge the quay"


def test_a_paragraph_between_ends_the_list():
    paragraphs = [
        Paragraph(Kind.PARAGRAPH, "We will:", 0),
        Paragraph(Kind.PARAGRAPH, "The quay is old and sandy.", 10),
        Paragraph(Kind.LIST, "moor all boats at night", 38),
    ]

    assert find_commitments(paragraphs) == ()


def test_what_an_item_speaks_of_is_weighed_as_in_one_sentence():
    assert read("The minister will:", "visit the quay and meet the pilots") == ()
