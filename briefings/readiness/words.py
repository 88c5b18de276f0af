"""What an editor should look at in the text itself."""

import re
from collections.abc import Iterator

from briefings.models import Edition
from briefings.models.editions import Change
from briefings.models.searching import matches
from briefings.readiness.obstacle import UNTITLED, Obstacle, listed, on_day
from briefings.text.dates import written_days
from briefings.text.languages import SMALL_WORDS, language_of

LONG_HEADLINE = 120
LONG_SUMMARY = 200
WORDS_THAT_TELL_A_LANGUAGE = 40
# Read on another day, in an archive or another zone, each of these is wrong.
DAYS_WITHOUT_A_DATE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this (?:week|morning|afternoon|evening))\b",
    re.IGNORECASE,
)


def in_the_words(edition: Edition) -> Iterator[Obstacle]:
    yield from _missing(edition)
    yield from _too_long(edition)
    yield from _used_before(edition)
    yield from _without_a_date(edition)
    yield from _in_another_language(edition)


def _missing(edition: Edition) -> Iterator[Obstacle]:
    # What a reader will see: comments and empty mark-up are no text.
    if not edition.plain_text.strip():
        yield Obstacle("There is no text yet.", "body", stops=True)
    if not _has_headline(edition):
        yield Obstacle("Give the release a headline.", "headline", stops=True)
    if _hides_its_change(edition):
        yield Obstacle("Tell readers what changed.", "change_note", stops=True)
    if not edition.summary.strip():
        yield Obstacle("There is no summary for lists and link previews.", "summary")


def _too_long(edition: Edition) -> Iterator[Obstacle]:
    if len(edition.headline) > LONG_HEADLINE:
        yield Obstacle(
            f"The headline has {len(edition.headline)} characters; "
            f"search results show about {LONG_HEADLINE}.",
            "headline",
        )
    if len(edition.summary) > LONG_SUMMARY:
        yield Obstacle(
            f"The summary has {len(edition.summary)} characters; "
            f"link previews show about {LONG_SUMMARY}.",
            "summary",
        )


def _used_before(edition: Edition) -> Iterator[Obstacle]:
    others = Edition.objects.published().exclude(release=edition.release_id)
    # The index knows words, not headlines: it leaves a handful to compare.
    same = others.filter(matches(f'"{edition.headline}"'))
    used = same.filter(headline__iexact=edition.headline.strip()).newest_first().first()
    if used and _has_headline(edition):
        yield Obstacle(
            f"A release of {on_day(used.live_from)} has the same headline.", "headline"
        )


def _without_a_date(edition: Edition) -> Iterator[Obstacle]:
    if _names_a_day(edition.dateline):
        return
    loose = [
        found[0].lower()
        for paragraph in edition.plain_text.split("\n\n")
        if not _names_a_day(paragraph)
        for found in DAYS_WITHOUT_A_DATE.finditer(paragraph)
    ]
    if loose:
        words = listed([f"“{word}”" for word in dict.fromkeys(loose)])
        yield Obstacle(
            f"The text says {words} without a date near: "
            "readers of another day cannot know which day it was.",
            "body",
        )


def _names_a_day(words: str) -> bool:
    return any(True for _ in written_days(words))


def _in_another_language(edition: Edition) -> Iterator[Obstacle]:
    tag = edition.language.strip()
    if not tag:
        yield Obstacle("The language of the text is not given.", "language")
        return
    said, text = tag.split("-")[0].lower(), edition.plain_text
    if said not in SMALL_WORDS or len(text.split()) < WORDS_THAT_TELL_A_LANGUAGE:
        return
    if language_of(text) != said:
        yield Obstacle(
            f"The language is given as “{tag}”, but the text reads like "
            f"“{language_of(text)}”.",
            "language",
        )


def _has_headline(edition: Edition) -> bool:
    return edition.headline.strip() not in ("", UNTITLED)


def _hides_its_change(edition: Edition) -> bool:
    is_major = edition.number > 1 and edition.change == Change.MAJOR
    return is_major and not edition.change_note.strip()
