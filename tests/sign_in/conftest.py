import pytest

from tests.sign_in.showing import PASSWORD


@pytest.fixture(autouse=True)
def counters_are_empty(empty_counters):
    """Nobody has failed yet."""


@pytest.fixture(autouse=True)
def quick_hasher(settings):
    """The usual one takes half a second each time, to wear thieves out."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor(writer):
    writer.email = "wren@office.example"
    writer.set_password(PASSWORD)
    writer.save()
    return writer
