"""The cast and props of the tests. Every state is reached by calling actions, so no
test can make a release that the office could not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group

from briefings import permissions
from briefings.actions.commitments import mark_commitment
from briefings.actions.figures import mark_figure
from briefings.actions.files import upload_file
from briefings.actions.issue import issue_edition
from briefings.actions.people import add_organisation, add_person
from briefings.actions.quotes import mark_quote
from briefings.actions.releases import create_release, save_draft
from briefings.actions.review import approve_edition, submit_edition
from briefings.actions.subjects import add_contact, add_event, add_place, add_topic
from briefings.models import Edition, User

MONDAY = datetime(2091, 3, 5, 9, 0, tzinfo=UTC)
THURSDAY = MONDAY + timedelta(days=3)

BODY = """\
The government will open a ferry line to Skerrow by 1 June 2091.

Transport Minister Ines Calder said:

> The islands have waited long enough.
>
> We start on Monday.

Almost 4,200 people signed the petition for it.
"""


def make_member(role: str, name: str) -> User:
    person, _ = User.objects.get_or_create(
        username=name, defaults={"is_staff": True, "first_name": name}
    )
    person.groups.add(Group.objects.get_or_create(name=role)[0])
    return person


def make_edition(
    *, written_by: User | None = None, headline: str = "A ferry for Skerrow", **content
) -> Edition:
    """A draft, by somebody called Wilma unless the writer matters."""
    by = written_by or make_member(permissions.WRITER, "Wilma")
    return create_release(by=by, headline=headline, **({"body": BODY} | content))


def make_marked_edition(*, promise: dict[str, Any] | None = None, **content) -> Edition:
    """A draft whose quote, commitment and figure are marked. `promise` holds more
    columns of the commitment."""
    edition = make_edition(**content)
    by = edition.written_by
    mark_words(edition, "The islands have waited long enough.\n\nWe start on Monday.")
    mark_commitment(
        edition,
        by=by,
        title="Open a ferry line to Skerrow",
        **{"deadline_words": "by 1 June 2091", **(promise or {})},
        **span(edition, "will open a ferry line to Skerrow by 1 June 2091"),
    )
    mark_figure(
        edition,
        by=by,
        value=4200,
        modifier="almost",
        unit="people",
        **span(edition, "Almost 4,200"),
    )
    return fresh(edition)


def mark_words(edition: Edition, words: str, *, speaker: str = "Ines Calder"):
    by = edition.written_by
    return mark_quote(
        edition,
        by=by,
        speaker=add_person(by=by, name=speaker),
        speaker_name=speaker,
        speaker_role="Transport Minister",
        **span(edition, words),
    )


def span(edition: Edition, words: str) -> dict[str, int]:
    text = fresh(edition).plain_text
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("release").get(pk=edition.pk)


def make_edition_in_review(**content) -> Edition:
    edition = make_edition(**content)
    return submit_edition(edition, by=edition.written_by)


def make_approved_edition(edition: Edition | None = None, **content) -> Edition:
    edition = fresh(edition) if edition else make_edition(**content)
    edition = submit_edition(edition, by=edition.written_by)
    return approve_edition(edition, by=make_member(permissions.APPROVER, "Abel"))


def make_issued_edition(
    edition: Edition | None = None, *, at: datetime | None = None, **content
) -> Edition:
    publisher = make_member(permissions.PUBLISHER, "Petra")
    return issue_edition(make_approved_edition(edition, **content), by=publisher, at=at)


def save(edition: Edition, **content) -> Edition:
    """Save words as the person who wrote the last ones would."""
    last = edition.revisions.latest("number")
    return save_draft(edition, by=last.by, based_on=last.number, **content)


def make_tagged_edition(**content) -> Edition:
    """A marked draft with a file and one of everything that an edition can be tagged
    with."""
    edition = make_marked_edition(**content)
    by = edition.written_by
    upload_file(edition, by=by, name="Passengers.csv", content=b"year,people\n2090,1\n")
    return save(
        edition,
        people=[add_person(by=by, name="Odd Larsen")],
        topics=[add_topic(by=by, name="Ferries")],
        places=[add_place(by=by, name="Skerrow")],
        events=[add_event(by=by, name="Island Summit")],
        contacts=[add_contact(by=by, name="Transport desk")],
        related_releases=[make_edition(headline="An older story").release],
        lead_organisations=[add_organisation(by=by, name="Ministry of Transport")],
        supporting_organisations=[add_organisation(by=by, name="Skerrow Council")],
    )
