"""Logs are read by more people than drafts are: they hold no words of the office."""

import json
import logging
from contextlib import contextmanager
from io import StringIO

import pytest
from django.db import IntegrityError, transaction

from briefings.acting import Acting, acting_as
from briefings.admin import edition_page
from briefings.admin.deeds import page_of
from briefings.models import Release
from newsroom import logs
from tests.making import make_edition

MARKED = "Quillfeather resigns at dawn"


@contextmanager
def logged(*, for_people: bool):
    """What would stand in the log of a server."""
    configuration = logs.configuration(level="INFO", for_people=for_people)
    name = configuration["handlers"]["console"]["formatter"]
    arguments = dict(configuration["formatters"][name])
    make = arguments.pop("()")
    if "format" in arguments:
        arguments["fmt"] = arguments.pop("format")
    handler, out = logging.StreamHandler(StringIO()), StringIO()
    handler.setStream(out)
    handler.setFormatter(make(**arguments))
    handler.addFilter(logs.WithoutAddresses())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield out
    finally:
        root.removeHandler(handler)


@pytest.fixture(params=[True, False], ids=["for people", "as JSON"])
def log(request):
    with logged(for_people=request.param) as out:
        yield out


@pytest.fixture
def broken(monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError(f"no place for {MARKED}")

    monkeypatch.setattr(edition_page.EditionPage, "__init__", fail)


def test_an_error_of_a_page_tells_no_word_of_it(client, writer, log, broken):
    client.raise_request_exception = False
    edition = make_edition(headline=MARKED, written_by=writer)
    client.force_login(writer)

    answer = client.get(page_of(edition), {"q": MARKED})

    assert answer.status_code == 500
    assert "ValueError" in log.getvalue()
    assert "in fail" in log.getvalue()
    assert "Quillfeather" not in log.getvalue() + answer.content.decode()


def test_what_postgresql_refuses_is_told_by_its_rule(db, log):
    release = make_edition(headline=MARKED).release
    copy = Release(slug=release.slug, kind=release.kind)

    try:
        with transaction.atomic():
            copy.save()
    except IntegrityError:
        logging.getLogger("newsroom").exception("It broke")

    assert "23505" in log.getvalue()
    assert "briefings_release_slug" in log.getvalue()
    assert "quillfeather" not in log.getvalue().lower()


def test_an_address_of_a_release_is_told_as_its_route(client, db, log):
    release = make_edition(headline=MARKED).release

    assert client.get(f"/releases/{release.slug}/").status_code == 404
    assert client.get(f"/{release.slug}/").status_code == 404

    assert "/releases/<slug:slug>/" in log.getvalue()
    assert "quillfeather" not in log.getvalue().lower()


def test_the_number_of_the_request_leads_to_the_audit():
    with logged(for_people=False) as out, acting_as(Acting("person", request="r1")):
        logging.getLogger("newsroom").warning("It is late.")

    line = json.loads(out.getvalue())
    assert (line["request"], line["event"]) == ("r1", "It is late.")
