"""Which passwords nobody may choose. As NIST SP 800-63B has it: what thieves try first
is refused, and no mixture of characters is asked for."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# As much as this must be left of a password without the words anybody would try.
ENOUGH = 8
_RUNS = ("0123456789" * 4, "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class NotKnownToThieves:
    """Breached passwords, also when digits and marks were put around one, or when
    something short is repeated. The list is the one Django brings along."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.casefold().strip()
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
        if {plain, core, _unit(plain), _unit(core)} & _breached() or _is_run(plain):
            raise ValidationError(
                "Thieves try this password, or one much like it, among the first. "
                "Several words that have nothing to do with each other are better.",
                code="password_known",
            )

    def get_help_text(self) -> str:
        return "It may be none that thieves try first."


class NotOurOwnWords:
    """The names of the office and of the person do not count."""

    def validate(self, password: str, user: Any = None) -> None:
        left = password.casefold()
        for word in sorted(_own_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < min(ENOUGH, len(password)):
            raise ValidationError(
                "Too much of this password is your own name or the office’s, which "
                "are easily guessed.",
                code="password_of_own_words",
            )

    def get_help_text(self) -> str:
        return "Your own name and the office’s do not count."


@cache
def _breached() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def _unit(password: str) -> str:
    """What the whole consists of, over and over; one character counts as a breach."""
    repeated = re.fullmatch(r"(.+?)\1+", password, re.DOTALL)
    if not repeated:
        return password
    return repeated[1] if len(repeated[1]) > 2 else "password"


def _is_run(password: str) -> bool:
    return any(password in run or password in run[::-1] for run in _RUNS)


def _own_words(user: Any) -> set[str]:
    told = [settings.OFFICE_NAME, "newsroom", "press office"]
    for name in ("username", "first_name", "last_name", "email"):
        told.append(getattr(user, name, "") or "")
    words = re.findall(r"\w+", " ".join(told).casefold())
    return {word for word in words if len(word) > 3}
