"""Finding the words that an editor pasted, and what every marked record's form has."""

from typing import Any

from django import forms

from briefings.admin.deeds import ChangeDeed, Deed
from briefings.errors import Refused
from briefings.models import Edition
from briefings.models.comments import Beside
from briefings.text.abridging import opening
from briefings.text.markup.anchors import find_all
from briefings.text.markup.markdown import plain_text


def find_span(edition: Edition, pasted: str, *, time: int = 1) -> dict[str, int]:
    """Where the pasted words stand, whatever the line breaks and Markdown signs that
    came with them. `time` says which, where they occur more than once."""
    if not pasted.strip():
        raise Refused("Paste the words to mark, as they stand in the text.")
    found = _find_in_text(edition, pasted)
    if not found and (part := Beside.holding(edition, pasted)):
        raise Refused(
            f"“{opening(pasted)}” is in the {part.label}. Records stand at words of "
            "the text; a comment can stand there too."
        )
    if not found:
        raise Refused(
            f"“{opening(pasted)}” is not in the saved text. Paste the words as they "
            "stand there, and save the text first if they are new."
        )
    if not 1 <= time <= len(found):
        raise Refused(f"These words occur {len(found)} times in the text, not {time}.")
    start, end = found[time - 1]
    return {"start": start, "end": end}


def part_beside(edition: Edition, pasted: str) -> Beside | None:
    """Where the pasted words stand, if it is not in the text."""
    if _find_in_text(edition, pasted):
        return None
    return Beside.holding(edition, pasted)


def _find_in_text(edition: Edition, pasted: str) -> list[tuple[int, int]]:
    text = edition.plain_text
    return find_all(text, pasted) or find_all(text, plain_text((), pasted))


def place_of_span(edition: Edition, start: int, end: int) -> dict[str, Any]:
    """The fields by which `find_span` finds these words again."""
    words = edition.plain_text[start:end]
    places = [found for found, _ in find_all(edition.plain_text, words)]
    return {"words": words, "time": places.index(start) + 1 if start in places else 1}


def place_beside(
    edition: Edition, part: Beside, start: int, end: int
) -> dict[str, Any]:
    """The fields by which `add_comment_beside` finds these words of a part again."""
    there = part.of(edition)
    words = there[start:end]
    places = [found for found, _ in find_all(there, words)]
    time = places.index(start) + 1 if start in places else 1
    return {"words": words, "time": time, "where": part.value}


class WordsField(forms.CharField):
    def __init__(self, **kwargs) -> None:
        super().__init__(
            label="Words", widget=forms.Textarea(attrs={"rows": 3}), **kwargs
        )


class TimeField(forms.IntegerField):
    def __init__(self) -> None:
        super().__init__(
            label="Which time",
            min_value=1,
            initial=1,
            help_text="Where the words occur more than once: 1 for the first time.",
        )


class MarkDeed(Deed):
    """The subject is an edition, whose words become a record."""

    words = WordsField(help_text="Copied from the text.")
    time = TimeField()
    button = "Mark these words"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("words", "time"))

    def span(self) -> dict[str, int]:
        given = self.cleaned_data
        return find_span(self.subject, given["words"], time=given["time"])

    def about(self) -> dict:
        return self.typed("words", "time")


class RemarkDeed(ChangeDeed):
    """The subject is a record in an edition."""

    words = WordsField(
        required=False,
        help_text="Only to move the record: the words it should stand at instead.",
    )
    time = TimeField()

    def about(self) -> dict:
        changed = self.changed()
        time = changed.pop("time", 1)
        words = changed.pop("words", "")
        if words:
            changed |= find_span(self.subject.edition, words, time=time)
        return changed


class UnmarkDeed(Deed):
    button = "Take the record out"
    done = "Taken out. Its words stay in the text."
    is_danger = True
