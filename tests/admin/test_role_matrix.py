"""Who may do what with an edition in which state. The table is written by hand; the
duties, the actions, the buttons and a forged request must all agree with it."""

from datetime import UTC, date, datetime

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
    change_embargo,
    issue_edition,
    issue_urgently,
    unschedule_edition,
)
from briefings.actions.limits import limit_release
from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    withdraw_release,
)
from briefings.actions.record import correct_change_note
from briefings.actions.releases import begin_correction
from briefings.actions.removal import correct_removal, put_back_release
from briefings.actions.review import (
    approve_edition,
    ask_another,
    request_changes,
    submit_edition,
    take_back_from_review,
    take_over,
)
from briefings.actions.subjects import add_government
from briefings.actions.translations import join_translation
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
    save,
)

pytestmark = pytest.mark.django_db

LETTERS = {
    permissions.WRITER: "W",
    permissions.APPROVER: "A",
    permissions.PUBLISHER: "P",
    permissions.RECORDS_OFFICER: "R",
    permissions.PRESS_OFFICER: "O",
    permissions.ADMINISTRATOR: "D",
}
IN_HAND = ("draft", "in_review", "changes_requested")
# Live; without approval; under a notice; with a change note.
PUBLIC = ("live", "urgent", "withdrawn", "noted")
# Whoever acts had no hand in the edition before.
TABLE = {
    "submit": {"draft": "WAPD", "changes_requested": "WAPD"},
    "ask_another": {"in_review": "WAPD"},
    "take_back": {"in_review": "WAPD"},
    "request_changes": {"in_review": "AD", "approved": "AD"},
    "approve": {"in_review": "AD"},
    "issue": {"approved": "PD"},
    "backdate": {"approved": "PD"},
    "unschedule": {"scheduled": "PD"},
    "issue_urgently": dict.fromkeys(IN_HAND, "PD"),
    "discard": dict.fromkeys(IN_HAND, "WAPD"),
    "bring_back": {"discarded": "WAPD"},
    # Beside the moves.
    "correct": dict.fromkeys(PUBLIC, "WAPD") | {"historic": "PD"},
    "withdraw": dict.fromkeys(("live", "urgent", "noted", "historic"), "PD"),
    "reinstate": {"withdrawn": "PD"},
    "remove": dict.fromkeys((*PUBLIC, "historic"), "PD"),
    "correct_removal": {"removed": "PD"},
    "put_back": {"removed": "PD"},
    "correct_note": {"noted": "PD"},
    "approve_afterwards": {"urgent": "AD"},
    "readdress": dict.fromkeys((*IN_HAND, "approved"), "WAPD")
    | dict.fromkeys(("scheduled", *PUBLIC, "historic"), "PD"),
    "join": dict.fromkeys((*IN_HAND, "approved"), "WAPD")
    | dict.fromkeys(("scheduled", *PUBLIC, "historic"), "PD"),
    "limit": dict.fromkeys((*IN_HAND, "approved", "scheduled", "discarded"), "WAPD"),
    "take_over": dict.fromkeys((*IN_HAND, "approved"), "WAPD"),
    "embargo": dict.fromkeys((*IN_HAND, "approved"), "WAPD"),
}
# `reopen` happens by itself where words change, `put_back` where a release was removed.
BY_THEMSELVES = {"reopen", "put_back"}
STATES = (
    *IN_HAND,
    "approved",
    "scheduled",
    *PUBLIC,
    "historic",
    "removed",
    "discarded",
)
# Whether an issued edition is scheduled, public or removed is no state.
STATE_OF = dict.fromkeys(("scheduled", *PUBLIC, "historic", "removed"), "issued")
DEEDS = {
    "submit": ("submit", {}),
    "ask_another": ("askanother", {}),
    "take_back": ("takebackfromreview", {}),
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
    "reinstate": ("reinstate", {}),
    "remove": ("remove", {"explanation": "Wrong."}),
    "correct_removal": ("explain", {"explanation": "Quite wrong."}),
    "put_back": ("back", {"reason": "Right.", "change_note": "It is back."}),
    "correct_note": ("correctchangenote", {"words": "The date."}),
    "approve_afterwards": ("approveafterwards", {}),
    "readdress": ("readdress", {"slug": "another-address"}),
    "join": ("join", {"original": "another-address"}),
    "limit": ("limit", {}),
    "take_over": ("takeover", {}),
    "embargo": ("changeembargo", {"at_0": "2092-01-01", "at_1": "10:00"}),
}
OWN_PAGES = {"discard": "discard", "limit": "who_may_see"}


def edition_in(state: str) -> Edition:
    made: Edition = {
        "draft": make_edition,
        "in_review": make_edition_in_review,
        "changes_requested": make_sent_back,
        "approved": make_approved_edition,
        "scheduled": lambda: make_issued_edition(at=THURSDAY),
        "live": make_issued_edition,
        "urgent": make_urgent,
        "withdrawn": lambda: make_taken_down(withdraw_release),
        "noted": make_corrected,
        "historic": make_historic,
        "removed": lambda: make_taken_down(remove_release),
        "discarded": make_discarded,
    }[state]()
    return made


def make_historic() -> Edition:
    """Written for a government that has ended."""
    years = {"started_on": date(2020, 1, 1), "ended_on": date(2021, 1, 1)}
    add_government(by=None, name="2020 to 2021 government", **years)
    edition = make_approved_edition(political=True)
    return backdate_edition(edition, by=None, at=datetime(2020, 5, 1, tzinfo=UTC))


def make_sent_back() -> Edition:
    edition = make_edition_in_review()
    abel = make_member(permissions.APPROVER, "Abel")
    return request_changes(edition, by=abel, reason="Shorter.")


def make_urgent() -> Edition:
    petra = make_member(permissions.PUBLISHER, "Petra")
    return issue_urgently(make_edition(), by=petra, reason="A flood.")


def make_taken_down(take_down) -> Edition:
    edition = make_issued_edition()
    take_down(edition.release, by=None, explanation="It is wrong.")
    return fresh(edition)


def make_discarded() -> Edition:
    edition = make_edition()
    return discard_edition(edition, by=edition.written_by)


def make_corrected() -> Edition:
    first = make_issued_edition()
    edition = begin_correction(first.release, by=first.written_by)
    edition = save(edition, change="major", change_note="The fare was wrong.")
    return make_issued_edition(edition)


def a_reviewer():
    return make_member(permissions.APPROVER, "Rhoda")


def do(act: str, edition: Edition, by) -> None:
    release, why = edition.release, {"explanation": "It was wrong."}
    long_ago = datetime(2020, 1, 1, 10, 0, tzinfo=UTC)
    {
        "submit": lambda: submit_edition(edition, by=by),
        "ask_another": lambda: ask_another(edition, by=by, asked=a_reviewer()),
        "take_back": lambda: take_back_from_review(edition, by=by),
        "take_over": lambda: take_over(edition, by=by),
        "embargo": lambda: change_embargo(edition, by=by, until=THURSDAY),
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
        "reinstate": lambda: reinstate_release(release, by=by),
        "remove": lambda: remove_release(release, by=by, **why),
        "correct_removal": lambda: correct_removal(release, by=by, **why),
        "put_back": lambda: put_back_release(
            release, by=by, reason="It was right.", change_note="It is back."
        ),
        "correct_note": lambda: correct_change_note(edition, by=by, words="The date."),
        "approve_afterwards": lambda: approve_afterwards(edition, by=by),
        "readdress": lambda: readdress_release(release, by=by, slug="another"),
        "join": lambda: join_translation(
            release, by=by, original=make_edition(language="cy").release
        ),
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
        if client.get(removal_page_of(edition)).status_code == 200:
            names |= {"explain", "back"}
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
    if act in ("correct_removal", "put_back"):
        where = removal_page_of(edition)
    answer = client.post(where, {"do": name, **data})
    assert answer.status_code == 200


def removal_page_of(edition) -> str:
    return reverse("admin:briefings_release_removal", args=[edition.release_id])


def everything_of(edition):
    release = type(edition.release).objects.filter(pk=edition.release_id)
    return (
        list(Edition.objects.values("pk", "state", "live_during", "approved_by")),
        list(Edition.objects.values("embargoed_until")),
        list(release.values()),
        list(Transition.objects.values_list("pk", flat=True)),
        list(Limit.objects.values_list("pk", flat=True)),
    )
