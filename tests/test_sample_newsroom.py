from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from briefings.management.sample import loading
from briefings.management.sample.days import Days
from briefings.management.sample.texts import read_texts
from briefings.models import (
    Commitment,
    CommitmentUpdate,
    Edition,
    Event,
    ImportedFile,
    Person,
    Quote,
    Release,
    RoleAppointment,
    Topic,
    User,
)
from briefings.models.commitment_updates import Stage
from briefings.models.commitments import Novelty
from briefings.models.editions import Change
from briefings.workflow import State
from tests.making import make_edition

# A Wednesday.
DAYS = Days(datetime(2091, 3, 7, 9, 30, 15, tzinfo=UTC))
RECORD = (Release, Edition, Quote, Commitment, CommitmentUpdate, Person, User)


def load() -> str:
    out = StringIO()
    call_command("load_sample_newsroom", port=8123, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def quick_passwords():
    """Passwords are hashed slowly on purpose, and these tests make several."""
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[hasher]):
        yield


@pytest.fixture(scope="module")
def welcome(quick_passwords, django_db_setup, django_db_blocker):
    """What the first load prints; the sample stays for all tests that ask for it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def scheduled() -> Edition:
    (edition,) = Edition.objects.filter(state=State.ISSUED).exclude(
        pk__in=Edition.objects.published()
    )
    return edition


def commitment(slug: str) -> Commitment:
    return Commitment.objects.get(slug__startswith=slug)


@pytest.mark.django_db
def test_a_newsroom_with_releases_of_its_own_is_left_alone():
    make_edition()

    with pytest.raises(CommandError, match="releases of its own"):
        load()

    assert Release.objects.count() == 1


@pytest.mark.django_db
def test_a_load_that_fails_leaves_nothing_behind(monkeypatch):
    def fail(days):
        raise OSError("The disc is full.")

    monkeypatch.setattr(loading, "read_texts", fail)

    with pytest.raises(OSError, match="disc"):
        load()

    assert not User.objects.exists()
    assert not Person.objects.exists()


def test_eighteen_months_of_releases_are_public_in_two_languages(welcome):
    public = Edition.objects.public()
    times = [edition.live_from for edition in Edition.objects.published()]

    assert public.count() == 17
    assert {edition.language for edition in public} == {"en", "fr"}
    assert max(times) - min(times) > timedelta(days=500)
    assert set(Release.objects.values_list("kind", flat=True)) == {
        *("press_release", "news_story", "statement", "speech", "media_advisory")
    }


def test_every_issued_edition_went_the_editors_way(welcome):
    for edition in Edition.objects.filter(state=State.ISSUED):
        moves = set(edition.transitions.values_list("move", flat=True))

        assert moves & {"create", "correct"}
        assert {"submit", "approve"} < moves
        assert moves & {"issue", "backdate"}
        assert edition.approved_by != edition.written_by


def test_no_text_shows_how_the_sample_is_written(welcome):
    for edition in Edition.objects.all():
        text = f"{edition.headline} {edition.summary} {edition.plain_text}"

        assert not set(text) & set("{}")
        assert edition.summary


def test_a_release_goes_public_within_the_hour_with_all_it_names(welcome):
    edition = scheduled()
    soon = edition.live_from
    assert timedelta(0) < soon - edition.issued_at <= timedelta(minutes=61)
    named = {
        Release: {"slug": edition.release.slug},
        Topic: {"name": "River health"},
        Person: {"name": "Judit Ferrand"},
        Event: {"name": "Serne Rivers Forum"},
        Commitment: {"slug__startswith": "examine-every-river"},
    }

    for model, name in named.items():
        assert model.objects.filter(**name).count() == 1
        assert not model.objects.public().filter(**name).exists()
        assert model.objects.public(soon).filter(**name).exists()


def test_what_is_being_written_waits_for_its_people(welcome):
    review = Edition.objects.get(state=State.IN_REVIEW)
    returned = Edition.objects.get(state=State.CHANGES_REQUESTED)

    kinds = {suggestion.kind for suggestion in review.suggestions.open()}
    assert kinds == {"quote", "commitment", "figure"}
    assert review.quotes.count() == 0
    assert "5.50 or 6.50" in returned.transitions.get(move="request_changes").note


def test_suggestions_of_the_reader_became_records(welcome):
    edition = Edition.objects.get(release__slug__startswith="influenza")

    assert edition.state == State.ISSUED
    assert edition.quotes.get().speaker.name == "Maren Dunmore"
    assert edition.figures.filter(currency="EUR", value=14).exists()
    assert not edition.suggestions.open().exists()


def test_corrections_of_what_readers_relied_on_are_major_and_of_spelling_minor(welcome):
    major = Edition.objects.filter(number=2, change=Change.MAJOR)
    minor = Edition.objects.get(number=2, change=Change.MINOR)

    weeks, share = major.order_by("live_during")
    assert "twelve weeks" in weeks.plain_text
    assert "21%" in share.plain_text
    assert "27%" in share.change_note
    assert share.figures.filter(unit="%").get().value == 21
    assert "spelling" in minor.change_note


def test_one_release_is_withdrawn_and_stays_readable(welcome):
    withdrawn = [r for r in Release.objects.public() if r.withdrawn()]

    assert len(withdrawn) == 1
    assert "wrong" in withdrawn[0].withdrawn().explanation


def test_quotes_keep_the_role_their_speaker_had(welcome):
    hallervik = Quote.objects.filter(speaker__name="Tomas Hallervik")
    brandreth = Quote.objects.filter(speaker__name="Ilka Brandreth").public()

    assert {q.appointment.role.title for q in hallervik} == {
        *("Minister for Transport", "Minister of Finance")
    }
    assert {q.appointment.capacity for q in brandreth} == {"acting", "substantive"}
    assert Quote.objects.filter(speaker=None).get().organisation is not None
    assert {len(q.paragraphs) for q in Quote.objects.all()} >= {1, 2, 3}


def test_new_ministers_are_announced_in_a_release(welcome):
    (release,) = Release.objects.filter(kind="press_release", slug__contains="changes")
    announced = RoleAppointment.objects.filter(announced_in=release)

    assert announced.count() == 3
    assert set(announced) <= set(RoleAppointment.objects.public())
    assert RoleAppointment.objects.filter(ended_on__isnull=False).count() == 4


def test_commitments_met_every_fate(welcome):
    confirmed = CommitmentUpdate.objects.exclude(confirmed_by=None)
    fates = {update.commitment.slug: update.stage for update in confirmed}

    assert fates[commitment("run-night-trains").slug] == Stage.DELIVERED
    assert fates[commitment("a-single-fare-card").slug] == Stage.NOT_PURSUED
    assert fates[commitment("fourteen-flood-gates").slug] == Stage.PARTLY_DELIVERED
    radio_room = commitment("an-agreement-with-estermark")
    assert fates[radio_room.slug] == Stage.SUPERSEDED
    assert radio_room.superseded_by == commitment("a-joint-rescue-centre")


def test_one_promise_is_kept_in_time_and_one_late(welcome):
    delivered = CommitmentUpdate.objects.filter(
        stage=Stage.DELIVERED, commitment__due_by__isnull=False
    )

    late = {u.commitment: u.effective_on > u.commitment.due_by for u in delivered}
    assert late[commitment("run-night-trains")] is False
    assert late[commitment("pay-every-small-firm")] is True


def test_deadlines_move_only_with_a_second_signature(welcome):
    moved = CommitmentUpdate.objects.exclude(new_due_by=None)

    slipped = moved.get(commitment=commitment("fourteen-flood-gates"))
    waiting = moved.get(commitment=commitment("nobody-waits"))
    assert slipped.new_due_by > slipped.commitment.due_by
    assert slipped.confirmed_by != slipped.by
    assert waiting.confirmed_by is None


def test_a_sum_said_again_is_one_commitment(welcome):
    carriages = commitment("46-million")

    novelties = [s.novelty for s in carriages.statements.order_by("edition__id")]
    assert novelties[0] == Novelty.NEW
    assert set(novelties[1:]) == {Novelty.RESTATED}
    assert carriages.part_of == commitment("90-million")
    assert commitment("fourteen").statements.filter(novelty=Novelty.REVISED).exists()


def test_there_is_one_editor_for_each_role_and_no_superuser(welcome):
    people = User.objects.all()

    roles = sorted(group.name for person in people for group in person.groups.all())
    assert roles == [
        *("Administrator", "Approver", "Press officer", "Publisher"),
        *("Records officer", "Writer"),
    ]
    assert all(person.is_staff and not person.is_superuser for person in people)


def test_the_first_load_prints_addresses_and_passwords_that_work(welcome):
    words = welcome.split()

    assert "http://127.0.0.1:8123/admin/" in words
    assert scheduled().headline in welcome
    password = words[words.index("writer") + 1]
    assert User.objects.get(username="writer").check_password(password)


def test_a_second_load_changes_nothing_and_prints_no_password(welcome):
    before = [model.objects.count() for model in RECORD]

    printed = load()

    assert "http://127.0.0.1:8123/admin/" in printed
    assert "manage.py changepassword writer" in printed
    assert "Accounts" not in printed
    assert [model.objects.count() for model in RECORD] == before


def test_a_loaded_sample_whose_mark_is_gone_is_not_loaded_again(welcome):
    with transaction.atomic():
        ImportedFile.objects.all().delete()

        with pytest.raises(CommandError, match="releases of its own"):
            load()

        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("+0", date(2091, 3, 7)),
        ("-1", date(2091, 3, 6)),
        # A Saturday and a Sunday become the Friday before them.
        ("+3", date(2091, 3, 9)),
        ("+4", date(2091, 3, 9)),
        ("-10 month-end", date(2091, 2, 28)),
        ("+400 year-end", date(2092, 12, 31)),
    ],
)
def test_days_are_counted_from_the_load(written, day):
    assert DAYS.day(written) == day


def test_a_moment_is_a_time_of_a_day_or_an_hour_ahead():
    assert DAYS.moment("-1 10:30") == datetime(2091, 3, 6, 10, 30, tzinfo=UTC)
    assert DAYS.moment("in an hour") == datetime(2091, 3, 7, 10, 31, tzinfo=UTC)


@pytest.mark.parametrize("later", range(7))
def test_the_order_of_events_holds_on_every_day_of_the_week(later):
    days = Days(DAYS.now + timedelta(days=later))

    texts = read_texts(days)

    published = [text.at for text in texts if text.at]
    assert published == sorted(published)
    for text in texts:
        for correction in text.each("corrections"):
            assert text.at < correction["at"] < days.now


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("en", "by {+24}, or {+24 month}, or {+24 year}", "by 30 March 2091, or"),
        ("en", "today ({today})", "today (1 March 2091)"),
        ("fr", "le {today} : oui", "le 1er mars 2091\N{NO-BREAK SPACE}: oui"),
        ("fr", "8 400 enfants", "8\N{NARROW NO-BREAK SPACE}400 enfants"),
    ],
)
def test_days_are_spelt_in_the_language_of_the_release(language, written, words):
    filled = DAYS.resolve(written, language, date(2091, 3, 1))

    assert filled.startswith(words)
