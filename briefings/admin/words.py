"""The form of an edition's words and tags."""

from contextlib import suppress
from functools import partial
from secrets import token_hex
from typing import Any

from django import forms
from django.utils.functional import cached_property

from briefings.actions.releases import save_draft
from briefings.actions.writing import discard_unsaved_text
from briefings.admin.choosers import field_for, know
from briefings.admin.deeds import Deed
from briefings.admin.in_order import places, without_places
from briefings.admin.merging_texts import Merger
from briefings.admin.unsaved import (
    Unsaved,
    keep_typed,
    measured_by_field,
    revision_field,
    taken_up_field,
)
from briefings.errors import Conflict, Refused
from briefings.models import Edition, Release, User
from briefings.models.editions import TAGS
from briefings.models.facts import FACTS
from briefings.models.involvements import PARTS
from briefings.models.releases import SPOKEN
from briefings.models.tagged import tags_of

_ROWS = {"body": 24, "notes_to_editors": 5, "summary": 3, "change_note": 2}
_WORDS = (
    "headline",
    "summary",
    "key_points",
    "body",
    "notes_to_editors",
    "language",
    "dateline",
)
_CHANGE = ("change", "change_note")
_FOREIGN = "Markdown. Words in another language: [Croeso]{lang=cy}."


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value).splitlines()
        return [line.strip() for line in lines if line.strip()]


class WordsDeed(Deed):
    """Saves over the revision that the editor had before them when they began."""

    model = Edition
    button = "Save the text"
    done = "The text is saved."
    based_on = revision_field()
    window = forms.CharField(
        widget=forms.HiddenInput,
        max_length=32,
        required=False,
        initial=partial(token_hex, 8),
    )
    taken_up = taken_up_field()

    def __init__(
        self,
        name: str,
        edition: Edition,
        *,
        saved: dict[str, Any],
        taken_up: Unsaved | None = None,
        **kwargs: Any,
    ) -> None:
        self.merger: Merger | None = None
        change = _CHANGE if edition.number > 1 else ()
        self.columns = (*_WORDS, *_facts_of(edition), *change, *TAGS)
        self.saved = saved
        shown = taken_up.taken_up(edition) if taken_up else {}
        super().__init__(name, edition, initial=self.saved | shown, **kwargs)
        self._replace_fields(edition, **kwargs)

    def _replace_fields(self, edition: Edition, **kwargs: Any) -> None:
        kind: Any = Release._meta.get_field("kind")
        self.fields["kind"] = kind.formfield(required=False)
        self.fields["key_points"] = LinesField(required=False, help_text="One a line.")
        self.fields["body"].help_text = _FOREIGN
        if "delivered_on" in self.fields:
            days = {"type": "date"}
            self.fields["delivered_on"].widget = forms.DateInput(days, "%Y-%m-%d")
        self.fields["language"].help_text = "A language tag, such as en, cy or fr-CA."
        for name, rows in _ROWS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = rows
        for name, part in PARTS.items():
            label = f"{part.label} organisations"
            self.fields[name] = _organisations(label, **kwargs)
        tags = [*PARTS, *TAGS, "based_on", "window", "taken_up"]
        self.order_fields([*self.names, *tags])
        for name in (*PARTS, *TAGS):
            know(self.fields[name], self.saved[name])

    @property
    def names(self) -> list[str]:
        """Of the fields above the tags. What kind of release it is can be chosen until
        readers know it; a forged choice is refused by the action."""
        is_known = self.subject.release.first_published_at
        words = [name for name in self.columns if name not in TAGS]
        return words if is_known else ["kind", *words]

    @cached_property
    def words(self) -> list[forms.BoundField]:
        fields: list[Any] = [self[name] for name in self.names]
        measured = measured_by_field(lambda name: self[name].value())
        for field in fields:
            field.measured = measured.get(field.name)
        return fields

    @property
    def tags(self) -> list[forms.BoundField]:
        fields: list[Any] = [self[name] for name in (*PARTS, *TAGS)]
        for field in fields:
            field.places = places(field) if field.name in PARTS else None
        return fields

    def carry_out(self) -> str:
        content = self.typed()
        if not content["kind"]:
            del content["kind"]
        approver = self.subject.approved_by
        saved = save_draft(self.subject, by=self.by, **content)
        if approver and not saved.approved_by_id:
            return f"{self.done} The approval by {approver} ended with that."
        return self.done

    def lose_nothing(self) -> None:
        """In another window from now on: a browser that loads the answer again sends
        the same words once more, and what was typed since stays beside them."""
        window = token_hex(8)
        with suppress(Refused):  # whoever may not save is told so already
            keep_typed(self.subject, self.by, self.data, in_window=window)
            self.retype("window", window)

    def meet(self, conflict: Conflict) -> None:
        """Both texts become one, to be looked at: the next save is over theirs."""
        based_on = self.cleaned_data["based_on"]
        self.merger = Merger(self.subject, based_on=based_on, mine=self.cleaned_data)
        fields = (*self.words, *self.tags)
        self.data = without_places(self.data, map(self.add_prefix, PARTS))
        for field in fields:
            self.retype(field.name, self.merger.merge(field))
        self.retype("based_on", self.merger.last.number)


class DiscardUnsaved(Deed):
    """The subject is a text that was kept of this person."""

    button = "Discard it"
    done = "What you had not saved is discarded."
    place = "#words"

    def carry_out(self) -> str:
        discard_unsaved_text(self.subject, by=self.by)
        return self.done


def content_of(edition: Any) -> dict[str, Any]:
    """``edition`` is asked for with ``newest_number``."""
    tags = edition.tags if hasattr(edition, "tags") else tags_of(edition)
    return {
        **{
            name: getattr(edition, name) for name in ("kind", *_WORDS, *FACTS, *_CHANGE)
        },
        **{name: tags[name] for name in TAGS},
        **{name: tags[part] for name, part in PARTS.items()},
        "based_on": edition.saved_as or 0,
    }


def _facts_of(edition: Edition) -> tuple[str, ...]:
    """What is no speech was delivered nowhere."""
    return FACTS if edition.kind in SPOKEN else ("political",)


def _organisations(label: str, *, by: User, plain: bool = False, **_: Any) -> Any:
    """The column `organisations` holds both kinds; its form field serves for each."""
    column = Edition._meta.get_field("organisations")
    about = {"label": label, "required": False, "in_order": True}
    return field_for(column, by=by, plain=plain, **about)
