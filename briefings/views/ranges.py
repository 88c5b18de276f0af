"""The part of a file that a request asks for, as RFC 9110 has it."""

import re

_ONE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))", re.IGNORECASE)


class Unsatisfiable(Exception):
    """Nothing of the file is in the range."""


def range_asked(header: str, if_range: str, *, size: int, etag: str) -> range | None:
    """The bytes of one range; None for the whole file: where none is asked for, or
    several, or one that is not understood, or one of a file that changed since.

    >>> range_asked("bytes=2-4", "", size=10, etag='"x"')
    range(2, 5)
    >>> range_asked("bytes=-3", '"x"', size=10, etag='"x"')
    range(7, 10)
    >>> range_asked("bytes=2-4", '"y"', size=10, etag='"x"') is None
    True
    """
    found = _ONE.fullmatch(header.replace(" ", ""))
    # A date never matches: these bytes have none, only their digest.
    if found is None or (if_range and if_range != etag):
        return None
    first, last, tail = found.groups()
    if tail is not None:
        asked = range(max(0, size - int(tail)), size)
    else:
        if last and int(last) < int(first):
            return None
        asked = range(int(first), min(int(last) + 1 if last else size, size))
    if not asked:
        raise Unsatisfiable
    return asked
