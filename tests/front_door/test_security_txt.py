"""Whoever finds a weakness finds whom to tell, as RFC 9116 has it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from newsroom.security_txt import expiry
from tests.front_door.production import ended, refusal

PLACE = "/.well-known/security.txt"
FIELDS = {
    *("Acknowledgments", "Canonical", "Contact", "Encryption", "Expires", "Hiring"),
    *("Policy", "Preferred-Languages"),
}
ONCE = ("Expires", "Preferred-Languages")


@pytest.fixture
def told(settings):
    settings.SITE_URL = "https://press.example.org"
    settings.SECURITY_TXT = {
        "Contact": ("mailto:security@example.org", "https://example.org/report"),
        "Policy": ("https://example.org/policy",),
        "Acknowledgments": (),
        "Encryption": (),
        "Preferred-Languages": ("en", "cy"),
    }


def fields_in(text: str) -> list[tuple[str, str]]:
    assert text.endswith("\n")
    lines = text.splitlines()
    assert all(": " in line for line in lines)
    return [tuple(line.split(": ", 1)) for line in lines]


def test_it_says_what_the_rfc_asks_for(client, told):
    response = client.get(PLACE)

    fields = fields_in(response.content.decode())
    names = [name for name, _ in fields]
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert set(names) <= FIELDS
    assert all(names.count(name) == 1 for name in ONCE)
    assert [value for name, value in fields if name == "Contact"] == [
        "mailto:security@example.org",
        "https://example.org/report",
    ]
    told = dict(fields)
    assert told["Canonical"] == f"https://press.example.org{PLACE}"
    assert told["Preferred-Languages"] == "en, cy"
    assert told["Policy"] == "https://example.org/policy"


def test_it_expires_within_a_year_and_never_has_expired(client, told):
    expires = dict(fields_in(client.get(PLACE).content.decode()))["Expires"]

    ahead = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=100) < ahead < timedelta(days=365)


@pytest.mark.parametrize(
    "day", [date(2027, m, d) for m in range(1, 13) for d in (1, 28)]
)
def test_on_no_day_is_it_too_long_or_too_short(day):
    ahead = expiry(day).date() - day

    assert timedelta(days=150) < ahead < timedelta(days=190)


def test_the_former_place_leads_to_it(client, told):
    response = client.get("/security.txt")

    assert (response.status_code, response.headers["Location"]) == (301, PLACE)


@pytest.mark.parametrize("place", [PLACE, "/security.txt"])
def test_without_a_contact_there_is_none(client, db, settings, place):
    settings.SECURITY_TXT = settings.SECURITY_TXT | {"Contact": ()}

    assert client.get(place).status_code == 404
    assert client.post(place).status_code == 405


def test_a_server_without_a_contact_is_told_so():
    check = ("manage.py", "check", "--deploy", "--tag", "security")

    without = ended(*check, SECURITY_CONTACT="")

    assert "newsroom.W001" in without.stderr
    assert "Set SECURITY_CONTACT" in without.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECURITY_CONTACT", "security@example.org"),
        ("SECURITY_CONTACT", "http://example.org/"),
        ("SECURITY_CONTACT", "mailto:a@example.org\nContact: mailto:b@example.org"),
        ("SECURITY_POLICY", "javascript:alert(1)"),
        ("SECURITY_LANGUAGES", "en\nfr"),
    ],
)
def test_what_programs_could_not_read_is_refused(name, value):
    assert name in refusal(**{name: value})
