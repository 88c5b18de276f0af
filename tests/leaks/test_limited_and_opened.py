"""What a colleague had open of a draft that is limited to others meanwhile answers as
if there were none; and once it is everybody's again, all of theirs is there."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.issue import change_embargo
from briefings.actions.limits import limit_release, open_release
from briefings.actions.lists import request_export
from briefings.actions.reminders import set_reminder
from briefings.actions.writing import keep_unsaved_text
from briefings.admin.comparing import comparison_of
from briefings.admin.deeds import page_of
from briefings.errors import Refused
from briefings.jobs.exports import make_exports
from briefings.jobs.mails import send_mails
from briefings.jobs.reminders import write_reminders
from briefings.models import Edition, Mail
from briefings.models.visibility import looking_as
from briefings.permissions import WRITER
from tests.admin.pressing import words_form
from tests.admin.test_writing import VERBS, typed
from tests.leaks.test_limited import as_told, ask, like
from tests.making import MONDAY, THURSDAY, make_edition, make_member, save, span

pytestmark = pytest.mark.django_db

LISTS = (
    "/admin/briefings/release/",
    "/admin/briefings/edition/",
    "/admin/briefings/release/calendar/?month=2091-03",
)


@pytest.fixture
def draft(clock) -> Edition:
    wilma = make_member(WRITER, "Wilma")
    edition = make_edition(headline="Zyzzyva rises", written_by=wilma)
    change_embargo(edition, by=wilma, until=THURSDAY)
    return save(edition, summary="Zyzzyvas rise.")


@pytest.fixture
def outsider(db):
    outsider = make_member(WRITER, "Orla")
    outsider.email = "orla@press.example"
    outsider.save()
    return outsider


def close(draft: Edition) -> None:
    limit_release(draft.release, by=draft.written_by, people=[draft.written_by])


def reopen(draft: Edition) -> None:
    open_release(draft.release, by=draft.written_by)


def pages_of(draft: Edition) -> list[str]:
    first, second = draft.revisions.order_by("number")
    views = ("mark_up", "compare", "preview", "files", "guests", "reminders")
    named = [reverse(f"admin:briefings_edition_{v}", args=[draft.pk]) for v in views]
    return [
        page_of(draft),
        page_of(draft.release),
        comparison_of(first, second),
        *named,
    ]


def elsewhere(where: str, draft: Edition) -> str:
    return where.replace(f"/{draft.pk}/", "/987654/").replace(
        f"/{draft.release_id}/", "/987654/"
    )


def test_what_was_open_is_gone_while_it_is_limited_and_there_again(
    client, draft, outsider
):
    client.force_login(outsider)
    pages = pages_of(draft)
    before = {where: ask(client, where) for where in (*pages, *LISTS)}
    assert {status for status, _, _ in before.values()} <= {200, 302}

    close(draft)

    for where in pages:
        nowhere = elsewhere(where, draft)
        told = like(where, nowhere, ask(client, nowhere))
        assert ask(client, where) == told, where
    for where in LISTS:
        assert b"zyzzyva" in before[where][2].lower(), where
        assert b"zyzzyva" not in ask(client, where)[2].lower(), where
    reopen(draft)
    for where in (*pages, *LISTS):
        assert ask(client, where)[0] == before[where][0], where
        assert b"zyzzyva" in client.get(where, follow=True).content.lower(), where


@pytest.mark.parametrize("verb", VERBS)
def test_an_open_page_keeps_and_asks_nothing_any_more(client, draft, outsider, verb):
    client.force_login(outsider)
    form = typed(**words_form(client, draft, headline="Zyzzyva falls"))
    where = reverse(f"admin:briefings_edition_writing_{verb}", args=[draft.pk])
    nowhere = elsewhere(where, draft)
    assert client.post(where, form).status_code == 200
    draft.unsaved_texts.all().delete()
    draft.presences.all().delete()

    close(draft)
    answer = as_told(client.post(where, form))

    assert answer == like(where, nowhere, as_told(client.post(nowhere, form)))
    assert not draft.unsaved_texts.exists()
    assert not draft.presences.exists()


def test_a_page_that_was_open_saves_and_restores_nothing(client, draft, outsider):
    client.force_login(outsider)
    form = words_form(client, draft, headline="Zyzzyva falls")
    sent = {"do": "words", **{f"words-{name}": value for name, value in form.items()}}
    first, second = draft.revisions.order_by("number")
    compared = comparison_of(first, second)

    close(draft)

    for where, data in (
        (page_of(draft), sent),
        (compared, {"do": f"restore-{first.pk}", f"restore-{first.pk}-over": 2}),
    ):
        nowhere = elsewhere(where, draft)
        told = like(where, nowhere, as_told(client.post(nowhere, data)))
        assert as_told(client.post(where, data)) == told
    assert draft.revisions.count() == 2


def test_what_a_colleague_typed_waits_until_they_see_it_again(client, draft, outsider):
    content = {"headline": "Zyzzyva falls"}
    keep_unsaved_text(draft, by=outsider, window="w", based_on=2, content=content)
    client.force_login(outsider)
    close(draft)

    assert b"zyzzyva" not in client.get("/admin/").content.lower()
    reopen(draft)
    taken_up = {"take-up": draft.unsaved_texts.get().pk}
    assert b"Zyzzyva falls" in client.get(page_of(draft), taken_up).content


def test_no_letter_that_waits_goes_out_and_none_is_written(draft, outsider, clock):
    day = MONDAY.date() + timedelta(days=1)
    wilma = draft.written_by
    set_reminder(draft, by=wilma, person=outsider, on=day, words="Zyzzyva?")
    draft = make_commented(draft, by=outsider)
    assert Mail.objects.filter(recipient=outsider).count() == 1
    close(draft)
    clock.move_to(THURSDAY)

    write_reminders()
    send_mails()

    assert not [letter for letter in mail.outbox if outsider.email in letter.to]
    assert not Mail.objects.filter(recipient=outsider, dropped="").exists()
    reopen(draft)
    write_reminders()
    assert Mail.objects.waiting().filter(recipient=outsider).exists()


def make_commented(draft: Edition, *, by) -> Edition:
    """With a thread in which both have spoken, so that one is mailed of the other."""
    with looking_as(by):
        add_comment(draft, by=by, said="Sure?", **span(draft, "islands"))
    other = add_comment(draft, by=by, said="Really?", **span(draft, "petition"))
    reply_to_comment(other, by=draft.written_by, said="Zyzzyvas, yes.")
    return draft


def test_a_file_made_while_it_was_limited_is_made_anew_for_nobody_else(
    client, draft, outsider
):
    """Opened, it is in the next file; limited again, that one is not handed out."""
    close(draft)
    export = request_export(by=outsider, subject="edition", query="")
    make_exports()
    client.force_login(outsider)
    where = f"/admin/exports/{export.pk}/file/"
    assert b"Zyzzyva" not in client.get(where).content
    reopen(draft)
    later = request_export(by=outsider, subject="edition", query="")
    make_exports()
    where = f"/admin/exports/{later.pk}/file/"
    assert b"Zyzzyva" in client.get(where).content

    close(draft)

    refused = client.get(where)
    assert (refused.status_code, refused.content) == (302, b"")


def test_saved_states_do_not_tell_that_something_limited_was_named(client, outsider):
    hidden, draft = make_edition(headline="Zyzzyva"), make_edition(headline="A ferry")
    save(draft, related_releases=[hidden.release])
    save(draft, related_releases=[])
    close(hidden)
    first, second, third = draft.revisions.order_by("number")
    client.force_login(outsider)

    for one, other in ((first, second), (second, third)):
        page = client.get(comparison_of(one, other)).content.decode()
        assert "zyzzyva" not in page.casefold()
        assert "that is gone" not in page
        assert "Related releases" not in page
    client.force_login(hidden.written_by)
    page = client.get(comparison_of(first, second)).content.decode()
    assert "zyzzyva" in page.casefold()
    assert "Related releases" in page


def test_who_opens_a_release_is_not_told_the_name_of_what_it_leads_to(outsider):
    hidden, draft = make_edition(headline="Zyzzyva"), make_edition(headline="A ferry")
    wilma = draft.written_by
    limit_release(draft.release, by=wilma, people=[outsider])
    close(hidden)
    save(draft, related_releases=[hidden.release])

    with looking_as(outsider), pytest.raises(Refused) as told:
        open_release(draft.release, by=outsider)
    assert "Zyzzyva" not in str(told.value)
    assert str(told.value).startswith("Something is limited to some")
    with pytest.raises(Refused, match="“Zyzzyva” is limited to some"):
        open_release(draft.release, by=wilma)
