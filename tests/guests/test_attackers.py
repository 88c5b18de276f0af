"""What somebody might try who was not let in, or was let in to something else."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.signing import Signer
from django.db import DatabaseError, connection, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.discarding import bring_back_edition, discard_edition
from briefings.actions.guests import (
    ask_fact_check,
    give_early_sight,
    give_preview,
    revoke_link,
)
from briefings.actions.invitations import invite
from briefings.errors import Refused
from briefings.models import AuditEntry, GuestCode, GuestSession
from briefings.permissions import WRITER
from tests.guests.conftest import Guest, mailed_code, mailed_letters, make_journalist
from tests.making import MONDAY, THURSDAY, fresh, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db
WORDS = "islands have waited"


@pytest.fixture
def edition(clock):
    return make_issued_edition(at=THURSDAY)


@pytest.fixture
def guest(edition, journalist):
    return Guest(give_early_sight(edition, by=None, journalists=[journalist])[0])


def another(edition, name="Ana Reyes") -> Guest:
    other = make_journalist(name)
    return Guest(give_early_sight(edition, by=None, journalists=[other])[0])


def test_forged_and_changed_links_are_one_and_the_same_nothing(guest, client):
    token, nonce = guest.link.token, guest.link.nonce
    forged = [
        nonce,
        f"{nonce}.",
        f"{token}x",
        token[:-1],
        token.swapcase(),
        f"{nonce}.{'A' * 43}",
        Signer(salt="briefings.guests.form", sep=".").sign(nonce),
        Signer(salt="briefings.guests.link", sep=".", key="x" * 50).sign(nonce),
        Signer(salt="briefings.guests.link", sep=".").sign("nobody"),
        f"{guest.link.pk}",
        "%00",
    ]

    unknown = client.get("/nothing-here/").content
    for one in forged:
        answer = client.get(f"/guests/{one}/")
        assert (answer.status_code, answer.content) == (404, unknown), one


def test_a_forged_link_asks_the_database_nothing(
    guest, client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        client.get(f"/guests/{guest.link.nonce}.{'A' * 43}/")


def test_the_database_alone_opens_nothing(guest):
    digits = guest.ask()
    key = guest.post("enter", digits=digits).cookies["guest"].value

    code, session = GuestCode.objects.get(), GuestSession.objects.get()
    kept = f"{code.__dict__} {session.__dict__} {guest.link.__dict__}"
    assert digits.replace(" ", "") not in kept
    assert key not in kept
    assert guest.link.token not in kept


def test_codes_are_not_guessed(guest):
    digits = guest.ask()
    wrong = [f"{number:08}" for number in range(5)]
    for one in wrong:
        assert guest.post("enter", digits=one).status_code == 200

    # The right one comes too late.
    assert guest.post("enter", digits=digits).status_code == 200
    assert WORDS not in guest.open().content.decode()


def test_more_codes_within_an_hour_give_no_more_tries(guest, clock):
    for _ in range(5):
        assert guest.ask()

    assert "Too many codes" in guest.post("code").content.decode()
    assert guest.link.codes.count() == 5
    clock.move_to(MONDAY + timedelta(minutes=61))
    assert guest.ask()


def test_a_code_is_good_once_and_for_ten_minutes_and_the_last_one_only(guest, clock):
    first, second = guest.ask(), guest.ask()
    assert guest.post("enter", digits=first).status_code == 200
    assert guest.post("enter", digits=second).status_code == 302
    assert Guest(guest.link).post("enter", digits=second).status_code == 200

    third = Guest(guest.link).ask()
    clock.move_to(MONDAY + timedelta(minutes=10))
    assert Guest(guest.link).post("enter", digits=third).status_code == 200


def test_a_code_is_good_for_its_own_link_only(guest, edition):
    other = another(edition)
    other.ask()

    assert other.post("enter", digits=guest.ask()).status_code == 200


def test_a_session_of_another_link_opens_nothing(guest, edition):
    guest.read()
    other = another(edition)

    other.client.cookies["guest"] = guest.client.cookies["guest"].value

    assert WORDS not in other.open().content.decode()


def test_a_session_that_was_planted_is_not_taken_up(guest):
    guest.client.cookies["guest"] = "planted"
    guest.read()
    key = guest.client.cookies["guest"].value
    assert key != "planted"

    # To enter again ends what was there.
    thief = Guest(guest.link)
    thief.client.cookies["guest"] = key
    assert WORDS in thief.open().content.decode()
    digits = mailed_after(guest)
    guest.post("enter", digits=digits)
    assert WORDS not in thief.open().content.decode()


def mailed_after(guest) -> str:
    seal = guest.seal()
    guest.client.post(guest.address, {"do": "code", **seal})
    return mailed_code(guest.link)


def test_who_left_is_outside_also_with_the_old_cookie(guest):
    guest.read()
    key = guest.client.cookies["guest"].value
    guest.post("leave")

    guest.client.cookies["guest"] = key
    assert WORDS not in guest.open().content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
    ],
)
def test_a_form_sent_by_another_site_does_nothing(guest, headers):
    form = {"do": "code", **guest.seal()}

    guest.client.post(guest.address, form, headers=headers)
    assert not guest.link.codes.exists()

    # The same form from a page of ours does it.
    guest.client.post(guest.address, form, headers={"Sec-Fetch-Site": "same-origin"})
    assert guest.link.codes.count() == 1


@pytest.mark.parametrize("seal", ["", "x", "of another link"])
def test_a_form_without_its_own_seal_does_nothing(guest, edition, seal):
    if seal == "of another link":
        seal = another(edition).seal()["seal"]

    Client(enforce_csrf_checks=True).post(guest.address, {"do": "code", "seal": seal})

    assert not guest.link.codes.exists()


def test_the_pages_work_where_djangos_own_protection_is_on(guest):
    guest.client = Client(enforce_csrf_checks=True)

    assert WORDS in guest.read()


def test_a_preview_is_no_way_to_answer_nor_a_check_to_accept(edition, clock):
    about = {"by": None, "name": "Kim", "email": "kim@example.org"}
    guest = Guest(give_preview(edition, **about))
    guest.enter()

    guest.post("answer", verdict="correct")
    guest.post("remark", passage="0", verdict="correct")

    assert not guest.link.answers.exists()
    assert not guest.link.remarks.exists()
    assert "DRAFT, NOT PUBLISHED" in guest.open().content.decode()


def test_nothing_secret_is_in_a_job_or_a_log(guest, caplog):
    caplog.set_level(logging.DEBUG)
    digits = guest.ask()
    guest.post("enter", digits="12345678")
    guest.read()

    jobs = "".join(str(job.args) for job in ProcrastinateJob.objects.all())
    logged = caplog.text.replace(" ", "")
    for secret in (digits.replace(" ", ""), guest.link.token, guest.link.nonce):
        assert secret not in jobs
        assert secret not in logged


@pytest.mark.parametrize("name", ["Kim\nBcc: all@example.org", "Kim\r\nSubject: x"])
def test_no_header_is_put_into_an_e_mail(edition, name, settings):
    settings.OFFICE_NAME = "Office\nBcc: all@example.org"
    give_preview(edition, by=None, name=name, email="kim@example.org")

    [letter] = mailed_letters()

    assert letter.recipients() == ["kim@example.org"]
    assert "\n" not in letter.subject
    assert b"\nBcc:" not in letter.message().as_bytes().partition(b"\n\n")[0]


def test_an_address_that_is_more_than_an_address_is_refused(edition):
    for email in ("kim@example.org\nBcc: a@b.example", "a@b.example, c@d.example"):
        with pytest.raises(Refused, match="mail"):
            give_preview(edition, by=None, name="Kim", email=email)
    assert not mail.outbox


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE briefings_guestaccess SET deed = 'left'",
        "UPDATE briefings_guestaccess SET address = NULL, agent = ''",
        "DELETE FROM briefings_guestaccess",
        "TRUNCATE briefings_guestaccess",
        "UPDATE briefings_factcheckanswer SET verdict = 'correct'",
        "UPDATE briefings_factcheckremark SET said = 'no'",
        "DELETE FROM briefings_factcheckremark",
        "UPDATE briefings_guestlink SET email = 'thief@example.org'",
        "DELETE FROM briefings_guestlink",
    ],
)
def test_what_guests_did_cannot_be_rewritten(edition, statement):
    day = (MONDAY + timedelta(days=1)).date()
    about = {"name": "Kim", "email": "kim@example.org", "due_on": day}
    guest = Guest(ask_fact_check(edition, by=None, **about))
    guest.enter()
    guest.post("answer", verdict="change", said="No.")
    guest.post("remark", passage="0", verdict="change", said="No.")
    assert guest.link.remarks.count() == 1

    with (
        pytest.raises(DatabaseError, match="rewritten"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_guests_requests_leave_no_cookie_on_public_pages(guest):
    guest.read()

    answer = guest.client.get("/releases/")

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_no_link_stands_in_the_audit(guest, client, administrator):
    guest.read()
    roles = [Group.objects.get(name=WRITER)]
    rae = {"first_name": "Rae", "last_name": "Holt", "roles": roles}
    link = invite(by=administrator, email="rae@press.example.org", **rae).link
    secret = link.rstrip("/").rpartition("/")[2]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/account/invitation/{secret}/").status_code == 403

    told = set(AuditEntry.objects.values_list("path", flat=True))
    assert not [path for path in told if guest.link.token in path or secret in path]
    assert {"/guests/<str:token>/", "/account/invitation/<str:secret>/"} <= told


def test_a_reading_is_told_in_the_audit_with_whose_it_was(guest):
    guest.read()

    seen = AuditEntry.objects.get(kind="view", subject="guestlink")
    assert (seen.verb, seen.number, seen.release) == (
        "read",
        str(guest.link.pk),
        guest.link.edition.release,
    )
    assert seen.label == "Early sight: Jo Marlow, The Skerrow Herald"


def test_a_wrong_code_and_a_shut_link_are_told_in_the_audit(guest):
    guest.ask()
    guest.post("enter", digits="000000")
    revoke_link(guest.link, by=None)
    guest.open()

    told = AuditEntry.objects.filter(kind="refusal", subject="guestlink")
    verbs = told.order_by("id").values_list("verb", "number")
    number = str(guest.link.pk)
    assert list(verbs) == [
        ("gave a wrong code", number),
        ("found the link shut", number),
    ]


def test_forms_can_be_sent_so_often_and_lose_no_word(edition, settings, empty_counters):
    settings.RATE_LIMITS = {"guests": (4, timedelta(minutes=1))}
    link = give_fact_check(edition)
    guest = Guest(link)
    guest.enter()
    words = {"passage": 0, "verdict": "change"}
    for number in range(2):
        guest.post("remark", said=f"Remark {number}.", **words)

    answer = guest.post("remark", said="One too many.", **words)

    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (429, True)
    assert "That was too often" in answer.content.decode()
    assert "One too many." in answer.content.decode()
    assert link.remarks.count() == 2
    assert guest.client.post(guest.address, guest.seal()).status_code == 429
    other = give_fact_check(edition, name="Bo")
    assert Guest(other).post("code").status_code == 429, "by address, too"


def give_fact_check(edition, name="Ada"):
    due = (MONDAY + timedelta(days=2)).date()
    about = {"name": name, "email": f"{name}@lab.example", "due_on": due}
    return ask_fact_check(edition, by=None, **about)


def test_codes_that_are_guessed_further_are_noted_no_more(db):
    about = {"name": "Bo", "email": "bo@lab.example", "days": 3}
    guest = Guest(give_preview(make_edition(), by=None, **about))
    for number in range(20):
        guest.post("enter", digits=f"{number:08}")

    assert guest.link.accesses.filter(deed="wrong").count() == 5


def test_a_discarded_draft_is_shown_to_nobody_any_more(clock):
    draft = make_edition()
    link = give_preview(draft, by=None, name="Bo", email="bo@lab.example", days=3)
    guest = Guest(link)
    guest.enter()
    assert WORDS in guest.open().content.decode()

    discard_edition(draft, by=None, reason="Begun twice.")
    assert guest.open().status_code == 404

    bring_back_edition(fresh(draft), by=None)
    assert WORDS in guest.open().content.decode()
