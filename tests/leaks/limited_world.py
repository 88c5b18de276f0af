"""An office in which a release is limited to others, and the same one without it."""

from datetime import date, timedelta

from briefings import permissions
from briefings.actions.accreditation import accredit_journalist
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
from briefings.actions.entering import (
    Visitor,
    ask_code,
    enter,
    make_code,
    note_reading,
)
from briefings.actions.features import feature_release, move_feature
from briefings.actions.figures import mark_figure
from briefings.actions.files import upload_file
from briefings.actions.guests import (
    ask_fact_check,
    give_early_sight,
    give_preview,
    revoke_link,
)
from briefings.actions.imports import import_release
from briefings.actions.issue import issue_edition
from briefings.actions.limits import limit_release
from briefings.actions.people import add_role, appoint, end_appointment
from briefings.actions.quotes import mark_quote
from briefings.actions.record import add_note
from briefings.actions.releases import begin_correction
from briefings.actions.reminders import set_reminder, settle_reminder
from briefings.actions.review import approve_edition, submit_edition
from briefings.actions.suggestions import accept_suggestion
from briefings.actions.translations import join_translation
from briefings.actions.writing import be_present, keep_unsaved_text
from briefings.models import (
    Collection,
    Contact,
    Edition,
    Event,
    FactCheckAnswer,
    GuestLink,
    Journalist,
    Organisation,
    Person,
    Place,
    Role,
    Topic,
    User,
)
from briefings.models.journalists import terms_version
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
# Of everything, what somebody outside the circle would otherwise find there.
OUTSIDERS = {
    "Orla": (
        permissions.APPROVER,
        permissions.PUBLISHER,
        permissions.RECORDS_OFFICER,
        permissions.ADMINISTRATOR,
    ),
    "Otto": (permissions.WRITER, permissions.PRESS_OFFICER),
}
FILE = b"""Zyzzyva fares to fall

The ministry will cut fares to Zyzzyva by 20% by 1 April 2092.
"""


def make_world(clock: Clock) -> dict[str, User]:
    """An office with drafts, and editors who have them all in view."""
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
    accredit_jo()
    return {
        name: [make_member(role, name) for role in roles][-1]
        for name, roles in OUTSIDERS.items()
    }


def accredit_jo() -> None:
    """That somebody accepted the terms is in the register, whatever they read then."""
    jo = accredit_journalist(
        by=None,
        name="Jo Marlow",
        outlet="The Skerrow Herald",
        email="jo@herald.example",
        accredited_until=date(2092, 1, 1),
    )
    jo.terms_version, jo.terms_accepted_at = terms_version(), jo.accredited_at
    jo.save()


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
    be_present(edition, by=nan)
    keep_unsaved_text(
        edition, by=wilma, window="w", based_on=1, content={"body": "Zyzzyva"}
    )
    remind(edition, by=wilma, person=nan)
    file = import_release(FILE, name="zyzzyva.txt", by=wilma)
    limit_release(file.release, by=wilma, people=[nan])
    accept_suggestion(file.suggestions.first(), by=wilma)
    submit_edition(edition, by=wilma, note="Zyzzyva, please.", asked=nan)
    edition.refresh_from_db()
    approve_edition(edition, by=nan)
    issue_edition(edition, by=None, at=THURSDAY)
    move_feature(feature_release(edition.release, by=None), by=None, place=2)
    show_to_the_press(edition, by=wilma)


def remind(edition: Edition, *, by: User, person: User) -> None:
    about = {"by": by, "person": person}
    day = MONDAY.date() + timedelta(days=1)
    set_reminder(edition, on=day, words="Zyzzyva?", **about)
    done = set_reminder(edition, on=day, words="Zyzzyvas, still?", **about)
    settle_reminder(done, by=person, words="Zyzzyvas, yes.")


def show_to_the_press(edition: Edition, *, by: User) -> None:
    """One reads it, and another was to."""
    journalists = [Journalist.objects.get(name="Jo Marlow")]
    [link] = give_early_sight(edition, by=None, journalists=journalists)
    read_outside(link)
    revoked = give_preview(edition, by=None, name="Zyzzyva Late", email="z@example.com")
    revoke_link(revoked, by=None)


def read_outside(link: GuestLink) -> None:
    stranger = Visitor(agent="Zyzzyva browser")
    asked = ask_code(by=link, visitor=stranger)
    made = make_code(asked.pk)
    assert made
    key = enter(by=link, digits=made[1], visitor=stranger)
    inside = Visitor(agent="Zyzzyva browser", key=key)
    note_reading(by=link, visitor=inside)


def show_outside(edition: Edition, *, by: User) -> None:
    upload_file(edition, by=by, name="Zyzzyva.csv", content=b"year,zyzzyvas\n2090,1\n")
    about = {"by": by, "email": "zyzzyva@example.com"}
    read_outside(give_preview(edition, name="Zyzzyva Reader", **about))
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
