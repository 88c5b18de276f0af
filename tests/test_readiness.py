from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.actions.collections import add_collection, open_collection
from briefings.actions.commitments import mark_commitment
from briefings.actions.figures import change_figure, mark_figure
from briefings.actions.files import change_rights
from briefings.actions.imports import import_release
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.quotes import change_quote, mark_quote
from briefings.actions.subjects import add_entry, add_event
from briefings.models import PersonName
from briefings.readiness import obstacles, stopped_editions
from tests.attaching import attach
from tests.making import (
    MONDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    mark_words,
    save,
    span,
)

pytestmark = pytest.mark.django_db

TODAY = "The line opens today."


def found(edition, words):
    obstacles_there = obstacles(fresh(edition), day=MONDAY.date())
    return [o for o in obstacles_there if words in o.sentence]


def test_release_without_a_lead_organisation_is_for_an_editor_to_weigh(writer):
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    edition = make_edition(supporting_organisations=[ministry])

    (obstacle,) = found(edition, "lead organisation")

    assert not obstacle.stops
    assert obstacle.place == "lead_organisations"
    edition = save(edition, lead_organisations=[ministry], supporting_organisations=[])
    assert found(edition, "lead organisation") == []


def test_a_summary_that_lists_cut_off_is_pointed_out():
    (obstacle,) = found(make_edition(summary="word " * 50), "summary has 249")

    assert (obstacle.place, obstacle.stops) == ("summary", False)
    assert found(make_edition(summary="word " * 30), "summary has") == []


def test_a_day_without_a_date_is_pointed_out_with_its_word():
    assert found(make_edition(body=TODAY), "“today” has no date")
    assert not found(make_edition(body=f"{TODAY} It is 5 March."), "no date")
    assert not found(make_edition(body=TODAY, dateline="Skerrow, 5 March"), "no date")


def test_a_person_who_is_named_and_not_tagged_is_pointed_out(writer):
    odd = add_person(by=writer, name="Odd Larsen")
    edition = make_edition(body="The mayor, Odd Larsen, came.")

    (obstacle,) = found(edition, "Odd Larsen is named")

    assert obstacle.place == "people"
    assert not found(save(edition, people=[odd]), "is named in the text")


def test_a_person_is_known_by_former_names_too(writer):
    odd = add_person(by=writer, name="Odd Larsen")
    add_entry(PersonName(person=odd, name="Odd Berg"), by=writer)

    assert found(make_edition(body="It was Odd Berg."), "Odd Larsen is named")
    assert not found(make_edition(body="It was Odd Bergson."), "is named in the text")


def test_whoever_is_quoted_needs_no_tag():
    edition = make_edition()
    mark_words(edition, "The islands have waited long enough.")

    assert not found(edition, "is named in the text")


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("/releases/no-such-release/", "no public page: /releases/no-such-release/"),
        ("/nowhere/", "no public page: /nowhere/"),
        ("/people/nobody/", "no public page: /people/nobody/"),
        ("/roles/nobody/", "no public page: /roles/nobody/"),
        ("/releases/none/editions/9/", "no public page: /releases/none/editions/9/"),
        ("/releases/none/compare/1/2/", "no public page: /releases/none/compare/1/2/"),
        ("http://127.0.0.1:8000/topics/none/", "no public page: /topics/none/"),
    ],
)
def test_a_link_that_leads_nowhere_is_pointed_out(settings, link, sentence):
    settings.SITE_URL = "http://127.0.0.1:8000"

    (obstacle,) = found(make_edition(body=f"See [this]({link})."), sentence)

    assert (obstacle.place, obstacle.stops) == ("body", False)


def test_a_link_to_what_is_public_is_in_order():
    release = make_issued_edition(headline="An older story").release
    body = f"See [it]({release.get_absolute_url()}), [all](/releases/) and \
[elsewhere](https://example.org/releases/none/)."

    assert not found(make_edition(body=body), "A link leads")


def test_a_link_to_what_is_still_a_draft_is_pointed_out():
    draft = make_edition(headline="Tomorrow").release

    body = f"See [it]({draft.get_absolute_url()})."
    assert found(make_edition(body=body), "no public page")


def test_a_link_to_the_desk_stops_the_release():
    body = "See [it](/admin/briefings/edition/1/change/)."

    (obstacle,) = found(make_edition(body=body), "editors’ desk")

    assert obstacle.stops


def test_a_figure_without_a_source_stops_where_the_office_wants_it_to(settings):
    edition = make_marked_edition()
    assert [o.stops for o in found(edition, "names no source")] == [False]

    settings.FIGURES_NEED_SOURCES = True

    assert [o.stops for o in found(edition, "names no source")] == [True]
    change_figure(edition.figures.get(), by=None, source_name="Port authority")
    assert not found(edition, "names no source")


def make_with_a_sum(headline: str):
    edition = make_edition(headline=headline, body="It costs €3 million.")
    about = {"value": 3_000_000, "unit": "EUR", "currency": "EUR"}
    mark_figure(edition, by=None, **about, **span(edition, "€3 million"))
    return edition


def test_a_sum_that_was_announced_before_is_pointed_out():
    make_issued_edition(make_with_a_sum("The first time"))

    (obstacle,) = found(make_with_a_sum("Again"), "announced before")

    assert "“The first time”" in obstacle.sentence
    assert obstacle.place.startswith("figure-")


def test_a_sum_of_a_draft_was_not_announced():
    make_with_a_sum("The first time")

    assert not found(make_with_a_sum("Again"), "announced before")


def test_a_quote_that_was_published_before_is_pointed_out(writer):
    first = make_edition(headline="The first time")
    speaker = mark_words(first, "The islands have waited long enough.").speaker
    make_issued_edition(first)
    again = make_edition(headline="Again", body=fresh(first).body)
    words = "The islands have waited long enough."
    mark_quote(again, by=writer, speaker=speaker, **span(again, words))

    (obstacle,) = found(again, "was published before")

    assert "“The first time”" in obstacle.sentence


def test_an_embargo_of_the_file_is_told_before_and_after_it_ended(writer, clock):
    clock.move_to(timezone.now())
    day = (timezone.now() + timedelta(days=2)).strftime("%-d %B %Y")
    text = f"EMBARGOED UNTIL 10:00, {day}\n\nA quay\n\nIt opens.\n"
    edition = import_release(text.encode(), name="quay.txt", by=writer)

    assert found(edition, "is embargoed until")
    clock.move_to(timezone.now() + timedelta(days=4))
    assert found(edition, "embargo of the text ended")


def test_as_little_is_asked_of_much_as_of_little(writer):
    def queries(edition):
        edition = fresh(edition)
        with CaptureQueriesContext(connection) as captured:
            obstacles(edition, day=MONDAY.date())
        return len(captured)

    links = " ".join(f"[a](/releases/x{n}/) [b](/people/x{n}/)" for n in range(30))
    one = make_marked_edition(body=make_edition().body + "\n\n" + links[:60])
    many = make_edition(body=make_edition().body + "\n\n" + links)
    mark_words(many, "The islands have waited long enough.", speaker="Ada One")
    mark_words(many, "We start on Monday.", speaker="Ada Two")

    assert queries(many) <= queries(one) < 30


def test_a_headline_that_another_release_has_is_pointed_out():
    make_issued_edition(headline="A quay for Skerrow")
    edition = make_edition(headline="A Quay for Skerrow")

    (obstacle,) = found(edition, "same headline")

    assert (obstacle.place, obstacle.stops) == ("headline", False)
    assert found(make_edition(headline="A quay for Skerrow’s north"), "headline") == []


def test_a_media_advisory_without_its_event_is_pointed_out(writer):
    advisory = make_edition(kind="media_advisory")

    assert found(advisory, "choose the event")
    event = add_event(by=writer, name="Island Summit")
    assert not found(save(advisory, events=[event]), "choose the event")
    assert not found(make_edition(), "choose the event")


def test_a_text_in_another_language_than_it_says_is_pointed_out():
    welsh = "Mae'r harbwr wedi agor ac mae yn brysur heddiw. " * 10

    (obstacle,) = found(make_edition(body=welsh), "reads as “cy”")

    assert obstacle.place == "language"
    assert not found(make_edition(body=welsh, language="cy"), "reads as")
    assert not found(make_edition(body=welsh[:100]), "reads as")
    assert not found(make_edition(body=welsh, language="gd"), "reads as")


def test_links_of_the_records_are_no_links_of_the_editors():
    marked = make_marked_edition()

    assert found(marked, "leads to no public page") == []


def test_a_link_without_a_slash_is_followed_from_the_page_of_the_release():
    edition = make_edition(body="See [the list](releases/nowhere/) of it.")

    (obstacle,) = found(edition, "leads to no public page")

    assert obstacle.sentence.endswith(
        f"{edition.release.get_absolute_url()}releases/nowhere/."
    )


def test_a_link_to_a_collection_leads_somewhere_once_readers_have_it(writer):
    ferries = add_collection(by=writer, title="All ferries")
    edition = make_edition(body=f"See [all]({ferries.get_absolute_url()}).")
    assert len(found(edition, "leads to no public page")) == 1

    open_collection(ferries, by=writer)

    assert found(edition, "leads to no public page") == []


def test_a_promised_sum_that_was_announced_is_pointed_out(writer):
    text = "We will invest €3 million in quays."
    for headline in ("The first", "Once more"):
        draft = make_edition(headline=headline, body=text)
        mark_commitment(
            draft,
            by=writer,
            title=headline,
            amount=3_000_000,
            currency="EUR",
            **span(draft, "will invest €3 million"),
        )
        if headline == "The first":
            make_issued_edition(draft)

    (obstacle,) = found(draft, "announced before, in “The first”")

    assert obstacle.place.startswith("commitment-")


def test_a_role_is_asked_of_the_day_on_which_it_was_said(writer):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Harbour master")
    appoint(
        quote.speaker,
        role,
        by=writer,
        started_on=date(2080, 1, 1),
        ended_on=date(2085, 1, 1),
    )
    assert found(edition, "holds no role on 5 March 2091")

    change_quote(quote, by=writer, said_on=date(2082, 6, 1))
    assert not found(edition, "holds no role")

    change_quote(quote, by=writer, said_on=date(2079, 6, 1))
    assert found(edition, "holds no role on 1 June 2079")


def test_a_release_that_no_topic_names_is_pointed_out(writer):
    assert [o.place for o in found(make_edition(), "No topic is named")] == ["topics"]
    assert not found(make_tagged_edition(), "No topic is named")


def test_what_may_not_be_used_any_more_is_among_what_cannot_be_published(writer):
    edition = make_edition()
    use = attach(edition)
    assert edition not in stopped_editions()

    change_rights(use.asset, by=writer, not_for_use_after=date(2020, 1, 1))

    assert edition in stopped_editions()
