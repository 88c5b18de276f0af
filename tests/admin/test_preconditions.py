"""What a move needs beside a role and a state. For each rule the same thing is tried
with the action, with the form as the page shows it, and with a forged request of which
all that could be left out is; each time nothing happens, in the same words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from briefings.actions.addresses import readdress_release
from briefings.actions.comments import add_comment
from briefings.actions.issue import backdate_edition, issue_edition, issue_urgently
from briefings.actions.notices import (
    remove_release,
    replace_release,
    withdraw_release,
)
from briefings.actions.record import add_note, correct_change_note
from briefings.actions.releases import save_draft
from briefings.actions.removal import correct_removal, put_back_release
from briefings.actions.review import (
    approve_edition,
    request_changes,
    submit_edition,
)
from briefings.admin.deeds import page_of
from briefings.errors import Refused
from briefings.models import (
    ChangeNoteCorrection,
    Comment,
    Edition,
    EditorialNote,
    Release,
    Transition,
)
from tests.admin.test_role_matrix import edition_in
from tests.making import MONDAY, fresh, save

pytestmark = pytest.mark.django_db

PAST = {"at_0": "2020-01-01", "at_1": "10:00"}
AHEAD = {"at_0": "2092-01-01", "at_1": "10:00"}
BEFORE = datetime(2020, 1, 1, 10, 0, tzinfo=UTC)
AFTER = datetime(2092, 1, 1, 10, 0, tzinfo=UTC)
_Act = Callable[[Edition, Any], Any]


@dataclass
class Rule:
    state: str
    deed: str
    act: _Act
    sentence: str
    fields: dict[str, str] = field(default_factory=dict)
    # Of the form, what says nothing and can be left out by whoever forges it.
    empty: tuple[str, ...] = ()
    page: str = ""


RULES = {
    "changes are asked for with a reason": Rule(
        "in_review",
        "requestchanges",
        lambda edition, by: request_changes(edition, by=by, reason=" "),
        "Say what should change",
        empty=("reason",),
    ),
    "haste is explained": Rule(
        "draft",
        "issueurgently",
        lambda edition, by: issue_urgently(edition, by=by, reason="\n"),
        "Say why this cannot wait",
        empty=("reason",),
    ),
    "a withdrawal is explained": Rule(
        "live",
        "withdraw",
        lambda edition, by: withdraw_release(edition.release, by=by, explanation=" "),
        "Tell readers why",
        empty=("explanation",),
    ),
    "a removal is explained": Rule(
        "live",
        "remove",
        lambda edition, by: remove_release(edition.release, by=by, explanation=" "),
        "Tell readers why",
        empty=("explanation",),
    ),
    "readers are sent somewhere": Rule(
        "live",
        "replace",
        lambda edition, by: replace_release(
            edition.release, by=by, explanation="Wrong.", redirect_to="//elsewhere"
        ),
        "Give a path on this site",
        {"explanation": "Wrong.", "redirect_to": "//elsewhere"},
    ),
    "a removal is explained anew in other words": Rule(
        "removed",
        "explain",
        lambda edition, by: correct_removal(edition.release, by=by, explanation=" "),
        "Tell readers why",
        empty=("explanation",),
        page="removal",
    ),
    "to put back has a reason": Rule(
        "removed",
        "back",
        lambda edition, by: put_back_release(
            edition.release, by=by, reason=" ", change_note="It is back."
        ),
        "Say why it is put back",
        {"change_note": "It is back."},
        empty=("reason",),
        page="removal",
    ),
    "readers are told that it is back": Rule(
        "removed",
        "back",
        lambda edition, by: put_back_release(
            edition.release, by=by, reason="It was right.", change_note=" "
        ),
        "Tell readers that the release is back",
        {"reason": "It was right."},
        empty=("change_note",),
        page="removal",
    ),
    "a correction of a note says something": Rule(
        "noted",
        "correctchangenote",
        lambda edition, by: correct_change_note(edition, by=by, words=" "),
        "Write what readers should know",
        empty=("words",),
    ),
    "a note says something": Rule(
        "draft",
        "note",
        lambda edition, by: add_note(edition, by=by, words=" "),
        "Write the note first",
        empty=("words",),
    ),
    "a comment says something": Rule(
        "draft",
        "comment",
        lambda edition, by: add_comment(edition, by=by, said=" ", start=0, end=3),
        "Write what you want to say first",
        {"words": "Skerrow", "time": "1"},
        empty=("said",),
    ),
    "no release is scheduled for the past": Rule(
        "approved",
        "schedule",
        lambda edition, by: issue_edition(edition, by=by, at=BEFORE),
        "That moment has passed",
        PAST,
    ),
    "nothing was issued in the future": Rule(
        "approved",
        "backdate",
        lambda edition, by: backdate_edition(edition, by=by, at=AFTER),
        "That moment lies ahead",
        AHEAD,
    ),
    "an address is made of letters": Rule(
        "draft",
        "readdress",
        lambda edition, by: readdress_release(edition.release, by=by, slug="…"),
        "Give an address of letters or numbers",
        {"slug": "…"},
    ),
}


@pytest.fixture
def office(administrator):
    """Whoever may do everything tries, so that nothing else is in the way."""
    return administrator


def place_of(rule: Rule, edition: Edition) -> str:
    if rule.page == "removal":
        return reverse("admin:briefings_release_removal", args=[edition.release_id])
    return page_of(edition)


def told(response) -> str:
    said = " ".join(str(message) for message in response.context["messages"])
    return said + response.content.decode()


def everything() -> list[Any]:
    rows = (Edition, Release, Transition, EditorialNote, Comment, ChangeNoteCorrection)
    return [list(model.objects.order_by("pk").values()) for model in rows]


@pytest.mark.parametrize("name", RULES)
def test_each_way_in_refuses_alike(client, office, name):
    rule = RULES[name]
    edition = edition_in(rule.state)
    before, where = everything(), place_of(rule, edition)
    client.force_login(office)

    with pytest.raises(Refused, match=rule.sentence):
        rule.act(fresh(edition), office)
    filled = {f"{rule.deed}-{name}": said for name, said in rule.fields.items()}
    filled |= {"do": rule.deed, f"{rule.deed}-digest": edition.digest}
    shown = client.post(where, filled | {f"{rule.deed}-{n}": " " for n in rule.empty})
    forged = client.post(where, filled)

    assert rule.sentence in told(shown)
    assert rule.sentence in told(forged)
    assert everything() == before


def test_only_words_that_were_read_are_approved_or_hurried(client, office):
    """Somebody mends the text while it is read."""
    for state, deed, act in (
        ("in_review", "approve", approve_edition),
        ("in_review", "issueurgently", issue_urgently),
    ):
        read = edition_in(state)
        save(fresh(read), body="Mended since.")
        before = everything()
        why = {"reason": "A flood."} if deed == "issueurgently" else {}
        with pytest.raises(Refused, match="changed while you were reading"):
            act(fresh(read), by=office, digest=read.digest, **why)
        client.force_login(office)
        sent = {"do": deed, f"{deed}-reason": "A flood.", f"{deed}-digest": read.digest}
        assert "changed while you were reading" in told(
            client.post(page_of(read), sent)
        )
        # Whoever leaves out what they read has read nothing.
        del sent[f"{deed}-digest"]
        client.post(page_of(read), sent)
        assert everything() == before


def test_what_was_approved_and_then_changed_does_not_go_out(client, office):
    approved = edition_in("approved")
    changed = save(approved, body="Another text.")
    client.force_login(office)

    assert changed.state == "in_review"
    with pytest.raises(Refused, match="is not possible while the edition is in review"):
        issue_edition(fresh(changed), by=office)
    sent = client.post(page_of(changed), {"do": "issuenow"})
    at = MONDAY + timedelta(days=1)
    later = {"schedule-at_0": f"{at:%Y-%m-%d}", "schedule-at_1": "10:00"}
    scheduled = client.post(page_of(changed), {"do": "schedule", **later})

    for answer in (sent, scheduled):
        assert "is not possible while the edition is in review" in told(answer)
    assert fresh(changed).live_during is None


def test_whoever_is_asked_must_be_able_to_approve(client, office, stranger):
    edition = edition_in("draft")
    client.force_login(office)
    writer = edition.written_by

    with pytest.raises(Refused, match="second pair of eyes"):
        submit_edition(edition, by=office, asked=office)
    forged = {"do": "submit", "submit-asked": str(office.pk)}
    assert "second pair of eyes" in told(client.post(page_of(edition), forged))
    forged["submit-asked"] = str(writer.pk)
    assert "may not approve releases" in told(client.post(page_of(edition), forged))
    assert fresh(edition).state == "draft"


@pytest.mark.parametrize(
    ("day", "time", "sentence"),
    [
        ("2091-10-28", "01:30", "comes twice"),
        ("2091-03-25", "01:30", "does not exist"),
        ("2091-02-31", "10:00", "Give a day"),
        ("2091-04-01", "25:00", "Give a time"),
    ],
)
@pytest.mark.parametrize("deed", ["schedule", "backdate"])
def test_no_moment_is_guessed(client, office, deed, day, time, sentence):
    """The action takes moments with their zone alone, and so cannot be told less."""
    edition = edition_in("approved")
    client.force_login(office)
    act = {"schedule": issue_edition, "backdate": backdate_edition}[deed]

    with pytest.raises(Refused, match="with its time zone"):
        act(edition, by=office, at=datetime(2091, 10, 28, 1, 30))  # noqa: DTZ001
    typed = {f"{deed}-at_0": day, f"{deed}-at_1": time}
    for forged in (typed, typed | {f"{deed}-at_2": "+0900"}):
        assert sentence in told(client.post(page_of(edition), {"do": deed, **forged}))
    assert fresh(edition).state == "approved"


def test_a_form_that_is_older_than_the_text_overwrites_nothing(client, office):
    edition = edition_in("draft")
    client.force_login(office)
    shown = client.get(page_of(edition)).context["page"].words
    based_on = shown["based_on"].value()
    save(fresh(edition), body="A colleague’s text.")

    with pytest.raises(Refused, match="while you were writing"):
        save_draft(fresh(edition), by=office, based_on=based_on, body="Mine.")
    sent = {"do": "words", "words-based_on": based_on, "words-body": "Mine."}
    sent |= {"words-headline": edition.headline, "words-language": "en"}
    sent |= {"words-kind": "press_release", "words-change": "major"}
    assert "while you were writing" in told(client.post(page_of(edition), sent))
    # Whoever leaves out what they saw has seen nothing.
    del sent["words-based_on"]
    client.post(page_of(edition), sent)

    assert fresh(edition).body == "A colleague’s text."
