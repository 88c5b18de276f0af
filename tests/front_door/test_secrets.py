"""A server that could be guessed does not begin, and says why."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.signing import BadSignature, Signer

from newsroom.secrets_given import demand_strong_key, demand_strong_password
from tests.front_door.production import STRONG, ended, in_production, refusal

SHOW_KEYS = (
    "from django.conf import settings as s;"
    "print(s.SECRET_KEY, ','.join(s.SECRET_KEY_FALLBACKS))"
)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("x", "shorter than 50 characters"),
        ("only-for-this-run", "shorter than 50 characters"),
        ("ab" * 40, "repeats too few characters"),
        (f"django-insecure-{STRONG}", "words of an example"),
        ("a-long-random-text-that-every-process-shares" * 2, "words of an example"),
        (f"ChangeMe{STRONG}", "words of an example"),
    ],
)
def test_a_key_that_can_be_guessed_is_refused(key, why):
    with pytest.raises(ImproperlyConfigured, match=why):
        demand_strong_key(key)

    demand_strong_key(STRONG)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("newsroom", "shorter than 12 characters"),
        ("newsroom_app_role", "others know"),
        ("one%20long%20password", "others know"),
        ("another%20long%20password", "others know"),
        ("changeme-changeme", "others know"),
    ],
)
def test_a_password_of_an_example_is_refused(password, why):
    address = "postgresql://newsroom_app_role:{}@db.example.org/newsroom"

    with pytest.raises(ImproperlyConfigured, match=why):
        demand_strong_password(address.format(password))

    demand_strong_password(address.format("Vq8%2FrTnZ2mXw7pLs"))
    demand_strong_password("postgresql://newsroom@%2Fvar%2Frun%2Fpostgresql/newsroom")


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY to a long random text"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 characters"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "A key of SECRET_KEY_FALLBACKS is shorter"),
        ({"DEBUG": "true"}, "DEBUG shows strangers"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS names every host"),
        (
            {"SECRET_KEY_FILE": "/nowhere/key"},
            "SECRET_KEY and SECRET_KEY_FILE",
        ),
        (
            {"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/key"},
            "SECRET_KEY_FILE names cannot be read: No such file or directory.",
        ),
        (
            {"DATABASE_URL": "postgresql://app:password@db.example.org/newsroom"},
            "The password in DATABASE_URL is shorter",
        ),
    ],
)
def test_a_server_with_weak_settings_does_not_begin(own, sentence):
    said = refusal(**own)

    assert sentence in said
    for value in own.values():
        assert not value or len(value) < 6 or value not in said


def test_secrets_may_lie_in_files(tmp_path):
    key = tmp_path / "key"
    key.write_text(f"{STRONG}\n")
    former = STRONG[::-1]

    told = in_production(
        SHOW_KEYS, SECRET_KEY="", SECRET_KEY_FILE=str(key), SECRET_KEY_FALLBACKS=former
    )

    assert told.split() == [STRONG, former]


def test_what_a_former_key_signed_is_believed_until_it_is_taken_away(settings):
    signed = Signer().sign("words")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = STRONG

    assert Signer().unsign(signed) == "words"

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(BadSignature):
        Signer().unsign(signed)


def test_deployment_is_checked_without_a_warning(tmp_path):
    checked = ended(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        STATIC_ROOT=str(tmp_path),
    )

    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout
