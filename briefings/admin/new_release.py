from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict

from briefings.actions.releases import create_release
from briefings.admin.deeds import Deed, carry_out, mark_up_page_of
from briefings.admin.imports import Outcome, import_files
from briefings.models import Edition, Release
from briefings.text.formats.sources import FORMATS_IN_WORDS, LARGEST


class NewRelease(Deed):
    """A draft from a headline; the rest is written on its page."""

    model = Release
    columns = ("kind",)
    button = "Begin the draft"
    headline = forms.CharField(max_length=255)

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

    button = "Make the draft"
    # The same words with their mark-up, as a word processor hands them over.
    rich = forms.CharField(required=False, widget=forms.HiddenInput)
    chosen = ManyFilesField(
        label="Or files",
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text=f"One or several: {FORMATS_IN_WORDS}.",
    )
    pasted = forms.CharField(
        label="The text of a release",
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def __init__(self, *args: Any, files: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = files or MultiValueDict()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["chosen"] = [file for file in given.get("chosen", ()) if file]
        if not (given["chosen"] or given.get("pasted") or given.get("rich")):
            raise forms.ValidationError("Choose a file or paste the text of a release.")
        return given

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Names and bytes. Of a file that is too large one byte too many is read, so
        that the reader of releases refuses it as it does everywhere."""
        for file in self.cleaned_data["chosen"]:
            yield file.name, file.read(LARGEST + 1)
        pasted = self.cleaned_data["rich"] or self.cleaned_data["pasted"]
        if pasted:
            yield "Pasted text", pasted.encode()


class NewReleasePage:
    """One box for whatever is written already, and a smaller one for what is not."""

    def __init__(self, page: ModelAdmin, request: HttpRequest) -> None:
        self.page, self.request = page, request
        user: Any = request.user
        self.beginning = NewRelease("new", None, by=user, data=request.POST)
        self.importing = ImportDeed(
            "import", None, by=user, data=request.POST, files=request.FILES
        )

    def show(self, outcomes: Sequence[Outcome] = ()) -> HttpResponse:
        may_write = self.page.has_add_permission(self.request)
        if self.request.method == "GET" and not may_write:
            raise PermissionDenied
        context = {
            **self.page.admin_site.each_context(self.request),
            "title": "New release",
            "opts": self.page.opts,
            "media": self.page.media + self.beginning.media,
            "beginning": self.beginning,
            "importing": self.importing,
            "outcomes": outcomes,
        }
        template = "admin/briefings/release/new.html"
        return TemplateResponse(self.request, template, context)

    def begin(self) -> HttpResponse:
        done = carry_out(self.request, [self.beginning], home=self.request.path)
        return done or self.show()

    def take_in(self) -> HttpResponse:
        """A single text leads on to its proposals, several to what became of each."""
        if not self.importing.is_valid():
            return self.show()
        user: Any = self.request.user
        outcomes = import_files(self.importing.sources(), by=user)
        if len(outcomes) == 1 and outcomes[0].edition:
            return HttpResponseRedirect(mark_up_page_of(outcomes[0].edition))
        return self.show(outcomes)
