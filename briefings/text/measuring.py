"""How far a reading agrees with what a person marked in the same text.

Labels are JSON objects as ``read_release --json`` prints them. A quote is found when
its words agree to four fifths, and exact when every paragraph is the same but for
spaces and marks. A promise is found when some proposal shares half of the shorter
one's words with it, or with another wording of it, in the same sentence; a figure when
value and words agree. Saying the same thing twice is no mistake.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

from briefings.text.likeness import (
    Sentences,
    agreement,
    evened,
    folded,
    overlap,
    surname_of,
    words_in,
)

ENOUGH_OF_A_QUOTE = 0.8
ENOUGH_OF_A_CLAIM = 0.5
SAME_VALUE = 1e-6  # as a share of the larger

Find = Mapping[str, Any]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Sum:
    """Adds up field by field."""

    def __add__(self, other: Self) -> Self:
        both = (
            (f.name, getattr(self, f.name), getattr(other, f.name))
            for f in fields(self)
        )
        return replace(self, **{name: one + more for name, one, more in both})


@dataclass(frozen=True)
class Score(Sum):
    """How many of the labels were found, and how many of the proposals were right."""

    found: int = 0
    missed: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def recall(self) -> float:
        return _share(self.found, self.found + self.missed)

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.wrong)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Share(Sum):
    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        return _share(self.right, self.of)


@dataclass(frozen=True)
class Measure(Sum):
    documents: int = 0
    quotes_exact: Score = field(default_factory=Score)
    quotes: Score = field(default_factory=Score)
    speaker: Share = field(default_factory=Share)
    surname: Share = field(default_factory=Share)
    role: Share = field(default_factory=Share)
    commitments: Score = field(default_factory=Score)
    kind: Share = field(default_factory=Share)
    specific: Score = field(default_factory=Score)
    figures: Score = field(default_factory=Score)
    # What was not found, or found wrongly, in words for whoever mends the rules.
    misses: tuple[str, ...] = ()


def measure(found: Find, labels: Find, text: str) -> Measure:
    """``text`` is the flat text of the release, in which the sentences are counted."""
    quotes = _measure_quotes(labels["quotes"], found.get("quotes") or [])
    promises = _measure_promises(
        labels["commitments"], found.get("commitments") or [], Sentences(text)
    )
    figures = _measure_figures(labels["figures"], found.get("figures") or [])
    return Measure(documents=1) + quotes + promises + figures


def _measure_quotes(labels: Sequence[Find], found: Sequence[Find]) -> Measure:
    spoken = [_paragraphs(quote) for quote in labels]
    proposed = [_paragraphs(quote) for quote in found]
    pairs = _best_pairs(spoken, proposed, _likeness_of_quotes)
    exact = sum(spoken[i] == proposed[j] for i, j in pairs)
    who = [(_speaker(labels[i]), _speaker(found[j])) for i, j in pairs]
    roles = [(labels[i]["role"], found[j].get("role")) for i, j in pairs]
    roles = [(label, role) for label, role in roles if label]
    named = [(i, j) for i, j in pairs if _speaker(labels[i]) != _speaker(found[j])]
    return Measure(
        quotes_exact=_one_to_one(exact, labels, found),
        quotes=_one_to_one(len(pairs), labels, found),
        speaker=Share(sum(label == name for label, name in who), len(who)),
        surname=Share(
            sum(surname_of(label) == surname_of(name) for label, name in who), len(who)
        ),
        role=Share(sum(_is_same_role(*both) for both in roles), len(roles)),
        misses=(
            *(f"quote missed: {_opening(labels[i])}" for i in _left(labels, pairs, 0)),
            *(f"quote too much: {_opening(found[j])}" for j in _left(found, pairs, 1)),
            *(
                f"quote not exact: {_opening(labels[i])}"
                for i, j in pairs
                if spoken[i] != proposed[j]
            ),
            *(
                f"speaker {_speaker(found[j])!r} for {_speaker(labels[i])!r}"
                for i, j in named
            ),
            *(
                f"role {role!r} for {label!r}"
                for label, role in roles
                if not _is_same_role(label, role)
            ),
        ),
    )


def _measure_promises(
    labels: Sequence[Find], found: Sequence[Find], sentences: Sentences
) -> Measure:
    hits = {
        (i, j)
        for i, label in enumerate(labels)
        for j, find in enumerate(found)
        if find.get("words") and _is_same_promise(label, find, sentences)
    }
    heard, used = {i for i, _ in hits}, {j for _, j in hits}
    best = {
        i: max(
            sorted(j for a, j in hits if a == i),
            key=lambda j: overlap(found[j]["words"], labels[i]["words"]),
        )
        for i in heard
    }
    return Measure(
        commitments=_score(heard, used, labels, found),
        kind=Share(
            sum(labels[i]["kind"] == found[j].get("kind") for i, j in best.items()),
            len(best),
        ),
        specific=_measure_specific(hits, labels, found),
        misses=(
            *(
                f"commitment missed: {label['words'][:120]}"
                for i, label in enumerate(labels)
                if i not in heard
            ),
            *(
                f"commitment too much: {(find.get('words') or '')[:120]}"
                for j, find in enumerate(found)
                if j not in used
            ),
        ),
    )


def _measure_specific(
    hits: set[Pair], labels: Sequence[Find], found: Sequence[Find]
) -> Score:
    wanted = {i for i, label in enumerate(labels) if label["specific"]}
    offered = {j for j, find in enumerate(found) if find.get("specific", True)}
    both = {(i, j) for i, j in hits if i in wanted and j in offered}
    heard, used = {i for i, _ in both}, {j for _, j in both}
    return Score(
        found=len(heard),
        missed=len(wanted - heard),
        right=len(heard),
        wrong=len(offered - used),
    )


def _measure_figures(labels: Sequence[Find], found: Sequence[Find]) -> Measure:
    pairs = _best_pairs(labels, found, _likeness_of_figures)
    heard = {i for i, _ in pairs}
    used = {
        j
        for j, find in enumerate(found)
        if any(_likeness_of_figures(label, find) for label in labels)
    }
    return Measure(
        figures=_score(heard, used, labels, found),
        misses=(
            *(
                f"figure missed: {label['words']} ({label['value']})"
                for i, label in enumerate(labels)
                if i not in heard
            ),
            *(
                f"figure too much: {find.get('words')} ({find.get('value')})"
                for j, find in enumerate(found)
                if j not in used
            ),
        ),
    )


def _best_pairs(
    labels: Sequence[Any],
    found: Sequence[Any],
    likeness: Callable[[Any, Any], float],
) -> list[Pair]:
    """One to one, the likest first, and of equals the earliest."""
    candidates = [
        (-like, i, j)
        for i, label in enumerate(labels)
        for j, find in enumerate(found)
        if (like := likeness(label, find))
    ]
    pairs: list[Pair] = []
    for _, i, j in sorted(candidates):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _likeness_of_quotes(spoken: list[str], proposed: list[str]) -> float:
    if spoken == proposed:
        return 2.0
    like = agreement(" ".join(spoken), " ".join(proposed))
    return like if like >= ENOUGH_OF_A_QUOTE else 0.0


def _likeness_of_figures(label: Find, find: Find) -> float:
    value, claimed = label["value"], find.get("value")
    if not isinstance(claimed, int | float):
        return 0.0
    if abs(value - claimed) > SAME_VALUE * max(abs(value), abs(claimed)):
        return 0.0
    like = overlap(label["words"], find.get("words") or "")
    return like if like >= ENOUGH_OF_A_CLAIM else 0.0


def _is_same_promise(label: Find, find: Find, sentences: Sentences) -> bool:
    words = find["words"]
    at = sentences.touched_by(words)
    # Words that stand in several places are counted as standing in one.
    length = len(at) if sentences.occurrences(words) <= 1 else 1
    for wording in (label["words"], *label.get("also", ())):
        there = sentences.touched_by(wording)
        if (
            at & there
            and length <= len(there) + 1
            and overlap(words, wording) >= ENOUGH_OF_A_CLAIM
        ):
            return True
    return False


def _is_same_role(label: str | None, role: str | None) -> bool:
    """One of the two may say less than the other."""
    one, other = words_in(label or ""), words_in(role or "")
    if not one or not other:
        return one == other
    return set(one) <= set(other) or set(other) <= set(one)


def _paragraphs(quote: Find) -> list[str]:
    return [_bare(words) for words in quote.get("paragraphs") or ()]


def _bare(words: str) -> str:
    """A paragraph without the quotation marks around it."""
    text = evened(words)
    if text.startswith('"'):
        text = text[1:].lstrip()
    if text.endswith('"') and text.count('"') % 2:
        text = text[:-1].rstrip()
    return text.strip("'").strip()


def _speaker(quote: Find) -> str:
    return folded(
        quote.get("speaker") or quote.get("organisation") or quote.get("role") or ""
    )


def _opening(quote: Find) -> str:
    paragraphs = quote.get("paragraphs") or [""]
    return f"{_speaker(quote)}: {paragraphs[0][:80]}"


def _one_to_one(right: int, labels: Sequence[Find], found: Sequence[Find]) -> Score:
    return Score(right, len(labels) - right, right, len(found) - right)


def _score(
    heard: set[int], used: set[int], labels: Sequence[Find], found: Sequence[Find]
) -> Score:
    """A label counts once, however many proposals it was found by."""
    return Score(
        found=len(heard),
        missed=len(labels) - len(heard),
        right=len(heard),
        wrong=len(found) - len(used),
    )


def _left(finds: Sequence[Find], pairs: Sequence[Pair], side: int) -> list[int]:
    taken = {pair[side] for pair in pairs}
    return [index for index in range(len(finds)) if index not in taken]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
