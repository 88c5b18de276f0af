"""Who may do what with an edition in which state. The table is written by hand; the
duties, the actions, the buttons and a forged request must all agree with it."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from briefings import permissions
from briefings.actions.addresses import readdress_release
from briefings.actions.discarding import bring_back_edition, discard_edition
from briefings.actions.issue import (
    approve_afterwards,
    backdate_edition,
    issue_edition,
    issue_urgently,
    unschedule_edition,
)
from briefings.actions.limits import limit_release
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.releases import begin_correction
from briefings.actions.review import (
    approve_edition,
    request_changes,
    submit_edition,
)
from briefings.admin.deeds import page_of
from briefings.errors import Refused
from briefings.models import Edition, Limit, Transition
from briefings.permissions import may
from briefings.workflow import MOVES, State
from tests.making import (
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_member,
)

pytestmark = pytest.mark.django_db

LETTERS = {
    permissions.WRITER: "W",
    permissions.APPROVER: "A",
    permissions.PUBLISHER: "P",
    permissions.RECORDS_OFFICER: "R",
    permissions.ADMINISTRATOR: "D",
}
IN_HAND = ("draft", "in_review", "changes_requested")
# Whoever acts had no hand in the edition before.
TABLE = {
    "submit": {"draft": "WAPD", "changes_requested": "WAPD"},
    "request_changes": {"in_review": "AD", "approved": "AD"},
    "approve": {"in_review": "AD"},
    "issue": {"approved": "PD"},
    "backdate": {"approved": "PD"},
    "unschedule": {"scheduled": "PD"},
    "issue_urgently": dict.fromkeys(IN_HAND, "PD"),
    "discard": dict.fromkeys(IN_HAND, "WAPD"),
    "bring_back": {"discarded": "WAPD"},
    # Beside the moves.
    "correct": dict.fromkeys(("live", "urgent"), "WAPD"),
    "withdraw": dict.fromkeys(("live", "urgent"), "PD"),
    "remove": dict.fromkeys(("live", "urgent"), "PD"),
    "approve_afterwards": {"urgent": "AD"},
    "readdress": dict.fromkeys((*IN_HAND, "approved"), "WAPD")
    | dict.fromkeys(("scheduled", "live", "urgent"), "PD"),
    "limit": dict.fromkeys((*IN_HAND, "approved", "scheduled", "discarded"), "WAPD"),
}
# `reopen` happens by itself where words change, `put_back` where a release was removed.
BY_THEMSELVES = {"reopen", "put_back"}
STATES = (*IN_HAND, "approved", "scheduled", "live", "urgent", "discarded")
# Whether an issued edition is scheduled, live or urgent is no state.
STATE_OF = {"scheduled": "issued", "live": "issued", "urgent": "issued"}
DEEDS = {
    "submit": ("submit", {}),
    "request_changes": ("requestchanges", {"reason": "Mend it."}),
    "approve": ("approve", {}),
    "issue": ("issuenow", {}),
    "backdate": ("backdate", {"at_0": "2020-01-01", "at_1": "10:00"}),
    "unschedule": ("unschedule", {}),
    "issue_urgently": ("issueurgently", {"reason": "A dam breaks."}),
    "discard": ("discard", {}),
    "bring_back": ("bringback", {}),
    "correct": ("begincorrection", {}),
    "withdraw": ("withdraw", {"explanation": "Wrong."}),
    "remove": ("remove", {"explanation": "Wrong."}),
    "approve_afterwards": ("approveafterwards", {}),
    "readdress": ("readdress", {"slug": "another-address"}),
    "limit": ("limit", {}),
}
OWN_PAGES = {"discard": "discard", "limit": "who_may_see"}


def edition_in(state: str) -> Edition:
    if state == "in_review":
        return make_edition_in_review()
    if state == "approved":
        return make_approved_edition()
    if state in ("scheduled", "live"):
        return make_issued_edition(at=THURSDAY if state == "scheduled" else None)
    edition = make_edition()
    if state == "changes_requested":
        edition = submit_edition(edition, by=edition.written_by)
        abel = make_member(permissions.APPROVER, "Abel")
        return request_changes(edition, by=abel, reason="Shorter.")
    if state == "urgent":
        petra = make_member(permissions.PUBLISHER, "Petra")
        return issue_urgently(edition, by=petra, reason="A flood.")
    if state == "discarded":
        return discard_edition(edition, by=edition.written_by)
    return edition


def do(act: str, edition: Edition, by) -> None:
    release, why = edition.release, {"explanation": "It was wrong."}
    long_ago = datetime(2020, 1, 1, 10, 0, tzinfo=UTC)
    {
        "submit": lambda: submit_edition(edition, by=by),
        "request_changes": lambda: request_changes(edition, by=by, reason="Mend it."),
        "approve": lambda: approve_edition(edition, by=by),
        "issue": lambda: issue_edition(edition, by=by),
        "backdate": lambda: backdate_edition(edition, by=by, at=long_ago),
        "unschedule": lambda: unschedule_edition(edition, by=by),
        "issue_urgently": lambda: issue_urgently(edition, by=by, reason="A flood."),
        "discard": lambda: discard_edition(edition, by=by),
        "bring_back": lambda: bring_back_edition(edition, by=by),
        "correct": lambda: begin_correction(release, by=by),
        "withdraw": lambda: withdraw_release(release, by=by, **why),
        "remove": lambda: remove_release(release, by=by, **why),
        "approve_afterwards": lambda: approve_afterwards(edition, by=by),
        "readdress": lambda: readdress_release(release, by=by, slug="another"),
        "limit": lambda: limit_release(release, by=by, people=[by]),
    }[act]()


def allowed(state: str) -> dict[str, str]:
    return {act: told.get(state, "") for act, told in TABLE.items()}


@pytest.fixture
def cast(db):
    return {
        letter: make_member(role, f"{role} by trade")
        for role, letter in LETTERS.items()
    }


def test_the_table_speaks_of_every_role_move_and_state():
    assert {group.name for group in Group.objects.all()} == LETTERS.keys()
    assert TABLE.keys() >= MOVES.keys() - BY_THEMSELVES
    assert {STATE_OF.get(state, state) for state in STATES} == set(State)


def test_the_moves_of_the_workflow_are_those_of_the_table(cast):
    generated = {
        name: {
            (state, letter)
            for state in State
            for letter, person in cast.items()
            if move.can_start_from(state) and may(person, move.duty)
        }
        for name, move in MOVES.items()
        if name not in BY_THEMSELVES
    }

    by_hand = {
        name: {
            (STATE_OF.get(state, state), letter)
            for state, letters in TABLE[name].items()
            for letter in letters
        }
        for name in generated
    }
    assert generated == by_hand


@pytest.mark.parametrize("state", STATES)
def test_the_actions_do_what_the_table_says(cast, state):
    edition = edition_in(state)

    done = {}
    for act in TABLE:
        done[act] = ""
        for letter, person in cast.items():
            with transaction.atomic():
                try:
                    do(act, fresh(edition), person)
                    done[act] += letter
                except Refused:
                    pass
                transaction.set_rollback(True)

    assert done == allowed(state)


@pytest.mark.parametrize("state", STATES)
def test_the_buttons_are_those_that_the_table_allows(client, cast, state):
    edition = edition_in(state)

    offered = dict.fromkeys(TABLE, "")
    for letter, person in cast.items():
        client.force_login(person)
        context = client.get(page_of(edition)).context
        page = context["page"]
        deeds = [*page.moves, *page.about_the_release]
        names = {deed.name for deed in deeds if deed.is_offered}
        names |= {"discard"} if context["discard_url"] else set()
        names |= {"limit"} if context["limit_url"] else set()
        for act, (name, _) in DEEDS.items():
            offered[act] += letter if name in names else ""

    assert offered == allowed(state)


@pytest.mark.parametrize("state", STATES)
def test_a_forged_request_does_nothing_that_the_table_forbids(client, cast, state):
    """Of each act by somebody who may not, with as many rights as that leaves."""
    edition = edition_in(state)
    before = everything_of(edition)

    for act, letters in allowed(state).items():
        forbidden = [letter for letter in cast if letter not in letters]
        # Where the state forbids it to everybody, an administrator tries.
        for letter in forbidden[-1:]:
            client.force_login(cast[letter])
            forge(client, edition, act, cast[letter])
            assert everything_of(edition) == before, (act, letter)


def forge(client, edition, act, person) -> None:
    name, fields = DEEDS[act]
    data = {f"{name}-{field}": value for field, value in fields.items()}
    data |= {f"{name}-digest": edition.digest, f"{name}-people": [person.pk]}
    where = page_of(edition)
    if act in OWN_PAGES:
        view = f"admin:briefings_edition_{OWN_PAGES[act]}"
        where = reverse(view, args=[edition.pk])
    answer = client.post(where, {"do": name, **data})
    assert answer.status_code == 200


def everything_of(edition):
    release = type(edition.release).objects.filter(pk=edition.release_id)
    return (
        list(Edition.objects.values("pk", "state", "live_during", "approved_by")),
        list(release.values()),
        list(Transition.objects.values_list("pk", flat=True)),
        list(Limit.objects.values_list("pk", flat=True)),
    )
