"""Secrets come from the environment, or from files that it names, and are refused where
anybody could guess them."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

HOW_TO_MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
# The lengths that Django's own checks and NIST SP 800-63B ask for.
SHORTEST_KEY = 50
FEWEST_CHARACTERS = 12
SHORTEST_PASSWORD = 12
# Words of examples, ours and other people's: whoever reads those has the key.
_OF_EXAMPLES = (
    "change-me",
    "change_me",
    "changeme",
    "django-insecure",
    "example",
    "long password",
    "long-random-text",
    "password",
    "sample",
    "secret",
)


def given(env: Env, name: str) -> str:
    """What NAME says, or the file that NAME_FILE names, as container platforms hand
    secrets over."""
    value, file = env.str(name, ""), env.str(f"{name}_FILE", "")
    if value and file:
        raise ImproperlyConfigured(
            f"{name} and {name}_FILE are both set: keep the one that is meant."
        )
    if not file:
        return value
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "it is not text"
        raise ImproperlyConfigured(
            f"The file that {name}_FILE names cannot be read: {reason}."
        ) from error


def demand_strong_key(key: str, name: str = "SECRET_KEY") -> None:
    weakness = _weakness_of_key(key)
    if weakness:
        raise ImproperlyConfigured(
            f"{name} {weakness}, and whoever guesses it can sign in as anybody. "
            f"Make one with: {HOW_TO_MAKE_ONE}"
        )


def demand_strong_password(address: str) -> None:
    """An address without a password leaves it to the server to know who comes."""
    parts = urlsplit(address)
    password = unquote(parts.password or "")
    if not password:
        return
    if len(password) < SHORTEST_PASSWORD:
        weakness = f"is shorter than {SHORTEST_PASSWORD} characters"
    elif password == unquote(parts.username or "") or _is_of_an_example(password):
        weakness = "is one that others know, such as an example’s"
    else:
        return
    raise ImproperlyConfigured(
        f"The password in DATABASE_URL {weakness}. Give that role a long random one, "
        "with ALTER ROLE … PASSWORD, and write it there."
    )


def _weakness_of_key(key: str) -> str:
    if _is_of_an_example(key):
        return "holds words of an example"
    if len(key) < SHORTEST_KEY:
        return f"is shorter than {SHORTEST_KEY} characters"
    if len(set(key)) < FEWEST_CHARACTERS:
        return "repeats too few characters"
    return ""


def _is_of_an_example(words: str) -> bool:
    return any(part in words.lower() for part in _OF_EXAMPLES)
