"""What an editor should weigh in the words themselves."""

from collections.abc import Iterator

from briefings.models import Edition, Person
from briefings.models.merging import kept_key
from briefings.readiness.obstacle import Obstacle
from briefings.text.languages import SMALL_WORDS, language_of
from briefings.text.possible_names import possible_names
from briefings.text.undated_days import undated_days

LONG_SUMMARY = 200
_SHOWN = 3
_ENOUGH_TO_TELL = 400  # characters, before its small words say a text's language


def in_the_wording(edition: Edition) -> Iterator[Obstacle]:
    if len(edition.summary) > LONG_SUMMARY:
        yield Obstacle(
            f"The summary has {len(edition.summary)} characters; lists and link "
            f"previews show about {LONG_SUMMARY}.",
            "summary",
        )
    if not any(character.isdigit() for character in edition.dateline):
        yield from _undated(edition)
    yield from _in_other_words(edition)
    yield from _untagged(edition)


def _in_other_words(edition: Edition) -> Iterator[Obstacle]:
    """Screen readers and search engines go by the language that is named."""
    text = edition.plain_text
    named = edition.language.partition("-")[0].lower()
    if len(text) < _ENOUGH_TO_TELL or named not in SMALL_WORDS:
        return
    read = language_of(text)
    if read != named:
        yield Obstacle(
            f"The language is given as “{edition.language}”, and the text reads as "
            f"“{read}”.",
            "language",
        )


def _undated(edition: Edition) -> Iterator[Obstacle]:
    paragraphs = edition.plain_text.split("\n\n")
    for words in undated_days(paragraphs, edition.language)[:_SHOWN]:
        yield Obstacle(
            f"“{words}” has no date beside it, and readers come back years later.",
            "body",
        )


def _untagged(edition: Edition) -> Iterator[Obstacle]:
    """People of the register who are named in the text. Whoever is quoted is linked
    already."""
    names = possible_names(edition.plain_text)
    speakers = {q.speaker.kept.pk for q in edition.quotes.all() if q.speaker}
    tagged = edition.people.order_by().values(kept=kept_key())
    named = Person.objects.called(names).exclude(pk__in=tagged)
    for person in named.exclude(pk__in=speakers)[:_SHOWN]:
        yield Obstacle(f"{person} is named in the text and not tagged.", "people")
