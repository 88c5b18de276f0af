"""An office in which a release is limited to others, and the same one without it."""

from datetime import date, timedelta

from briefings import permissions
from briefings.actions.collections import (
    add_collection,
    collect_releases,
    move_collected,
)
from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.commitments import (
    mark_commitment,
    record_update,
)
from briefings.actions.features import feature_release, move_feature
from briefings.actions.figures import mark_figure
from briefings.actions.files import upload_file
from briefings.actions.guests import ask_fact_check, give_preview
from briefings.actions.imports import import_release
from briefings.actions.issue import issue_edition
from briefings.actions.limits import limit_release
from briefings.actions.people import add_role, appoint, end_appointment
from briefings.actions.quotes import mark_quote
from briefings.actions.record import add_note
from briefings.actions.releases import begin_correction
from briefings.actions.reminders import set_reminder
from briefings.actions.review import approve_edition, submit_edition
from briefings.actions.translations import join_translation
from briefings.actions.writing import be_present, keep_unsaved_text
from briefings.models import (
    Collection,
    Contact,
    Edition,
    Event,
    FactCheckAnswer,
    Organisation,
    Person,
    Place,
    Role,
    Topic,
    User,
)
from tests.conftest import Clock
from tests.leaks.worlds import LOG, make_ferry, make_plans, make_taken_down
from tests.making import (
    MONDAY,
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_member,
    save,
    span,
)

BODY = """\
The Zyzzyva bridge will open by 1 May 2092.

Transport Minister Ines Calder said:

> The Zyzzyva bridge is for everybody.

Some 3 million Zyzzyvas live there.
"""
FILE = b"""Zyzzyva fares to fall

The ministry will cut fares to Zyzzyva by 20% by 1 April 2092.
"""


def make_world(clock: Clock) -> User:
    """An office with drafts, and an editor who has them all in view."""
    ferry = make_ferry(make_plans())
    make_taken_down(clock)
    begin_correction(ferry.release, by=ferry.written_by)
    by = make_member(permissions.WRITER, "Wilma")
    draft = make_edition(headline="Ferry fares", written_by=by)
    add_comment(draft, by=by, said="Sure?", **span(draft, "Skerrow"))
    submit_edition(draft, by=by)
    import_release(FILE.replace(b"Zyzzyva", b"Skerrow"), name="s.txt", by=by)
    add_role(by=None, title="Harbour Master")
    ferries = add_collection(by=by, title="All ferries")
    collect_releases(ferries, [ferry.release, draft.release], by=by)
    for row in (ferry, make_issued_edition(headline="Second ferry")):
        feature_release(row.release, by=None)
    outsider = make_member(permissions.APPROVER, "Orla")
    for role in (permissions.PUBLISHER, permissions.RECORDS_OFFICER):
        make_member(role, "Orla")
    make_member(permissions.ADMINISTRATOR, "Orla")
    return outsider


def add_limited() -> None:
    """A release of which everything hangs that can, begun by people of the same names:
    in the registers, nothing is new."""
    wilma, nan = (
        make_member(permissions.WRITER, "Wilma"),
        User.objects.get(username="Nan"),
    )
    ferry = Edition.objects.public().get(release__slug="a-ferry-for-skerrow")
    edition = make_edition(
        headline="Zyzzyva bridge",
        body=BODY,
        kind="speech",
        language="cy",
        written_by=wilma,
    )
    limit_release(edition.release, by=wilma, people=[nan])
    join_translation(edition.release, by=wilma, original=ferry.release)
    mark_hidden(edition)
    show_outside(edition, by=wilma)
    edition = save(
        edition,
        people=[Person.objects.get(name="Ines Calder")],
        topics=[Topic.objects.get(name="Ferries")],
        places=[Place.objects.get(name="Skerrow")],
        events=[Event.objects.get(name="Island Summit")],
        contacts=list(Contact.objects.all()),
        supporting_organisations=[Organisation.objects.get(name="Skerrow Council")],
        related_releases=[ferry.release],
    )
    hang_on(edition)
    ferries = Collection.objects.get()
    [hidden] = collect_releases(ferries, [edition.release], by=wilma)
    move_collected(hidden, by=wilma, place=2)
    comment = add_comment(edition, by=wilma, said="Zyzzyva?", **span(edition, "bridge"))
    reply_to_comment(comment, by=nan, said="Zyzzyva.")
    add_note(edition, by=wilma, words="Zyzzyva is sure.")
    tomorrow = MONDAY.date() + timedelta(days=1)
    set_reminder(edition, by=wilma, person=nan, on=tomorrow, words="Zyzzyva?")
    be_present(edition, by=nan)
    keep_unsaved_text(
        edition, by=wilma, window="w", based_on=1, content={"body": "Zyzzyva"}
    )
    file = import_release(FILE, name="zyzzyva.txt", by=wilma)
    limit_release(file.release, by=wilma, people=[nan])
    submit_edition(edition, by=wilma, note="Zyzzyva, please.", asked=nan)
    edition.refresh_from_db()
    approve_edition(edition, by=nan)
    issue_edition(edition, by=None, at=THURSDAY)
    move_feature(feature_release(edition.release, by=None), by=None, place=2)


def show_outside(edition: Edition, *, by: User) -> None:
    upload_file(edition, by=by, name="Zyzzyva.csv", content=b"year,zyzzyvas\n2090,1\n")
    about = {"by": by, "email": "zyzzyva@example.com"}
    give_preview(edition, name="Zyzzyva Reader", **about)
    due = MONDAY.date() + timedelta(days=2)
    check = ask_fact_check(edition, name="Zyzzyva Checker", due_on=due, **about)
    FactCheckAnswer.objects.create(link=check, verdict="change", said="Zyzzyva!")


def mark_hidden(edition: Edition) -> None:
    mark_quote(
        edition,
        by=None,
        speaker=Person.objects.get(name="Ines Calder"),
        speaker_name="Ines Calder",
        **span(edition, "The Zyzzyva bridge is for everybody."),
    )
    mark_commitment(
        edition,
        by=None,
        title="Open the Zyzzyva bridge",
        responsible_organisation=Organisation.objects.get(name="Skerrow Council"),
        **span(edition, "will open by 1 May 2092"),
    )
    words = span(edition, "3 million Zyzzyvas")
    mark_figure(edition, by=None, value=3_000_000, unit="zyzzyvas", **words)


def hang_on(edition: Edition) -> None:
    """What became of its promise, and appointments that it announces and ends."""
    hidden = edition.statements.get().commitment
    own = {"kind": "own_release", "title": "Zyzzyva", "release": edition.release}
    record_update(
        hidden,
        by=None,
        stage="in_progress",
        words="Zyzzyva begins.",
        effective_on=MONDAY.date(),
        evidence=[LOG, own],
    )
    ines = Person.objects.get(name="Ines Calder")
    role = Role.objects.get(title="Harbour Master")
    about = {"started_on": THURSDAY.date(), "capacity": "acting"}
    appoint(ines, role, by=None, announced_in=edition.release, **about)
    held = ines.appointments.get(role__title="Transport Minister")
    about = {"ended_on": date(2091, 3, 1), "announced_in": edition.release}
    end_appointment(held, by=None, **about)
