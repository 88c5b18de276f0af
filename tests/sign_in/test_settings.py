"""What the environment may say of signing in, and what it may not."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom.sign_in import directory, second_factor


@pytest.fixture
def env(monkeypatch):
    for name in ("SECOND_FACTOR", "OIDC_ISSUER", "TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)

    def told(**environment: str) -> Env:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return Env()

    return told


@pytest.mark.parametrize("is_local", [True, False])
def test_a_second_factor_is_required_unless_said_otherwise(env, is_local):
    assert second_factor(env(), is_local=is_local) == "required"


def test_a_server_cannot_do_without_it(env):
    with pytest.raises(ImproperlyConfigured, match="only where the program runs its"):
        second_factor(env(SECOND_FACTOR="optional"), is_local=False)

    # On a machine of one's own nothing else is in the way.
    assert second_factor(env(), is_local=True) == "optional"


def test_a_slip_of_the_pen_is_not_taken_for_optional(env):
    with pytest.raises(ImproperlyConfigured, match="either required or optional"):
        second_factor(env(SECOND_FACTOR="Optional"), is_local=True)


def test_a_directory_is_not_asked_in_the_clear(env):
    with pytest.raises(ImproperlyConfigured, match="https"):
        directory(env(OIDC_ISSUER="http://id.example.org"))


def test_roles_are_told_by_groups(env):
    found = directory(
        env(
            OIDC_ISSUER="https://id.example.org/realms/office",
            OIDC_CLIENT_ID="newsroom",
            OIDC_CLIENT_SECRET="long",
            OIDC_ROLES="press=Writer,press-heads=Approver",
        )
    )

    assert found.roles == {"press": "Writer", "press-heads": "Approver"}
    assert found.origins == ("https://id.example.org",)
    assert not found.brings_second_factor
