"""Numbers as they stand in addresses and forms, where anybody can write anything."""

from collections.abc import Iterable

LONGEST = 18  # digits: what has more fits into no column, and is slow to read


def number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST else None


def numbers(typed: Iterable[str]) -> list[int]:
    """In their order, without whatever is none: it names no row."""
    return [found for found in map(number, typed) if found is not None]
