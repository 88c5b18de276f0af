"""The office's own people, and which of them the quotes of a release mean.

A person is known by a full name, by an alias, by a surname with a post held on the
day of the release, or by the post alone. Where two fit, nobody is chosen."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from briefings.text.finds import ReadQuote, ReadWarning
from briefings.text.names import GENERATIONS, bare_name, key
from briefings.text.speech.titles_of_posts import titles_of


@dataclass(frozen=True)
class KnownPerson:
    """``key`` is whatever the office knows the person by."""

    key: int
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownAppointment:
    """``person`` holds a post from ``started_on`` up to, not including, ``ended_on``;
    the first of the ``titles`` is the one to print."""

    key: int
    person: int
    titles: tuple[str, ...]
    organisation: str | None = None
    started_on: date | None = None
    ended_on: date | None = None

    def is_held(self, on: date) -> bool:
        return (self.started_on is None or self.started_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )


@dataclass(frozen=True)
class Office:
    """Indexed once, at the first question: ask one office about many releases."""

    people: tuple[KnownPerson, ...] = ()
    appointments: tuple[KnownAppointment, ...] = ()

    def resolved(
        self, quotes: Iterable[ReadQuote], *, on: date | None
    ) -> tuple[list[ReadQuote], list[ReadWarning]]:
        """The quotes with the keys of their speakers, and what stayed open."""
        found, doubts = [], []
        for quote in quotes:
            people = self._meant(quote, on)
            if len(people) == 1:
                doubts += self._of_another_post(quote, people[0], on)
                quote = self._with_person(quote, people[0], on)
            elif people:
                doubts.append(_choice_between(quote, people))
            found.append(quote)
        return found, list(dict.fromkeys(doubts))

    def _meant(self, quote: ReadQuote, on: date | None) -> list[KnownPerson]:
        if not quote.speaker:
            return self._holders(quote, on)
        named = self._by_name.get(folded(quote.speaker), [])
        if not named:
            named = self._of_surname(quote.speaker, quote.role, on)
        if len(named) > 1:
            # Namesakes: only the post can tell.
            in_post = [p for p in named if self._held(p.key, quote.role, on)]
            named = in_post if quote.role and in_post else named
        return named

    def _of_surname(
        self, name: str, role: str | None, on: date | None
    ) -> list[KnownPerson]:
        """With the post that is printed; where none is, only if no other has the
        surname."""
        words = folded(name).split()
        people = self._by_surname.get(words[-1], []) if words else []
        if not role and len(people) > 1:
            return []
        return [
            person
            for person in people
            if _may_be_short_for(words, folded(person.name).split())
            and (not role or self._held(person.key, role, on))
        ]

    def _of_another_post(
        self, quote: ReadQuote, person: KnownPerson, on: date | None
    ) -> list[ReadWarning]:
        """Of somebody for whom no posts are kept nothing can be said."""
        posts = self._by_person.get(person.key)
        if not quote.role or on is None or not posts:
            return []
        if self._held(person.key, quote.role, on):
            return []
        day = f"{on.day} {on:%B %Y}"
        warning = f"{person.name} held no post “{quote.role}” on {day}."
        return [ReadWarning(warning, quote.attribution)]

    def _holders(self, quote: ReadQuote, on: date | None) -> list[KnownPerson]:
        if not quote.role or on is None:
            return []
        held = [a for a in self._by_title.get(folded(quote.role), ()) if a.is_held(on)]
        if quote.organisation:
            body = folded(quote.organisation)
            held = [a for a in held if folded(a.organisation or "") in ("", body)]
        people = dict.fromkeys(a.person for a in held)
        return [self._by_key[key] for key in people if key in self._by_key]

    def _with_person(
        self, quote: ReadQuote, person: KnownPerson, on: date | None
    ) -> ReadQuote:
        held = self._held(person.key, quote.role, on)
        appointment = held[0] if len(held) == 1 else None
        return replace(
            quote,
            person=person.key,
            appointment=appointment.key if appointment else None,
            speaker=_fuller_name(quote.speaker, person.name),
            role=_fuller_role(quote.role, appointment),
        )

    def _held(
        self, person: int, role: str | None, on: date | None
    ) -> list[KnownAppointment]:
        """What the person holds that day, under the printed title if there is one."""
        if on is None:
            return []
        held = [a for a in self._by_person.get(person, ()) if a.is_held(on)]
        if not role:
            return held
        wanted = folded(role)
        exact = [a for a in held if wanted in map(folded, a.titles)]
        return exact or [a for a in held if wanted in _ways_to_call(a)]

    @cached_property
    def _by_key(self) -> dict[int, KnownPerson]:
        return {person.key: person for person in self.people}

    @cached_property
    def _by_name(self) -> dict[str, list[KnownPerson]]:
        index: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in self.people:
            for name in dict.fromkeys(map(folded, (person.name, *person.other_names))):
                index[name].append(person)
        return dict(index)

    @cached_property
    def _by_surname(self) -> dict[str, list[KnownPerson]]:
        index: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in self.people:
            for last in dict.fromkeys(_surnames(person)):
                index[last].append(person)
        return dict(index)

    @cached_property
    def _by_person(self) -> dict[int, list[KnownAppointment]]:
        index: dict[int, list[KnownAppointment]] = defaultdict(list)
        for appointment in self.appointments:
            index[appointment.person].append(appointment)
        return dict(index)

    @cached_property
    def _by_title(self) -> dict[str, list[KnownAppointment]]:
        index: dict[str, list[KnownAppointment]] = defaultdict(list)
        for appointment in self.appointments:
            for title in dict.fromkeys(map(folded, appointment.titles)):
                index[title].append(appointment)
        return dict(index)


def folded(words: str) -> str:
    """Without titles, post-nominals, accents, stops and capitals.

    >>> folded("Dame Zoë A. Lin DBE")
    'zoe a lin'
    """
    bare = bare_name(words) or words
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.replace("’", "'").replace(".", " ").casefold().split())


def _surnames(person: KnownPerson) -> Iterator[str]:
    for name in (person.name, *person.other_names):
        words = folded(name).split()
        while len(words) > 1 and key(words[-1]) in GENERATIONS:
            words.pop()
        yield from words[-1:]


def _may_be_short_for(said: Sequence[str], known: Sequence[str]) -> bool:
    """A surname, or initials before it: "A. Penrose" for "Ada Penrose"."""
    if len(said) == 1:
        return True
    return bool(known) and all(
        len(given.strip(".")) == 1 and known[0].startswith(given[0])
        for given in said[:1]
    )


def _ways_to_call(appointment: KnownAppointment) -> set[str]:
    return {folded(way) for title in appointment.titles for way in titles_of(title)}


def _fuller_name(said: str | None, known: str) -> str:
    """As printed, unless that is only a part of the name."""
    return said if said and len(said.split()) >= len(known.split()) else known


def _fuller_role(said: str | None, held: KnownAppointment | None) -> str | None:
    if held is None or not held.titles:
        return said
    if said and folded(said) in map(folded, held.titles):
        return said
    return held.titles[0]


def _choice_between(quote: ReadQuote, people: Sequence[KnownPerson]) -> ReadWarning:
    first, second = people[:2]
    names = f"{first.name} and {second.name}"
    if first.name == second.name:
        names = f"{first.name} ({first.key}) and {second.name} ({second.key})"
    meant = quote.speaker or quote.role
    more = f" and {len(people) - 2} more" if len(people) > 2 else ""
    return ReadWarning(
        f"“{meant}” may be {names}{more}: choose the speaker.", quote.attribution
    )
