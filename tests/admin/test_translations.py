import pytest

from briefings import permissions
from briefings.actions.limits import limit_release
from briefings.admin.deeds import page_of
from tests.admin.pressing import said
from tests.making import make_edition, make_issued_edition, make_member

pytestmark = pytest.mark.django_db


def join(client, edition, original):
    data = {"do": "join", "join-original": original}
    return client.post(page_of(edition), data, follow=True)


def test_a_translation_is_joined_and_parted_on_its_page(client, writer, clock):
    english = make_issued_edition(headline="A ferry")
    welsh = make_edition(headline="Fferi", language="cy", written_by=writer)
    client.force_login(writer)

    joined = join(client, welsh, "https://news.example/releases/a-ferry/")

    page = joined.content.decode()
    assert "Each leads to the other" in said(joined)
    assert f'<a href="{page_of(english)}">A ferry</a>' in page
    assert "(en, translated from it), public" in page
    assert "Joined to what it translates" in page
    other = client.get(page_of(english)).content.decode()
    assert (
        f'<span lang="cy" dir="auto"><a href="{page_of(welsh)}">Fferi</a></span>'
        in other
    )
    parted = client.post(page_of(welsh), {"do": "part"}, follow=True)
    assert "Parted." in said(parted)
    assert "translated from it" not in parted.content.decode()


def test_an_address_that_is_none_or_hidden_joins_nothing(client, writer):
    welsh = make_edition(headline="Fferi", language="cy", written_by=writer)
    hidden = make_edition(headline="Hidden")
    cole = make_member(permissions.WRITER, "Cole")
    limit_release(hidden.release, by=None, people=[cole])
    client.force_login(writer)

    for typed in ("hidden", "nothing-here", "???"):
        assert "No release has this address." in said(join(client, welsh, typed))
    welsh.release.refresh_from_db()
    assert welsh.release.translation_of is None


def test_who_may_not_see_a_translation_is_not_told_of_it(client, approver, writer):
    english = make_edition(headline="A ferry", written_by=writer)
    welsh = make_edition(headline="Fferi gudd", language="cy", written_by=writer)
    client.force_login(writer)
    join(client, welsh, "a-ferry")
    cole = make_member(permissions.WRITER, "Cole")
    limit_release(welsh.release, by=None, people=[cole])

    client.force_login(approver)

    assert "Fferi gudd" not in client.get(page_of(english)).content.decode()
