import pytest

from briefings.text.reading import read_release


def promises_of(*lines: str):
    reading = read_release("\n".join(["News of Valmere", *lines, "It is near Harrow."]))
    return reading.commitments


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("€9m in funding will enable the council purchase 40 homes.", "funding"),
        ("Extra funding of £5 million for the wards of Harrow Hospital.", "funding"),
        (
            "Harrow Hospital stage 2, at an estimated total cost of $80 million.",
            "funding",
        ),
        ("The new system is part of a wider $4 million project in Harrow.", "funding"),
        ("Under the plan $5 million of funding is available in Harrow.", "funding"),
        ("The lanes are funded by a £7,000 budget of every ward.", "funding"),
        ("The minister brought a £40 million boost to the valley.", "funding"),
        ("The third round of the Bridge Fund has now opened for bids.", "funding"),
        (
            "The two bodies signed a new framework on clean rivers in Harrow.",
            "agreement",
        ),
        ("The signing of contracts for two more bridges came today.", "agreement"),
        ("La ville et la région ont signé hier une déclaration commune.", "agreement"),
        ("The coalition has a goal of building 2,000 homes in Harrow.", "target"),
        ("Some of the parishes are going to build more lanes for bicycles.", "action"),
        ("The River Party supports capping all fees at $1500 for everybody.", "action"),
        ("A Labour government would publish the accounts of every bridge.", "action"),
        ("Nous allons construire une passerelle dans la vallée.", "action"),
        ("Nous renforcerons les digues de la vallée avec les communes.", "action"),
        ("Bydd y cyngor yn gwario mwy ar ffyrdd y dyffryn.", "action"),
    ],
)
def test_a_promise_is_made_without_will(line, kind):
    assert [promise.kind for promise in promises_of(line)] == [kind]


def test_to_address_a_need_is_no_diary():
    line = (
        "The homes will be completed this year and will address the needs of families."
    )

    assert promises_of(line)
    assert not promises_of("The mayor will address the annual conference in Harrow.")


@pytest.mark.parametrize(
    "line",
    [
        "This funding will ensure that the roads of the valley keep their quality.",
        "It will ensure that the roads of the valley keep their quality.",
        "Over the past five years we have invested £93m in the roads of the valley.",
        "So far, over 660 bridges have been approved in the whole of Valmere.",
        "The agreement was signed in Harrow by the mayors of both towns.",
        "The town has a £30m fund to look after its bridges.",
    ],
)
def test_what_an_announcement_does_by_itself_and_what_is_past_are_no_promises(line):
    assert not promises_of(line)
