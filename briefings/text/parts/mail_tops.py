"""What stands in an e-mail above the release that it brings: a greeting, a word about
what follows, and the headers of the e-mail it came in."""

import re
from collections.abc import Iterable

GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|bonjour|madame, monsieur|"
    r"guten (?:tag|morgen)|liebe|sehr geehrte|annwyl|helo|bore da|prynhawn da)\b"
    r"[^.?:]{0,60}[,!]",
    re.IGNORECASE,
)
# "Please find attached our press release."
COVERING = re.compile(
    r"(?:please|kindly) (?:see|find|note)\b[^.]{0,80}\b(?:below|attached|enclosed)\b"
    r"[^.]{0,80}[.:]?|see (?:the )?(?:press |media |news )?release below[.:]?",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"\W{2,40}(?:forwarded message|original message|forwarded by [^-]{1,60}|"
    r"message transféré|weitergeleitete nachricht)\b.{0,40}|begin forwarded message:",
    re.IGNORECASE,
)
HEADER = re.compile(
    r"\W{0,3}(?:from|to|cc|sent|date|subject|reply-to|importance|de|à|envoyé|objet|von|an|"
    r"gesendet|betreff)\W{0,3}:\W{0,3}\s?\S.{0,200}",
    re.IGNORECASE,
)


def is_of_a_mail(line: str, above: Iterable[str]) -> bool:
    """``above`` are the lines before it.

    >>> is_of_a_mail("Hi all,", [])
    True
    >>> is_of_a_mail("From: Oda Lin", ["---- Forwarded message ----"])
    True
    >>> is_of_a_mail("Dear bread makes a hungry town", [])
    False
    """
    if (
        GREETING.fullmatch(line)
        or COVERING.fullmatch(line)
        or FORWARDED.fullmatch(line)
    ):
        return True
    return HEADER.fullmatch(line) is not None and any(map(FORWARDED.fullmatch, above))
