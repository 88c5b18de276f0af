from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from briefings.actions.releases import create_release
from briefings.admin.deeds import Deed
from briefings.models import Edition, Release
from briefings.text.formats.sources import FORMATS_IN_WORDS, LARGEST


class NewRelease(Deed):
    """A draft from a headline; the rest is written on its page."""

    model = Release
    columns = ("kind",)
    button = "Begin the draft"
    headline = forms.CharField(max_length=255)
    body = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 16}), help_text="Markdown."
    )

    def carry_out(self) -> str:
        self.leads_to: Edition = create_release(by=self.by, **self.typed())
        return "The draft is begun."


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class ImportDeed(Deed):
    """Files, or pasted words, that become drafts with suggestions."""

    button = "Import"
    chosen = ManyFilesField(
        label="Files",
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text=f"One or several: {FORMATS_IN_WORDS}.",
    )
    pasted = forms.CharField(
        label="Or paste a release",
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def __init__(self, *args: Any, files: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = files or MultiValueDict()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["chosen"] = [file for file in given.get("chosen", ()) if file]
        if not given["chosen"] and not given.get("pasted"):
            raise forms.ValidationError("Choose a file or paste the text of a release.")
        return given

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Names and bytes. Of a file that is too large one byte too many is read, so
        that the reader of releases refuses it as it does everywhere."""
        for file in self.cleaned_data["chosen"]:
            yield file.name, file.read(LARGEST + 1)
        if self.cleaned_data["pasted"]:
            yield "Pasted text", self.cleaned_data["pasted"].encode()
