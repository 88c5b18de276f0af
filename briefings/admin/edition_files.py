"""The images and files of an edition: uploading, describing, ordering, taking out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from briefings import typed
from briefings.actions.files import (
    RIGHTS,
    describe_file,
    move_file_down,
    move_file_up,
    remove_file,
    retry_renditions,
    upload_file,
    use_file,
)
from briefings.actions.undoing import last_step
from briefings.admin.choosers import field_for
from briefings.admin.deeds import (
    ChangeDeed,
    Deed,
    as_shown,
    carry_out,
    page_of,
    with_query,
)
from briefings.admin.files import original_of, size_in_words, thumbnail_of
from briefings.admin.mark_up import TakeBack
from briefings.admin.new_release import ManyFilesField, ManyFilesInput
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.media.kinds import IN_WORDS
from briefings.models import Asset, EditionAsset
from briefings.permissions import RIGHTS_ARE_READ, may_change, may_change_rights
from briefings.readiness.files import in_the_files
from briefings.workflow import OPEN_STATES

_LIST = "#files"
# As somebody describes a picture: what it shows first, what may be done with it last.
_ORDER = (
    *("alternative_text", "caption", "is_decorative", "credit", "role"),
    *("licence", "not_for_use_after", "licence_terms"),
)


class Upload(Deed):
    """The subject is an edition. Each file is taken or refused by itself."""

    button = "Upload"
    place = _LIST
    chosen = ManyFilesField(
        label="Files",
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text=f"One or several: {IN_WORDS}. Up to "
        f"{settings.MEDIA_LARGEST // 1_000_000} MB each.",
    )

    def __init__(self, *args: Any, files: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = files or MultiValueDict()
        self.refused: list[str] = []

    def carry_out(self) -> str:
        chosen = [file for file in self.cleaned_data["chosen"] if file]
        if not chosen:
            raise Refused("Choose a file first.")
        if len(chosen) > settings.MEDIA_MOST_AT_ONCE:
            most = settings.MEDIA_MOST_AT_ONCE
            raise Refused(f"Upload at most {most} files at once.")
        taken = [use for file in chosen if (use := self._take(file))]
        if not taken:
            raise Refused(" ".join(self.refused))
        names = ", ".join(f"“{use.asset}”" for use in taken)
        return f"{names} {'is' if len(taken) == 1 else 'are'} uploaded."

    def _take(self, file: Any) -> EditionAsset | None:
        # Of a file that is too large one byte too many, so that the action refuses it.
        content = file.read(settings.MEDIA_LARGEST + 1)
        try:
            return upload_file(
                self.subject, by=self.by, name=file.name, content=content
            )
        except Refused as refusal:
            self.refused.append(str(refusal))
            return None


class UseFile(Deed):
    """The subject is an edition."""

    model = EditionAsset
    columns = ("asset",)
    button = "Use this file"
    place = _LIST

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asset"].label = "A file of the library"

    def carry_out(self) -> str:
        use = use_file(self.subject, self.cleaned_data["asset"], by=self.by)
        return f"“{use.asset}” is in the release, as it was printed last."


class Describe(ChangeDeed):
    """The subject is the use of a file, as of those below."""

    model = EditionAsset
    columns = EditionAsset.SIGNED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RIGHTS if self.may_change_rights else ():
            column = Asset._meta.get_field(name)
            field = field_for(column, by=self.by)
            field.show_hidden_initial = True
            self.fields[name] = field
        if not self.subject.asset.is_picture:
            for name in ("role", "alternative_text", "is_decorative"):
                del self.fields[name]
            self.fields["caption"].label = "Title"
        self.order_fields(_ORDER)
        self.place = f"#file-{self.subject.pk}"

    @property
    def may_change_rights(self) -> bool:
        return may_change_rights(self.by, is_submitted=self.subject.is_submitted)

    def was(self) -> dict[str, Any]:
        return {name: as_shown(self, name) for name in self.changed_data}

    def carry_out(self) -> str:
        describe_file(self.subject, by=self.by, was=self.was(), **self.changed())
        return f"“{self.subject.asset}” is saved."


class MoveUp(Deed):
    button = "Up"
    place = _LIST

    def carry_out(self) -> str:
        move_file_up(self.subject, by=self.by)
        return f"“{self.subject.asset}” is moved up."


class MoveDown(Deed):
    button = "Down"
    place = _LIST

    def carry_out(self) -> str:
        move_file_down(self.subject, by=self.by)
        return f"“{self.subject.asset}” is moved down."


class Remove(Deed):
    button = "Take out"
    place = _LIST

    def carry_out(self) -> str:
        remove_file(self.subject, by=self.by)
        return f"“{self.subject.asset}” is taken out. It stays in the library."


class Retry(Deed):
    button = "Try again"
    place = _LIST

    def carry_out(self) -> str:
        retry_renditions(self.subject.asset, by=self.by)
        return "It is tried again."


_DEEDS: dict[str, type[Deed]] = {
    "up": MoveUp,
    "down": MoveDown,
    "remove": Remove,
    "retry": Retry,
}


class FilesPage:
    template = "admin/briefings/edition/files.html"

    def __init__(self, request: HttpRequest, edition: Any) -> None:
        self.request, self.edition = request, edition
        user: Any = request.user
        is_open = edition.state in OPEN_STATES
        self.may_write = is_open and may_change(user, edition.release)
        self.plain = "plain" in request.GET
        self.about: dict[str, Any] = {
            "by": user,
            "data": request.POST,
            "plain": self.plain,
            "is_offered": self.may_write,
        }
        self.upload = Upload("upload", edition, files=request.FILES, **self.about)
        self.use = UseFile("use", edition, **self.about)
        step = {"revision": request.GET.get("undo")}
        self.undo = TakeBack("take-back", edition, initial=step, **self.about)

    def answer(self, extra: dict[str, Any]) -> HttpResponse:
        if self.request.method == "POST":
            done = self._carry_out()
            if done:
                return done
        context = {**site.each_context(self.request), **extra, **self.context()}
        return TemplateResponse(self.request, self.template, context)

    def _carry_out(self) -> HttpResponse | None:
        before = self._newest_save()
        home = self.request.path + ("?plain" if self.plain else "")
        deeds = [deed for card in self.cards for deed in card["deeds"]]
        deeds = [self.upload, self.use, self.undo, *deeds]
        done = carry_out(self.request, deeds, home=home)
        if done is None:
            return None
        for reason in self.upload.refused:
            messages.error(self.request, reason)
        newest = self._newest_save()
        if newest > before and self.request.POST.get("do") != self.undo.name:
            done["Location"] = with_query(done["Location"], undo=newest)
        return done

    def _newest_save(self) -> int:
        user: Any = self.request.user
        return last_step(self.edition, of=user)

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        uses = self.edition.files.in_order().with_submitted()
        return [self._card(use) for use in uses.with_progress()]

    def _card(self, use: Any) -> dict[str, Any]:
        use.edition = self.edition
        printed = {name: getattr(use, name) for name in use.SIGNED}
        rights = {name: getattr(use.asset, name) for name in RIGHTS}
        name = f"describe-{use.pk}"
        describe = Describe(name, use, initial=printed | rights, **self.about)
        deeds = {
            n: deed(f"{n}-{use.pk}", use, **self.about) for n, deed in _DEEDS.items()
        }
        asset = use.asset
        return {
            "use": use,
            "asset": asset,
            "deeds": [describe, *deeds.values()],
            "describe": describe,
            **deeds,
            "size": size_in_words(asset),
            "thumbnail": thumbnail_of(asset),
            "original": original_of(asset),
            "library": page_of(asset),
            "rights": "" if describe.may_change_rights else RIGHTS_ARE_READ,
            **progress_of(use),
        }

    def context(self) -> dict[str, Any]:
        edition = self.edition
        missing: dict[str, list[Any]] = {}
        # As the page of the edition judges them, under each file.
        for obstacle in in_the_files(card["use"] for card in self.cards):
            missing.setdefault(obstacle.place, []).append(obstacle)
        for card in self.cards:
            card["obstacles"] = missing.get(f"file-{card['use'].pk}", [])
        undo = typed.number(self.request.GET.get("undo", ""))
        return {
            "title": f"Images and files: {edition.headline}",
            "edition": edition,
            "page": self,
            "cards": self.cards,
            "is_waiting": any(not card["is_over"] for card in self.cards),
            "undo": self.undo if self.may_write and undo is not None else None,
            "edition_url": page_of(edition),
            "progress_url": reverse(
                "admin:briefings_edition_files_progress", args=[edition.pk]
            ),
            "media": self.use.media,
        }


def progress_view(edition: Any) -> JsonResponse:
    uses = edition.files.in_order().with_progress()
    answer = JsonResponse({"files": [progress_of(use) for use in uses]})
    answer["Cache-Control"] = "no-store"
    return answer


def progress_of(use: Any) -> dict[str, Any]:
    """How far the renditions of a picture are."""
    asset, wanted = use.asset, len(use.asset.wanted)
    is_over = not wanted or bool(asset.rendered_at or asset.failure)
    said = "" if is_over else f"{use.rendered} of {wanted} sizes are made."
    return {
        "id": f"file-{use.pk}",
        "made": use.rendered,
        "wanted": wanted,
        "is_over": is_over,
        "said": asset.failure or said,
    }
