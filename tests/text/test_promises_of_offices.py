import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.commitments import find_commitments
from briefings.text.claims.figures import find_figures


def read(words, kind=Kind.PARAGRAPH):
    paragraphs = [Paragraph(kind, words, 0)]
    return find_commitments(paragraphs, find_figures(paragraphs))


def kinds(words):
    return [promise.kind for promise in read(words)]


@pytest.mark.parametrize(
    "words",
    [
        "The council will write to all 900 skippers in the port.",
        "We will check every ferry twice a year.",
        "We will knock on every door of the port by June 2027.",
        "A ferry that leaves early will have to pay the passenger.",
        "Skippers will be told at least two weeks before a lock closes.",
        "The port has accepted all 37 recommendations of the inquiry.",
        "Dunmere Port is recruiting pilots for each of its ferries.",
    ],
)
def test_dated_and_counted_deeds_and_duties_are_promises(words):
    assert kinds(words) == ["action"] or kinds(words) == ["legislation"]


@pytest.mark.parametrize(
    "words",
    [
        "The port has set aside £40,000 for new ropes.",
        "Of this, £9 million is reserved for the small ports.",
        "The cabinet agreed on Monday night to spend £186,000 on pumps.",
        "Valmere Ferries, which runs the port, will meet the remainder.",
        "The rest of the cost will be covered by the ferry firms.",
    ],
)
def test_money_put_by_and_the_rest_of_a_cost_are_funding(words):
    assert kinds(words) == ["funding"]


@pytest.mark.parametrize(
    "words",
    [
        "The council will meet the pilots to hear of the fog.",
        "We will see whether the fog lifts by June 2027.",
        "We will not forget the pilots of the great storm.",
        "The council will wait for the fog to lift in May.",
        "The union wants the port to return to talks by the end of May.",
        "It will keep 340 pilots at work in the yard.",
        "You will have to show your ticket at the gate.",
    ],
)
def test_meetings_wishes_and_benefits_are_none(words):
    assert read(words) == ()


def test_people_expected_at_work_are_no_promise_in_a_list():
    words = "Around 350 people expected to work on the quay at its busiest"

    assert read(words, Kind.LIST) == ()


def test_a_cut_by_half_is_a_target():
    assert kinds("We will cut the smoke of our ferries by half by 2035.") == ["target"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Nous allons désormais les ouvrir aux habitants.", "action"),
        ("La ville a décidé de reconstruire le port.", "action"),
        ("Bis Ende 2030 werden alle Fähren ausgeliefert.", "action"),
        ("Die ersten Fähren sollen ab Frühjahr 2028 fahren.", "action"),
        ("Außerdem verpflichten wir uns, keine Brücke zu schließen.", "action"),
        ("Der Plan wird im Herbst öffentlich ausgelegt.", "action"),
        ("Das Land übernimmt 75 Prozent der Kosten für den Hafen.", "funding"),
        ("Der Hafen hat am Montag den Auftrag für Fähren vergeben.", "agreement"),
        ("Bydd y porthladd yn talu £22 miliwn am y cychod.", "funding"),
        ("Mae'r porthladd wedi cytuno i brynu'r cychod.", "agreement"),
        ("Rwy'n benderfynol o gadw'r porthladd ar agor.", "action"),
    ],
)
def test_promises_are_read_in_french_german_and_welsh(words, kind):
    assert kinds(words) == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "Die neuen Fähren werden hier im Hafen gebaut.",
        "Die Senatorin wird am Mittwoch die Werft besuchen.",
        "Bydd y Gweinidog yn ymweld â'r porthladd yfory.",
        "Le ministre visitera demain les chantiers du port.",
    ],
)
def test_diaries_and_the_work_of_today_are_none_abroad(words):
    assert read(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "The length of the lease will be a minimum of 7 years.",
        "The day of the vote has been set for 12 May 2027.",
        "The first change will be to open the lock at night.",
        "The ferry firm has just won funding to begin a survey of the reefs.",
        "It will bring together four ports that will help all skippers.",
        "They will open a school, which will create jobs.",
        "A second application for 11 boats at £725,000 has been approved.",
        "The trains will enter service on the Great Northern Line by 2028.",
    ],
)
def test_what_good_it_does_or_whom_it_names_takes_no_promise_away(words):
    assert len(read(words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "We will need the help of all the ports.",
        "The ruling will not affect the tolls of today.",
        "Most of the savings will come from lighter boats.",
        "These powers will help skippers to find the quay.",
        "Residents worked hard to keep their old pool open.",
    ],
)
def test_needs_and_effects_are_none(words):
    assert read(words) == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (
            "A ferry that leaves early will have to pay its passengers £9.",
            "legislation",
        ),
        ("I intend to match this gift in the budget.", "funding"),
        ("Corvale will provide an equal sum.", "funding"),
        ("The £17 million will be shared between the ports.", "funding"),
        ("Both parliaments are expected to ratify it in May.", "legislation"),
    ],
)
def test_the_kind_is_told_by_what_is_done(words, kind):
    assert kinds(words) == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "We will pay £6 million now, and we will not rest until all are home.",
        "It plans to invest £85 million in a quay, which is expected to create jobs.",
        "The director said the upgrade would be finished by mid-2029.",
        "The port aims to be net zero by 2035.",
        "The port has frozen its £5 charge until at least March 2029.",
    ],
)
def test_a_promise_stays_one_whatever_is_told_beside_it(words):
    assert len(read(words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "We will not rest until every family is home.",
        "“To stand on this quay is to look straight into the 1590s.",
        "The board expects inflation to decline to 4 per cent by the end of 2029.",
        "July is set to be the busiest month since records began in 1990.",
        "They found pearls with an estimated street value of £1.1m on 12 November.",
    ],
)
def test_sayings_and_forecasts_are_none(words):
    assert read(words) == ()


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("Within the next 12-18 months the council will open a bridge.", "the council"),
        ("The Act, which will set up a board and see €2m spent by 2030, is law.", None),
    ],
)
def test_who_binds_themselves_is_neither_a_time_nor_what_is_done(words, whose):
    (promise,) = read(words)

    assert promise.by_whom == whose
