from datetime import date

import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.commitments import find_commitments
from briefings.text.claims.figures import find_figures

ISSUED = date(2026, 3, 4)


def promises_of(words: str):
    paragraphs = [Paragraph(Kind.PARAGRAPH, words, 0)]
    figures = find_figures(paragraphs)
    return find_commitments(paragraphs, figures, issued_on=ISSUED, issuer="Valmere")


@pytest.mark.parametrize(
    "words",
    [
        "The Commission stands ready to support the islands with new ferries.",
        "The two departments will jointly fund the new crossing.",
        "Bins will be collected every fortnight from 1 May.",
        "Expressions of interest close on 14 May.",
        "The new clinic is slated to open in spring 2027.",
        "The Governor directed the Department of Roads to inspect every bridge.",
        "The regulator has ordered Palmer Water to refund its customers.",
        "The Province is also adding 60 nurse practitioner seats.",
        "The Department of Rivers is rolling out new gauges at 45 sites.",
        "The Bank of Lorn said it would lend £300 million to small firms.",
        "The Ministry guarantees that no pensioner will lose out.",
        "The hospital trust has set itself a target of 62% by March 2027.",
        "Marrowby is targeting net zero emissions by 2040.",
        "Marrowby aims to source all of its timber from certified forests.",
        "The charity aims to plant 4,000 trees by 2028.",
        "The council aims to halve the number of empty homes.",
        "The company has set a goal to cut its waste by half.",
        "The authority has extended the scheme until March 2028.",
        "It is proposed that the fee be raised to $40.",
        "The Treasury is making £5 million available for flood defences.",
    ],
)
def test_an_issuer_of_any_kind_promises(words):
    assert len(promises_of(words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "The fund has invested £3 million in new boats since 2019.",
        "Our volunteers have donated £10,000 to the lifeboat crews.",
        "The society already contributed £2 million to the old quay.",
        "The scheme aims to help people who live beside the river.",
        "The report makes better use of £2 million of old surveys.",
        "Our staff may visit 40 harbours.",
        "The chancellor is expected to say that taxes must rise.",
        "Trading will remain difficult until the end of 2027.",
        "The regulator will not hesitate to act again.",
        "The company aims to please its 400 customers.",
    ],
)
def test_what_is_done_or_only_hoped_for_is_no_promise(words):
    assert promises_of(words) == ()


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("In the coming year the council will repair bridges.", "the council"),
        ("By spring 2027 the council will repair bridges.", "the council"),
        ("But next year the Valmere Trust will open a lock.", "the Valmere Trust"),
        ("From April, the Valmere Trust will open a lock.", "the Valmere Trust"),
        ("April Brandt will publish the accounts of the trust.", "April Brandt"),
    ],
)
def test_whoever_promises_is_named_without_the_time_before(words, whose):
    (promise,) = promises_of(words)

    assert promise.by_whom == whose


def test_an_aim_that_can_be_measured_is_a_target():
    (promise,) = promises_of("The trust aims to plant 4,000 trees by 2028.")

    assert promise.kind == "target"
