"""People at browsers of their own, on a server with a real database."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from briefings.models import User
from briefings.permissions import (
    APPROVER,
    PRESS_OFFICER,
    PUBLISHER,
    RECORDS_OFFICER,
    WRITER,
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # By which a field of a day is typed month first, whatever machine it is.
    "--lang=en-US",
)
# The usual one takes half a second for each sign-in, to wear thieves out.
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
# Nothing takes so long, but on a machine that does many things at once.
PATIENCE = 60_000  # milliseconds
TOLD_TO_THE_CONSOLE = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`Against the policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
NO_BROWSER = (
    "NOTHING WAS TRIED IN A BROWSER: there is no Chromium on this machine. "
    "On Debian, install the package chromium."
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser a process; each person has a profile of their own in it."""
    binary = shutil.which("chromium")
    if binary is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_BROWSER)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop of its own running in this thread, which Django takes
        # for a reason not to use the database here.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server, settings) -> Iterator[Callable[..., Page]]:
    """Open the site as a stranger. Whatever the console tells of any page visited, and
    whatever breaks the Content-Security-Policy, fails the test."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
    cache.clear()
    contexts, complaints = [], []

    def opened(**how) -> Page:
        how = {"viewport": {"width": 1280, "height": 900}} | how
        context = chromium.new_context(base_url=live_server.url, **how)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TOLD_TO_THE_CONSOLE)
        page = context.new_page()
        page.on("console", lambda told: complaints.extend(_complaint(told)))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(told: ConsoleMessage) -> list[str]:
    """A page that is not there, or is gone, is told of too; the tests look at it.
    What Chromium only advises is left to axe."""
    if told.type in ("verbose", "debug", "info"):
        return []
    place = told.location["url"]
    is_about_the_page = told.page is not None and place == told.page.url
    if is_about_the_page and told.text.startswith("Failed to load resource"):
        return []
    return [f"{place}: {told.text}"]


@pytest.fixture
def browser_of(open_page, live_server) -> Callable[..., Page]:
    """`browser_of(writer)` is a page of a writer who has just signed in. Further words
    are about the browser: `viewport=…`, `color_scheme=…`, `java_script_enabled=…`.
    Signing in itself is tried in `test_signing_in.py`."""

    def signed_in(person: User, **how) -> Page:
        client = Client()
        client.force_login(person)
        page = open_page(**how)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session}
        page.context.add_cookies([cookie | {"url": live_server.url}])
        page.goto("/admin/")
        page.get_by_role("heading", name="The editors’ desk").wait_for()
        return page

    return signed_in


@pytest.fixture
def allrounder(administrator):
    """Somebody to whom every button is shown."""
    roles = (WRITER, APPROVER, PUBLISHER, RECORDS_OFFICER, PRESS_OFFICER)
    administrator.groups.add(*(Group.objects.get_or_create(name=r)[0] for r in roles))
    return administrator
