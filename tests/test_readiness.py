from datetime import timedelta

import pytest

from briefings.actions.commitments import mark_commitment, restate_commitment
from briefings.actions.figures import change_figure, mark_figure
from briefings.actions.imports import import_release
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.quotes import mark_quote
from briefings.actions.subjects import add_contact, add_entry, add_event
from briefings.models import Edition, Person, PersonName
from briefings.readiness import Obstacle, obstacles
from tests.making import (
    MONDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    mark_words,
    save,
    span,
)

pytestmark = pytest.mark.django_db

DAY = MONDAY.date()
SUMS = "Harbour towns will share £75 million to repair their sea walls."


def about(edition: Edition, words: str) -> list[Obstacle]:
    """Those of its obstacles whose sentences hold these words."""
    return [o for o in obstacles(fresh(edition), day=DAY) if words in o.sentence]


def the_one(edition: Edition, words: str) -> Obstacle:
    (obstacle,) = about(edition, words)
    return obstacle


def test_release_without_a_lead_organisation_is_for_an_editor_to_weigh(writer):
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    edition = make_edition(supporting_organisations=[ministry])

    obstacle = the_one(edition, "lead organisation")

    assert not obstacle.stops
    assert obstacle.place == "lead_organisations"
    edition = save(edition, lead_organisations=[ministry], supporting_organisations=[])
    assert about(edition, "lead organisation") == []


def test_what_stops_comes_before_what_is_to_be_weighed(writer):
    edition = make_marked_edition()
    save(edition, body=edition.body.replace("Almost 4,200", "Many"))

    stops = [o.stops for o in obstacles(fresh(edition), day=DAY)]

    assert stops == sorted(stops, reverse=True)
    assert set(stops) == {True, False}


@pytest.mark.parametrize("need", [True, False])
def test_the_office_chooses_whether_a_figure_needs_a_source(writer, settings, need):
    settings.FIGURES_NEED_SOURCES = need
    edition = make_marked_edition()
    figure = edition.figures.get()

    obstacle = the_one(edition, "names no source")

    assert obstacle.stops is need
    assert obstacle.place == f"figure-{figure.ref}"
    change_figure(figure, by=writer, source_name="Ministry of Transport")
    assert about(edition, "names no source") == []


def test_a_long_summary_is_told():
    edition = make_edition(summary="A ferry. " * 23)

    assert the_one(edition, "The summary has").place == "summary"
    assert about(save(edition, summary="A ferry."), "The summary has") == []


@pytest.mark.parametrize(
    ("link", "is_broken"),
    [
        ("/releases/nowhere/", True),
        ("/no/such/page/", True),
        ("/people/nobody/", True),
        ("/releases/an-older-story/", False),
        ("/releases/a-ferry-for-skerrow/", False),
        ("/releases/?q=ferry", False),
        ("https://elsewhere.example/releases/nowhere/", False),
    ],
)
def test_a_link_to_no_page_of_ours_is_told(clock, link, is_broken):
    make_issued_edition(headline="An older story")
    edition = make_edition(body=f"Read [this]({link}).")

    found = about(edition, "leads to no page")

    assert [o.place for o in found] == ["body"] * is_broken


def test_a_link_to_the_sites_own_address_is_a_link_here(settings):
    edition = make_edition(notes_to_editors=f"<{settings.SITE_URL}/nowhere/>")

    assert the_one(edition, "leads to no page").place == "notes_to_editors"


def test_a_link_to_a_draft_is_told_and_one_to_what_is_public_by_then_is_not(clock):
    other = make_edition(headline="Another story")
    edition = make_edition(body="See [the other](/releases/another-story/).")
    assert about(edition, "leads to no page")

    make_issued_edition(other, at=MONDAY + timedelta(hours=2))

    assert about(edition, "leads to no page") == []


def test_a_link_into_the_admin_stops():
    edition = make_edition(body="See [the draft](/admin/briefings/edition/1/change/).")

    assert the_one(edition, "into the admin").stops
    assert about(save(edition, body="See the draft."), "into the admin") == []


def test_a_sum_that_was_announced_before_is_asked_about(clock, writer):
    make_funded(headline="Money for sea walls", issued=True)
    clock.move_to(MONDAY + timedelta(days=1))

    obstacle = the_one(make_funded(headline="More walls"), "announced before")

    assert obstacle.sentence == (
        "£75\N{NO-BREAK SPACE}million was announced before, in “Money for sea walls” "
        "on 5 March 2091: mark it as said again?"
    )
    assert obstacle.place.startswith("figure-")


def test_the_same_sum_for_something_else_is_no_repetition(clock):
    make_funded(headline="Money for sea walls", issued=True)

    other = make_funded(body="Schools get £75 million for breakfasts and books.")

    assert about(other, "announced before") == []


def test_a_promised_sum_that_was_announced_before_is_asked_about(clock):
    first = make_promised(headline="Money for sea walls", issued=True)

    edition = make_promised(headline="More walls")

    assert the_one(edition, "announced before").place.startswith("commitment-")
    again = make_edition(body=SUMS)
    restate_commitment(
        first.statements.get().commitment,
        edition=again,
        by=again.written_by,
        **span(again, SUMS),
    )
    assert about(again, "announced before") == []


def make_funded(*, body: str = SUMS, issued: bool = False, **content) -> Edition:
    edition = make_edition(body=body, **content)
    mark_figure(
        edition,
        by=edition.written_by,
        value=75_000_000,
        unit="pounds",
        currency="GBP",
        **span(edition, "£75 million"),
    )
    return make_issued_edition(edition) if issued else fresh(edition)


def make_promised(*, issued: bool = False, **content) -> Edition:
    edition = make_edition(body=SUMS, **content)
    mark_commitment(
        edition,
        by=edition.written_by,
        title="Repair the sea walls",
        kind="funding",
        amount=75_000_000,
        currency="GBP",
        **span(edition, SUMS),
    )
    return make_issued_edition(edition) if issued else fresh(edition)


def test_a_quote_that_was_published_before_is_told(clock):
    make_issued_edition(make_marked_edition())
    speaker = Person.objects.get(name="Ines Calder")

    same = make_quoting("“The islands have waited long enough – we start on Monday!”")
    mark_said(same, speaker)
    other = make_quoting("“The islands have waited for us: we start on Tuesday.”")
    mark_said(other, speaker)

    assert the_one(same, "was published before").place.startswith("quote-")
    assert about(other, "was published before") == []


def test_the_same_words_of_somebody_else_are_their_own(clock, writer):
    make_issued_edition(make_marked_edition())

    edition = make_quoting("“The islands have waited long enough. We start on Monday.”")
    mark_said(edition, add_person(by=writer, name="Odd Larsen"))

    assert about(edition, "was published before") == []


def make_quoting(words: str) -> Edition:
    return make_edition(headline="A word again", body=f"She said: {words}")


def mark_said(edition: Edition, speaker: Person) -> None:
    words = edition.plain_text.split("“")[1].split("”")[0]
    by = edition.written_by
    mark_quote(edition, by=by, speaker=speaker, **span(edition, words))


@pytest.mark.parametrize(
    ("body", "dateline", "is_loose"),
    [
        ("The line opened today.", "", True),
        ("It opens this week.", "Skerrow", True),
        ("The line opened today, 5 March 2091.", "", False),
        ("The line opened today.", "Skerrow, 5 March 2091", False),
        ("The line opened.", "", False),
    ],
)
def test_a_day_without_a_date_near_it_is_told(body, dateline, is_loose):
    edition = make_edition(body=body, dateline=dateline)

    assert [o.place for o in about(edition, "without a date")] == ["body"] * is_loose


def test_people_named_in_the_text_and_not_tagged_are_told(writer):
    odd = add_person(by=writer, name="Odd Larsen")
    add_person(by=writer, name="Ann Strange")
    edition = make_edition(body="The mayor met Odd Larsen’s brother.")

    obstacle = the_one(edition, "not tagged")

    assert obstacle.sentence == "Odd Larsen is named in the text and not tagged."
    assert obstacle.place == "people"
    assert about(save(edition, people=[odd]), "not tagged") == []


def test_a_person_is_known_by_another_name_too(writer):
    ines = add_person(by=writer, name="Ines Calder")
    add_entry(PersonName(person=ines, name="Ines Hale"), by=writer)

    edition = make_edition(body="It was opened by Ines Hale.")

    assert the_one(edition, "not tagged").sentence.startswith("Ines Calder is named")


def test_a_speaker_is_named_already(writer):
    edition = make_edition(headline="Ines Calder opens a line")
    mark_words(edition, "The islands have waited long enough.")

    assert about(edition, "not tagged") == []


def test_a_headline_that_was_used_before_is_told(clock):
    make_issued_edition()

    assert the_one(make_edition(), "same headline").place == "headline"
    assert about(make_edition(headline="Another ferry"), "same headline") == []


def test_a_long_headline_is_told():
    edition = make_edition(headline="A ferry for Skerrow " * 7)

    assert the_one(edition, "search results show").place == "headline"
    assert about(save(edition, headline="A ferry"), "search results show") == []


def test_a_speaker_without_a_role_that_day_is_told(writer):
    edition = make_marked_edition()
    speaker = Person.objects.get(name="Ines Calder")

    assert the_one(edition, "holds no role on 5 March 2091").place.startswith("quote-")
    role = add_role(by=writer, title="Transport Minister")
    appoint(speaker, role, by=writer, started_on=DAY)
    assert about(edition, "holds no role") == []


def test_an_advisory_names_an_event(writer):
    edition = make_edition(kind="media_advisory")

    assert the_one(edition, "No event").place == "events"
    event = add_event(by=writer, name="Island Summit")
    assert about(save(edition, events=[event]), "No event") == []
    assert about(make_edition(headline="No advisory"), "No event") == []


def test_a_release_without_a_contact_is_told(writer):
    edition = make_edition()

    assert the_one(edition, "No contact").place == "contacts"
    desk = add_contact(by=writer, name="Transport desk")
    assert about(save(edition, contacts=[desk]), "No contact") == []


def test_a_text_in_another_language_than_it_is_tagged_is_told():
    french = "Le ministre de la Mer et des Ports est dans le nord du pays. " * 5

    edition = make_edition(body=french, language="en-GB")

    assert the_one(edition, "reads like").place == "language"
    assert about(save(edition, language="fr"), "reads like") == []


def test_an_embargo_that_has_passed_is_told(writer, clock):
    edition = import_release(
        b"EMBARGOED UNTIL 00:01, 5 February 2090\n\nA ferry\n\nIt sails daily.",
        name="ferry.txt",
        by=writer,
    )

    assert "1 suggestion" not in the_one(edition, "embargo").sentence
    assert about(edition, "embargo of the text has passed")
    clock.move_to(MONDAY - timedelta(days=800))
    assert the_one(edition, "embargo").sentence.startswith("The text is embargoed")


def test_asking_takes_as_many_queries_for_many_records_as_for_one(
    clock, writer, django_assert_num_queries, django_assert_max_num_queries
):
    paragraphs = [f"She said: “We open lock {n}.” It costs £{n}.\n" for n in range(9)]
    one, many = (
        make_edition(body=paragraphs[8]),
        make_edition(body="\n".join(paragraphs)),
    )
    for edition, numbers in ((one, [8]), (many, range(9))):
        for number in numbers:
            mark_words(edition, f"We open lock {number}.")
            mark_figure(
                edition,
                by=edition.written_by,
                value=number,
                unit="pounds",
                currency="GBP",
                **span(edition, f"£{number}"),
            )

    with django_assert_max_num_queries(30) as asked:
        obstacles(fresh(one), day=DAY)
    with django_assert_num_queries(len(asked)):
        obstacles(fresh(many), day=DAY)
