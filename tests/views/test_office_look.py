from dataclasses import replace

import pytest

from briefings.media.licences import DEEDS
from briefings.views import office_look
from tests.making import make_issued_edition
from tests.views.reading import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def anew():
    """Forget what was read of other settings, before and after."""
    for read_once in (office_look.logo, office_look.footer):
        read_once.cache_clear()
    yield
    for read_once in (office_look.logo, office_look.footer):
        read_once.cache_clear()


def test_colours_of_the_office_come_in_a_style_sheet_of_their_own(stranger, settings):
    assert "/office.css" not in source(stranger, "/")

    chosen = {"accent": "#7a1f2b", "accent_dark": "#e8a0a8"}
    settings.OFFICE_LOOK = replace(settings.OFFICE_LOOK, **chosen)

    assert '<link rel="stylesheet" href="/office.css?v=7a1f2be8a0a8">' in source(
        stranger, "/"
    )
    css = stranger.get("/office.css")
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert ":root{--accent:#7a1f2b" in css.content.decode()


def test_sign_of_the_office_has_its_size(stranger, settings, tmp_path, anew):
    sign = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"></svg>'
    (tmp_path / "sign.svg").write_text(sign)
    chosen = {"files": str(tmp_path), "logo": "sign.svg"}
    settings.OFFICE_LOOK = replace(settings.OFFICE_LOOK, **chosen)

    page = source(stranger, "/")

    assert 'src="/static/office/sign.svg" alt="" width="120" height="40"' in page


def test_words_below_are_markdown_and_no_more(stranger, settings, anew):
    footer = "[Privacy](https://x.example/privacy) <script>x</script>"
    settings.OFFICE_LOOK = replace(settings.OFFICE_LOOK, footer=footer)

    page = source(stranger, "/")

    assert '<a href="https://x.example/privacy"' in page
    assert "<script>x" not in page


def test_the_licence_of_the_words_is_told_to_readers_and_to_programs(
    stranger, settings
):
    make_issued_edition(headline="A ferry")
    address, deed = "/releases/a-ferry/", DEEDS["cc_by"]
    assert "license" not in source(stranger, address)

    settings.OFFICE_LOOK = replace(settings.OFFICE_LOOK, licence="cc_by")

    answer = stranger.get(address)
    page = answer.content.decode()
    told = f'<a rel="license" href="{deed}">Creative Commons Attribution 4.0</a>'
    assert told in page
    assert f'<meta name="DC.rights" content="{deed}">' in page
    assert f'"license": "{deed}"' in page.replace('":"', '": "')
    assert f'<{deed}>; rel="license"' in answer["Link"]
    feed = source(stranger, "/releases/feed.atom")
    assert f"<rights>Creative Commons Attribution 4.0: {deed}</rights>" in feed


def test_the_licence_is_told_in_the_language_of_the_page(stranger, settings):
    settings.OFFICE_LOOK = replace(settings.OFFICE_LOOK, licence="ogl")

    assert "sauf mention contraire" in source(stranger, "/fr/")
