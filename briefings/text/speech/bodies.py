"""The full name of a body that goes by its noun: "the Trust", "the union’s"."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from briefings.text.names import ORGANISATION_NOUNS, key
from briefings.text.speech.mentions import organisations_in
from briefings.text.speech.speakers import Speaker


class Bodies:
    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs

    def completed(self, speaker: Speaker) -> Speaker:
        """Left as it is where two bodies could be meant."""
        short = key(speaker.organisation or "")
        if short not in ORGANISATION_NOUNS:
            return speaker
        known = self._by_noun.get(short, {})
        if len(known) != 1:
            return speaker
        return replace(speaker, organisation=next(iter(known.values())))

    @cached_property
    def _by_noun(self) -> dict[str, dict[str, str]]:
        """Asked for seldom, so the bodies are not looked for before."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for words in self._paragraphs:
            for body in organisations_in(words):
                first, *_, last = map(key, body.split())
                for noun in {first, last} & ORGANISATION_NOUNS:
                    found[noun].setdefault(body.lower(), body)
        return found
