"""The introductions of a release, and whom a surname, a title or "she" means there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from briefings.text.finds import ReadPerson
from briefings.text.names import (
    PARTICLES,
    PRONOUNS,
    RANKS,
    TITLES_BY_GENDER,
    bare_name,
    is_name,
    key,
    surname,
)
from briefings.text.speech.namesakes import LONGEST_PARAGRAPH, Namesakes
from briefings.text.speech.printed_names import names_in, word_between
from briefings.text.speech.speakers import Speaker
from briefings.text.speech.speakers_together import joined
from briefings.text.speech.titles_of_posts import head_of, titles_of
from briefings.text.starts import CAPITAL, found_from

WORD = re.compile(r"[^\W\d_a-z][\w'’-]{0,60}")
THE_HOLDER = re.compile(
    r"\b(?:[Tt]he|[Ll]a|[Ll]e|[Yy]r?|[Dd]er|[Dd]ie) "
    r"(?P<title>(?:[^\W\d_][\w-]{0,30} ){0,6}?[^\W\d_][\w-]{0,30})\b"
)
TITLES = (
    *("Mr", "Mrs", "Ms", "Miss", "Sir", "Dame", "Lord", "Lady", "Baroness", "Baron"),
    *("Mme", "Madame", "Monsieur", "Herr", "Frau", "Señor", "Señora"),
)
TITLE = re.compile("|".join(TITLES))
TITLED = re.compile(
    rf"\b(?P<title>{TITLE.pattern})\.? "
    r"(?:[^\W\d_a-z][\w.'’-]{0,30} ){0,2}"
    r"(?P<surname>[^\W\d_a-z][\w'’-]{0,40})"
)
# Words in capitals that may be a name, its initials and its particles.
CAPITALISED = re.compile(
    rf"{CAPITAL}(?<![\w'’-].)(?:[\w'’-]{{1,30}}|\.?)(?: (?:"
    rf"[^\W\d_a-z](?:[\w'’-]{{1,30}}|\.(?:[^\W\d_a-z]\.)?)|"
    rf"(?:{'|'.join(sorted(PARTICLES))})(?= ))){{1,8}}"
)
MOST_GIVEN_NAMES = 4
STANDS_IN = re.compile(r"(?:acting|associate|assistant|deputy|junior) ")


class People:
    """Found by full name, surname, first name or post."""

    def __init__(
        self,
        introduced: Sequence[ReadPerson] = (),
        genders: Mapping[str, str] | None = None,
        paragraphs: Sequence[str] = (),
        mentioned: Sequence[ReadPerson] = (),
    ) -> None:
        self.introduced = tuple(introduced)
        self.genders = dict(genders or {})
        self._paragraphs = paragraphs
        self._forms: dict[str, Counter[str]] = {}
        # One for each name, however often somebody is named.
        self._whole: dict[str, ReadPerson] = {}
        self._surnames: dict[str, ReadPerson] = {}
        # Whole names by those of their ends that have two words or more.
        self._tails: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, ReadPerson] = {}
        self._holders: dict[str, list[ReadPerson]] = defaultdict(list)
        self.namesakes = Namesakes((*self.introduced, *mentioned))
        for person in (*self.introduced, *mentioned):
            tells = _tells(person)
            for tail in _tails_of(person.name):
                self._tails[tail].add(person.name.lower())
            for known, name in (
                (self._whole, person.name.lower()),
                (self._surnames, surname(person.name)),
                (self._given, person.name.split(maxsplit=1)[0].lower()),
            ):
                # The same person may be introduced twice, once with the post.
                if name not in known or (tells and tells > _tells(known[name])):
                    known[name] = person
            for title in titles_of(person.role or ""):
                self._holders[title].append(person)

    def completed(self, speaker: Speaker) -> Speaker:
        """The speaker in the first mention's full form, and so each of two."""
        together = names_in(speaker.name or "")
        if len(together) > 1:
            each = [self.completed(Speaker(name)) for name in together]
            by = word_between(speaker.name or "")
            full = joined(each, [one.role for one in each], by=by)
            return replace(full, role=speaker.role or full.role)
        person = self._named(speaker.name) if speaker.name else None
        if person is None or not _may_be(speaker.name, person.name):
            return replace(speaker, name=self._in_full(speaker.name))
        role = _fuller(speaker.role, person.role)
        is_known_role = not speaker.role or role != speaker.role
        return replace(
            speaker,
            name=self._in_full(max(person.name, speaker.name or "", key=_fullness)),
            role=role,
            organisation=speaker.organisation
            or (person.organisation if is_known_role else None),
        )

    def _in_full(self, name: str | None) -> str | None:
        """In the longest form that the text has of a surname, alone or after
        initials, for somebody who is named in full but given no post."""
        if not name or not _is_short(name):
            return name
        forms = self._forms_of(name.split()[-1])
        fuller = [full for full in forms if _may_be(name, full) and _holds(full, forms)]
        return max(fuller, key=_fullness, default=name)

    def _forms_of(self, last: str) -> Counter[str]:
        last = last.lower()
        if last not in self._forms:
            self._forms[last] = Counter(
                form
                for words in self._before_surnames.get(last, ())
                for form in forms_of(words)
            )
        return self._forms[last]

    @cached_property
    def _before_surnames(self) -> dict[str, list[list[str]]]:
        """Each surname with what stands before it; only looked for if one is asked
        about, but then for all, so that many speakers take no longer than one."""
        found: dict[str, list[list[str]]] = defaultdict(list)
        for words in self._paragraphs:
            for run in CAPITALISED.finditer(words):
                names = run.group().split()
                for end in range(1, len(names)):
                    upto = names[max(0, end - MOST_GIVEN_NAMES) : end + 1]
                    found[_bare(names[end])].append(upto)
        return found

    def meant(
        self, speaker: Speaker, above: Sequence[str], earlier: Sequence[Speaker]
    ) -> Speaker:
        """Who a pronoun, a post or a surname means: whoever of those it fits was named
        last in the paragraphs above, else the last of the ``earlier`` speakers."""
        if speaker.pronoun:
            return self._meant_by_pronoun(speaker.pronoun, above, earlier)
        if speaker.name:
            return self.completed(self._meant_by_name(speaker, above, earlier))
        holders = self._holders_of(speaker) or self._stand_ins_of(speaker)
        if not holders:
            return speaker
        person = self._last_of(holders, above, earlier)
        if person is None:
            return speaker
        role = _fuller(speaker.role, person.role)
        return Speaker(person.name, role, person.organisation)

    def _meant_by_pronoun(
        self, pronoun: str, above: Sequence[str], earlier: Sequence[Speaker]
    ) -> Speaker:
        gender = PRONOUNS.get(pronoun, "")
        # Who has spoken need not have been introduced.
        spoke = {surname(s.name): s for s in reversed(earlier) if s.name}
        for words in reversed(above):
            person = self._named_last(words, gender, spoke)
            if person:
                if gender:
                    self.genders.setdefault(surname(person.name), gender)
                named = Speaker(person.name, person.role, person.organisation)
                return self.completed(named)
        fitting = [
            speaker
            for speaker in earlier
            if not speaker.name or self._fits(surname(speaker.name), gender)
        ]
        return self.completed(fitting[0]) if fitting else Speaker()

    def _meant_by_name(
        self, speaker: Speaker, above: Sequence[str], earlier: Sequence[Speaker]
    ) -> Speaker:
        name = speaker.name or ""
        if " " in name or not self.namesakes.of(name):
            return speaker
        spoke = [one.name for one in earlier]
        meant = self.namesakes.named_last(name, above, spoke)
        return replace(speaker, name=meant or name)

    def _named_last(
        self, words: str, gender: str, spoke: Mapping[str, Speaker]
    ) -> ReadPerson | None:
        """Whose surname or post stands last in these words."""
        best: tuple[int, ReadPerson | None] = (-1, None)
        words = words[-LONGEST_PARAGRAPH:]
        for found in WORD.finditer(words):
            name = _bare(found.group())
            if (name in self._surnames or name in spoke) and self._fits(name, gender):
                best = (found.start(), self._named(name) or _as_person(spoke[name]))
        for found in THE_HOLDER.finditer(words):
            holders = self._by_longest_title(words[found.start("title") :])
            if len(holders) == 1 and found.start() > best[0]:
                (person,) = holders
                if self._fits(surname(person.name), gender):
                    best = (found.start(), person)
        return best[1]

    def _by_longest_title(self, words: str) -> list[ReadPerson]:
        parts = words[:160].split()[:6]
        for length in range(len(parts), 0, -1):
            title = " ".join(parts[:length]).lower().strip(".,;:")
            found = self._holders.get(title)
            if found:
                return _once(found)
        return []

    def _fits(self, name: str, gender: str) -> bool:
        return not gender or self.genders.get(name, gender) == gender

    def _named(self, name: str) -> ReadPerson | None:
        lowered = name.lower()
        fuller = self._tails.get(lowered, ())
        if len(fuller) == 1:
            (lowered,) = fuller
        return (
            self._whole.get(lowered)
            or self._surnames.get(surname(name))
            or (self._given.get(lowered) if " " not in name else None)
        )

    def _holders_of(self, speaker: Speaker) -> list[ReadPerson]:
        if not speaker.role or speaker.name:
            return []
        role = speaker.role.lower()
        found = self._holders.get(role, [])
        if speaker.organisation:
            body = speaker.organisation.lower()
            return _once([p for p in found if (p.organisation or "").lower() == body])
        if not found and role.startswith("ministra"):
            found = self._holders.get("ministra", [])
        return _once(found)

    def _stand_ins_of(self, speaker: Speaker) -> list[ReadPerson]:
        """Where nobody else is one, "the Minister" is the Associate Minister."""
        role = (speaker.role or "").lower()
        if not role or " " in role or speaker.name or speaker.organisation:
            return []
        return _once(
            [
                person
                for person in self.introduced
                if STANDS_IN.match(head := head_of(person.role or ""))
                and head.rpartition(" ")[2] == role
            ]
        )

    def _last_of(
        self,
        holders: Sequence[ReadPerson],
        above: Sequence[str],
        earlier: Sequence[Speaker],
    ) -> ReadPerson | None:
        if len(holders) == 1:
            return holders[0]
        by_surname = {surname(person.name): person for person in holders}
        for words in reversed(above):
            named = [_bare(word) for word in WORD.findall(words[-LONGEST_PARAGRAPH:])]
            known = [by_surname[name] for name in named if name in by_surname]
            if known:
                return known[-1]
        spoke = (by_surname.get(surname(s.name)) for s in earlier if s.name)
        return next(filter(None, spoke), None)


def genders_in(words: str) -> Iterator[tuple[str, str]]:
    """What "Mr" and "Dame" tell about the people whose names they stand before."""
    if not TITLE.search(words):
        return
    for found in found_from(TITLE, TITLED, words):
        title = key(found["title"])
        for gender, titles in TITLES_BY_GENDER.items():
            if title in titles:
                yield _bare(found["surname"]), gender


def forms_of(words: Sequence[str]) -> Iterator[str]:
    """Of a name every one: "Ada Maria Penrose" and "Maria Penrose"."""
    for at in range(len(words) - 1):
        form = bare_name(" ".join(words[at:]))
        if " " in form and is_name(form):
            yield form


def _holds(form: str, forms: Counter[str]) -> bool:
    """Not where most mentions go without its first word, as without that of a
    headline: "Harrow Hails Ada Penrose"."""
    rest = form.partition(" ")[2]
    return " " not in rest or (forms[form] * 2 > forms[rest] and _holds(rest, forms))


def _tails_of(name: str) -> list[str]:
    words = name.lower().split()
    return [" ".join(words[at:]) for at in range(1, len(words) - 1)]


def _is_short(name: str) -> bool:
    """A surname alone, or after initials or particles only."""
    given = name.split()[:-1]
    return all(word.rstrip(".") in PARTICLES or _is_initial(word) for word in given)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 or word.count(".") > 1


def _may_be(short: str | None, full: str) -> bool:
    """The first letters of the two agree, if both tell a given name; a surname may be
    of two words."""
    if short and full.lower().endswith(f" {short.lower()}"):
        return True
    given = [word for word in (short or "").split()[:-1] if word not in PARTICLES]
    return not given or given[0][0].lower() == full[0].lower()


def _as_person(speaker: Speaker) -> ReadPerson:
    about = (speaker.name or "", speaker.role, speaker.organisation)
    return ReadPerson(*about, "speaker")


def _tells(person: ReadPerson) -> int:
    if not person.role:
        return 0
    return 1 if _is_rank(person.role) else 2


def _is_rank(role: str) -> bool:
    return all(key(word) in RANKS for word in role.split())


def _fuller(said: str | None, known: str | None) -> str | None:
    """The post as it is known, where the words at hand only shorten it."""
    if not said or not known:
        return said or known
    if _is_rank(said) and not _is_rank(known):
        return known
    if said.isupper() and said == _initials(known):
        return known
    # "Gov." of a Governor.
    if said.endswith(".") and known.lower().startswith(said[:-1].lower()):
        return known
    return known if said.lower() in set(titles_of(known)) else said


def _initials(post: str) -> str:
    """As "DI" for a Detective Inspector."""
    return "".join(word[0] for word in post.split()).upper()


def _once(people: Sequence[ReadPerson]) -> list[ReadPerson]:
    return list({person.name: person for person in people}.values())


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").lower()


def _fullness(name: str) -> int:
    return len(name.split())
