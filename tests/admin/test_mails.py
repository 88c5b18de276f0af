import pytest
from django.urls import reverse

from briefings.actions.mails import tell
from briefings.actions.review import submit_edition
from briefings.models import Mail, UnwantedMail
from briefings.models.mails import Occasion
from tests.making import make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def vain(writer, approver):
    """An e-mail that the mail server did not take."""
    edition = make_edition(written_by=writer, headline="Quillfeather resigns")
    submit_edition(edition, by=writer, asked=approver)
    Mail.objects.update(tries=2, error="SMTPServerDisconnected: gone")
    return Mail.objects.get()


def desk(client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def test_everybody_chooses_for_themselves(client, writer, approver):
    client.force_login(writer)
    page = client.get(reverse("admin:mails")).content.decode()
    assert page.count(" checked") == len(Occasion.values)

    chosen = {"do": "choose", "choose-wanted": ["changes", "live"]}
    client.post(reverse("admin:mails"), chosen)

    page = client.get(reverse("admin:mails")).content.decode()
    assert page.count(" checked") == 2
    mine = UnwantedMail.objects.filter(person=writer)
    assert mine.count() == len(Occasion.values) - 2
    assert not UnwantedMail.objects.exclude(person=writer).exists()


def test_a_forged_kind_is_refused(client, writer):
    client.force_login(writer)

    chosen = {"do": "choose", "choose-wanted": ["everything"]}
    answer = client.post(reverse("admin:mails"), chosen)

    assert "everything is not one of the available choices" in answer.content.decode()
    assert not UnwantedMail.objects.exists()


def test_strangers_choose_nothing(client):
    chosen = {"do": "choose", "choose-wanted": []}

    assert client.post(reverse("admin:mails"), chosen).status_code == 302
    assert not UnwantedMail.objects.exists()


def test_the_desk_tells_who_has_no_address(client, writer):
    client.force_login(writer)
    assert "Your account has no e-mail address" in desk(client)

    writer.email = "wren@press.example.org"
    writer.save(update_fields=["email"])
    assert "Your account has no e-mail address" not in desk(client)


def test_the_desk_tells_administrators_that_mail_is_off(
    client, writer, administrator, settings
):
    settings.MAIL_IS_ON = False
    client.force_login(writer)
    assert "EMAIL_URL" not in desk(client)

    client.force_login(administrator)
    assert "EMAIL_URL" in desk(client)


def test_an_administrator_is_told_what_could_not_be_sent_and_retries(
    client, writer, administrator, vain
):
    client.force_login(writer)
    assert "could not be sent" not in desk(client)

    client.force_login(administrator)
    shown = desk(client)
    assert "1 e-mail</a> could not be sent" in shown
    assert "SMTPServerDisconnected: gone" in shown

    client.post(reverse("admin:index"), {"do": "retry-mails"})
    vain.refresh_from_db()
    assert vain.tries == 0
    assert "could not be sent" not in desk(client)


def test_a_forged_retry_is_refused(client, writer, vain):
    client.force_login(writer)

    answer = client.post(reverse("admin:index"), {"do": "retry-mails"})

    assert "may not look after e-mails" in answer.content.decode()
    vain.refresh_from_db()
    assert vain.tries == 2


@pytest.mark.parametrize("stands", ["", "waiting", "in_vain", "sent", "dropped"])
def test_the_list_of_e_mails_is_for_administrators(
    client, writer, administrator, vain, stands
):
    url = reverse("admin:briefings_mail_changelist") + f"?stands={stands}"
    client.force_login(writer)
    assert client.get(url).status_code == 403

    client.force_login(administrator)
    shown = client.get(url).content.decode()
    is_listed = stands in ("", "waiting", "in_vain")
    assert ("Could not be sent: SMTPServerDisconnected" in shown) == is_listed
    assert "Quillfeather" not in shown


def test_the_page_of_an_e_mail_shows_no_words_of_a_release(client, administrator, vain):
    client.force_login(administrator)

    page = client.get(reverse("admin:briefings_mail_change", args=[vain.pk]))

    assert "SMTPServerDisconnected" in page.content.decode()
    assert "Quillfeather" not in page.content.decode()


def test_the_desk_asks_no_more_for_many_e_mails(
    client, administrator, vain, django_assert_max_num_queries
):
    for number in range(30):
        tell([vain.recipient], Occasion.LIVE, act=f"lift {number}")
    Mail.objects.update(tries=1, error="gone")
    client.force_login(administrator)

    with django_assert_max_num_queries(30):
        desk(client)
