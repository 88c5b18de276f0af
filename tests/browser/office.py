"""Something of everything that an office has, to look at."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from briefings.actions.collections import (
    add_collection,
    add_heading,
    add_link,
    collect_releases,
    open_collection,
)
from briefings.actions.comments import add_comment
from briefings.actions.discarding import discard_edition
from briefings.actions.features import feature_release
from briefings.actions.guests import ask_fact_check, give_early_sight
from briefings.actions.issue import issue_edition
from briefings.actions.limits import join_organisation, limit_release
from briefings.actions.lists import request_export
from briefings.actions.merging import merge
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.releases import begin_correction
from briefings.actions.reminders import set_reminder
from briefings.actions.review import request_changes
from briefings.actions.subjects import add_topic
from briefings.admin.collections import contents_of
from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.jobs.exports import make_exports
from briefings.models import Edition, User
from tests.attaching import attach, show
from tests.drawing import picture
from tests.guests.conftest import make_journalist
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
    span,
)

# No narrow screen has room for two of its kind.
LONG = "Interdepartmental"
LISTS = (
    "release",
    "edition",
    "quote",
    "commitment",
    "figure",
    "feature",
    "suggestion",
    "person",
    "organisation",
    "role",
    "roleappointment",
    "topic",
    "place",
    "event",
    "collection",
    "contact",
    "government",
    "mail",
    "asset",
    "comment",
    "transition",
    "revision",
    "commitmentstatement",
    "commitmentupdate",
    "user",
)


def in_every_state(publisher, approver, clock) -> Iterator[Edition]:
    yield make_tagged_edition(headline="A draft")
    yield make_edition_in_review(headline="A release in review")
    yield request_changes(
        make_edition_in_review(headline="Changes"), by=approver, reason="Is it so?"
    )
    approved = make_approved_edition(headline="An approved release")
    yield approved
    yield issue_edition(
        make_approved_edition(headline="Scheduled"), by=publisher, at=THURSDAY
    )
    yield make_issued_edition(make_marked_edition(headline="A live release"))
    corrected = make_issued_edition(headline="A corrected release")
    yield begin_correction(corrected.release, by=corrected.written_by)
    withdrawn = make_issued_edition(headline="A withdrawn release")
    withdraw_release(withdrawn.release, by=publisher, explanation="Under review.")
    yield withdrawn
    removed = make_issued_edition(headline="A removed release")
    clock.move_to(MONDAY + timedelta(hours=1))
    remove_release(removed.release, by=publisher, explanation="A court ordered it.")
    yield removed


def pages_of_a_draft(by: User) -> Iterator[str]:
    draft = make_tagged_edition(headline=f"{LONG} arrangements", written_by=by)
    add_comment(draft, by=by, said="Says who?", **span(draft, "4,200"))
    save(draft, body="See https://example.org/a/long/address/without/any/space/in/it")
    image = show(draft, name=f"{LONG}-arrangements-in-one-long-name.png")
    attach(draft, picture(colour="red"), name="Waiting.png")
    yield page_of(draft)
    yield mark_up_page_of(draft)
    yield from (
        address("edition", page, draft.pk) for page in ("compare", "history", "preview")
    )
    june = date(2091, 6, 1)
    set_reminder(draft, by=by, person=by, on=june, words=f"The {LONG} figures.")
    for page in ("files", "guests", "discard", "reminders"):
        yield address("edition", page, draft.pk)
    yield page_of(image.asset)
    yield page_of(draft.statements.get().commitment)


def pages_of_people_outside(by: User) -> Iterator[str]:
    edition = make_issued_edition(headline=f"{LONG} arrangements", at=THURSDAY)
    journalist = make_journalist(f"Bartholomew {LONG}", by=by)
    give_early_sight(edition, by=by, journalists=[journalist])
    about = {"email": f"ada@{LONG}.example", "due_on": THURSDAY.date()}
    ask_fact_check(edition, by=by, name=f"Ada {LONG}", **about)
    yield address("edition", "guests", edition.pk)
    yield mark_up_page_of(edition)
    yield from (address("journalist", "changelist"), address("journalist", "add"))
    yield page_of(journalist)


def pages_of_people(by: User) -> Iterator[str]:
    body = add_organisation(by=by, name=f"Committee for {LONG} Affairs")
    role = add_role(by=by, title=f"Minister for {LONG} Affairs", organisation=body)
    ines, inez, ina = (
        add_person(by=by, name=f"{n} Low") for n in ("Ines", "Inez", "I.")
    )
    appoint(ines, role, by=by, started_on=date(2020, 1, 1))
    merge(ines, ina, by=by)
    yield from (page_of(ines), page_of(role), address("role", "handover", role.pk))
    yield f"{address('person', 'merge', ines.pk)}?duplicate={inez.pk}"
    same = add_role(by=by, title=f"{LONG} Minister")
    yield f"{address('role', 'merge', role.pk)}?duplicate={same.pk}"
    yield page_of(body)
    yield from (address("roleappointment", page) for page in ("held", "import"))


def pages_of_many_rows(by: User) -> Iterator[str]:
    edition, topic = make_issued_edition(at=THURSDAY), add_topic(by=by, name=LONG)
    done = request_export(by=by, subject="release", query="")
    make_exports()
    waiting = request_export(by=by, subject="release", query="")
    yield from (reverse("admin:export", args=[made.pk]) for made in (done, waiting))
    yield from (reverse("admin:exports"), address("release", "calendar"))
    yield reverse("admin:mails")
    yield from pages_of_a_collection(edition, by)
    retag = f"{address('release', 'retag')}?ids={edition.release_id}"
    yield from (retag, f"{retag}&preview=1&add_topics={topic.pk}")


def pages_of_a_collection(edition: Edition, by: User) -> Iterator[str]:
    row = add_collection(by=by, title=f"The {LONG} bill", body="*All* of it.")
    add_heading(row, by=by, words=f"{LONG} readings")
    collect_releases(row, [edition.release], by=by)
    add_link(row, by=by, words=f"{LONG} bill", url=f"https://{LONG}.example/bill")
    open_collection(row, by=by)
    yield from (page_of(row), contents_of(row), row.get_absolute_url())
    yield from (address("collection", "add"), address("collection", "delete", row.pk))
    yield address("edition", "collections", edition.pk)
    feature_release(edition.release, by=None, until=date(2092, 1, 1))
    yield address("feature", "changelist")


def pages_of_access(by: User) -> Iterator[str]:
    """Who may do and see what; what was put away; what Django’s forms ask."""
    draft = make_tagged_edition(headline=f"{LONG} arrangements", written_by=by)
    limit_release(draft.release, by=by, people=[by])
    away = discard_edition(make_edition(written_by=by, headline="Begun twice"), by=by)
    body = add_organisation(by=by, name=f"Office for {LONG} Affairs")
    ines = add_person(by=by, name="Ines Low")
    member = join_organisation(User.objects.exclude(pk=by.pk).first(), body, by=by)
    yield address("edition", "who_may_see", draft.pk)
    yield page_of(away)
    discarded = f"{address('release', 'changelist')}?state=discarded"
    yield from (discarded, f"{discarded}&q=nothing")
    yield from (reverse("admin:invitations"), reverse("admin:exports"))
    yield from (address("membership", "changelist"), address("membership", "add"))
    yield from (page_of(member), address("membership", "delete", member.pk))
    yield from (address("person", "history", ines.pk), address("role", "add"))
    yield from (address("person", "delete", ines.pk), address("roleappointment", "add"))
    yield from (address("guestlink", "changelist"), address("withdrawal", "changelist"))


def address(model: str, page: str, *args) -> str:
    return reverse(f"admin:briefings_{model}_{page}", args=args)
