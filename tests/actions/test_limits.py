import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db.models import F

from briefings.actions.accounts import (
    end_lockout,
    name_account,
    reset_second_factor,
    sign_out_everywhere,
    switch_off_account,
    switch_on_account,
)
from briefings.actions.issue import issue_edition
from briefings.actions.limits import (
    join_organisation,
    leave_organisation,
    limit_release,
    open_release,
)
from briefings.actions.merging import merge, unmerge
from briefings.actions.people import add_organisation
from briefings.actions.review import submit_edition
from briefings.errors import Refused
from briefings.jobs.mails import send_mails
from briefings.models import (
    Commitment,
    Edition,
    Figure,
    Limit,
    Mail,
    Quote,
    Release,
    Revision,
    Transition,
    User,
)
from briefings.models.visibility import looking_as, not_counted_in
from briefings.permissions import APPROVER, WRITER, approvers_for
from tests.making import (
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
)

pytestmark = pytest.mark.django_db

RECORD = (Release, Edition, Quote, Commitment, Figure, Transition, Revision)


@pytest.fixture
def named(db):
    return make_member(WRITER, "Nan")


@pytest.fixture
def colleague(db):
    return make_member(WRITER, "Cole")


def seen_by(person, model=Release) -> bool:
    with looking_as(person):
        return model.objects.exists()


def limited_edition(named, **content) -> Edition:
    edition = make_marked_edition(**content)
    limit_release(edition.release, by=edition.written_by, people=[named])
    return fresh(edition)


def test_a_limited_draft_is_there_for_those_named_and_its_writer(named, colleague):
    edition = limited_edition(named)

    for model in RECORD:
        assert seen_by(named, model)
        assert seen_by(edition.written_by, model)
        assert seen_by(None, model)
        assert not seen_by(colleague, model)


def test_superusers_see_everything(named, django_user_model):
    limited_edition(named)

    assert seen_by(django_user_model.objects.create_superuser("root"))


def test_members_of_an_organisation_see_what_is_limited_to_it(colleague, administrator):
    edition = make_edition()
    ministry = add_organisation(by=None, name="Ministry of Ferries")
    by = edition.written_by
    joined = join_organisation(colleague, ministry, by=administrator)
    limit_release(edition.release, by=by, organisations=[ministry])
    assert seen_by(colleague)

    leave_organisation(joined, by=administrator)
    assert not seen_by(colleague)


def test_who_joins_later_sees_what_is_limited_later(colleague, administrator):
    """Else an administrator lets a second account of theirs in."""
    edition = make_edition()
    ministry = add_organisation(by=None, name="Ministry of Ferries")
    limit_release(edition.release, by=edition.written_by, organisations=[ministry])
    join_organisation(colleague, ministry, by=administrator)
    assert not seen_by(colleague)
    assert not_counted_in(edition.release) == [colleague]

    limit_release(edition.release, by=edition.written_by, organisations=[ministry])

    assert seen_by(colleague)
    assert not_counted_in(edition.release) == []


def test_an_organisation_entered_twice_is_one(colleague, administrator):
    edition = make_edition()
    ministry = add_organisation(by=None, name="Ministry of Ferries")
    twin = add_organisation(by=None, name="Ferry Ministry")
    join_organisation(colleague, ministry, by=administrator)
    limit_release(edition.release, by=edition.written_by, organisations=[twin])
    assert not seen_by(colleague)

    merge(ministry, twin, by=None)
    # To say afterwards that two are one lets nobody in.
    assert not seen_by(colleague)
    limit_release(edition.release, by=edition.written_by, organisations=[twin])

    assert seen_by(colleague)
    unmerge(twin, by=None)
    assert not seen_by(colleague)


def anew(account: User) -> User:
    return User.objects.get(pk=account.pk)


def reset(account, by):
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    reset_second_factor(account, by=by)


def readdress(account, by):
    account.set_unusable_password()
    account.save()
    name_account(account, by=by, email=f"mallory{account.pk}@office.example")


def reopen(account, by):
    switch_off_account(account, by=by)
    switch_on_account(account, by=by)


@pytest.mark.parametrize("hand_over", [reset, readdress, reopen])
def test_an_account_that_somebody_hands_over_is_counted_by_no_limit_of_before(
    named, administrator, hand_over, settings
):
    """By name, by an organisation, or because of what was written with it."""
    edition = limited_edition(named)
    writer = edition.written_by

    settings.HANDED_OVER_HOURS = 0
    for account in (named, writer):
        hand_over(account, administrator)
        assert not seen_by(anew(account))
    limit_release(edition.release, by=None, people=[named])

    assert seen_by(anew(named))
    assert seen_by(anew(writer))


def test_what_lets_nobody_else_in_changes_nothing(named, administrator):
    limited_edition(named)
    named.set_unusable_password()
    named.save()

    name_account(named, by=administrator, first_name="Nan", email=named.email)
    sign_out_everywhere(named, by=administrator)
    end_lockout(named, by=administrator)

    assert seen_by(anew(named))


def test_nobody_lets_themselves_in(administrator, writer):
    ministry = add_organisation(by=None, name="Ministry of Ferries")

    with pytest.raises(Refused, match="themselves"):
        join_organisation(administrator, ministry, by=administrator)
    with pytest.raises(Refused, match="may not say who belongs"):
        join_organisation(administrator, ministry, by=writer)


def test_the_limit_ends_when_the_release_is_public(named, colleague, clock):
    edition = make_approved_edition(limited_edition(named))
    issue_edition(edition, by=None, at=THURSDAY)
    assert not seen_by(colleague)

    clock.move_to(THURSDAY)

    assert seen_by(colleague)
    assert Limit.objects.exists()


def test_a_release_that_readers_know_cannot_be_limited(named):
    edition = make_issued_edition()

    with pytest.raises(Refused, match="Readers know"):
        limit_release(edition.release, by=None, people=[named])


def test_nobody_locks_themselves_out(named, colleague):
    edition = make_edition()

    with pytest.raises(Refused, match="add yourself"):
        limit_release(edition.release, by=colleague, people=[named])

    assert not Limit.objects.exists()
    limit_release(edition.release, by=colleague, people=[named, colleague])
    assert seen_by(colleague)


def test_whoever_may_not_write_limits_nothing(records_officer):
    edition = make_edition()

    with pytest.raises(Refused, match="may not write"):
        limit_release(edition.release, by=records_officer, people=[records_officer])


def test_what_is_hidden_can_neither_be_limited_nor_opened(named, colleague):
    edition = limited_edition(named)

    with looking_as(colleague):
        with pytest.raises(Release.DoesNotExist):
            limit_release(edition.release, by=colleague, people=[colleague])
        with pytest.raises(Release.DoesNotExist):
            open_release(edition.release, by=colleague)


def test_an_opened_release_is_everybodys_again(named, colleague):
    edition = limited_edition(named)

    open_release(edition.release, by=named)

    assert seen_by(colleague)
    moves = list(edition.transitions.values_list("move", "note"))
    assert moves[-2:] == [("limit", "Nan"), ("open_up", "")]
    with pytest.raises(Refused, match="already"):
        open_release(edition.release, by=named)


def test_only_an_approver_who_may_see_it_is_asked(named, approver):
    edition = limited_edition(named)
    other = make_member(APPROVER, "Abel")
    limit_release(edition.release, by=edition.written_by, people=[other])

    assert approvers_for(edition) == [other]
    with pytest.raises(Refused, match="Asa may not see this draft"):
        submit_edition(edition, by=edition.written_by, asked=approver)
    assert submit_edition(edition, by=edition.written_by, asked=other)


def test_nobody_is_mailed_about_what_they_may_not_see(named, approver, settings):
    settings.MAIL_IS_ON = True
    edition = make_edition()
    approver.email = "asa@press.example"
    approver.save()
    submit_edition(edition, by=edition.written_by)
    assert Mail.objects.filter(recipient=approver).count() == 1

    # The mail is written; before it goes out, the release is limited.
    limit_release(edition.release, by=edition.written_by, people=[named])
    Mail.objects.update(due_at=F("written_at"))
    send_mails()

    assert mail.outbox == []
    assert "may not see" in Mail.objects.get(recipient=approver).dropped


def test_a_promise_said_elsewhere_too_is_no_secret(named, colleague):
    hidden = limited_edition(named)
    promise = hidden.statements.get().commitment
    other = make_edition(headline="Ferries again")
    row = hidden.statements.get()
    row.pk, row.edition, row.ref = None, other, "elsewhere"
    row._state.adding = True
    row.save()

    with looking_as(colleague):
        assert Commitment.objects.get() == promise


def test_the_digest_is_the_same_whoever_works_it_out(named, colleague):
    hidden = make_edition(headline="Zyzzyva")
    edition = make_edition(headline="Tickets", related_releases=[hidden.release])
    limit_release(hidden.release, by=hidden.written_by, people=[named])

    with looking_as(colleague):
        assert list(edition.related_releases.all()) == []
        told = edition.content()

    assert told == edition.content()
    assert told["related_releases"] == [hidden.release.pk]


def test_who_looks_steadily_is_told_apart_by_numbers(
    named, colleague, django_assert_num_queries
):
    hidden = [limited_edition(named) for _ in range(3)]

    with looking_as(colleague, steadily=True):
        assert not Edition.objects.exists()
        with django_assert_num_queries(1) as asked:
            assert not Edition.objects.exists()

    numbers = sorted(edition.release_id for edition in hidden)
    sql = asked.captured_queries[0]["sql"]
    assert all(str(number) in sql for number in numbers)
    assert "briefings_limit" not in sql
    assert sql.count("briefings_release") == 0


def test_who_looks_steadily_sees_what_they_might_when_they_began(named, colleague):
    edition = make_edition()

    with looking_as(colleague, steadily=True):
        assert Release.objects.exists()
        limit_release(edition.release, by=edition.written_by, people=[named])
        assert Release.objects.exists()
    with looking_as(colleague, steadily=True):
        assert not Release.objects.exists()
        assert not Edition.objects.exists()
    with looking_as(named, steadily=True):
        assert Edition.objects.exists()
