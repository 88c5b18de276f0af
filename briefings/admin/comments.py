from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Prefetch

from briefings.actions.comments import (
    add_comment,
    add_comment_beside,
    reopen_comment,
    reply_to_comment,
    resolve_comment,
)
from briefings.admin.deeds import Deed, NoteField
from briefings.admin.discarded import EditionStateFilter
from briefings.admin.marking import TimeField, WordsField, find_span, part_beside
from briefings.admin.records import EditionRowAdmin
from briefings.admin.site import site
from briefings.models import Comment, Reply
from briefings.models.comments import Beside

_PLACE = "#comments"


class AddComment(Deed):
    """The subject is an edition."""

    button = "Comment on words"
    quick = ("said",)
    place = _PLACE
    words = WordsField(help_text="Copied from the text, or what stands beside it.")
    time = TimeField()
    where = forms.ChoiceField(
        choices=[("", "Wherever they stand, first the text"), *Beside.choices],
        required=False,
        help_text="The headline often says the same as the text.",
    )
    said = NoteField(needed=True, label="Comment", help_text="Not public.")

    def carry_out(self) -> str:
        given = self.cleaned_data
        words, said = given["words"], given["said"]
        where = given["where"]
        if part := Beside(where) if where else part_beside(self.subject, words):
            about = {"part": part, "words": words, "time": given["time"]}
            row = add_comment_beside(self.subject, by=self.by, said=said, **about)
        else:
            span = find_span(self.subject, words, time=given["time"])
            row = add_comment(self.subject, by=self.by, said=said, **span)
        self.place = f"#comment-{row.pk}"
        return "The comment is added."


class ReplyToComment(Deed):
    """The subject is a comment, as of the next two."""

    button = "Reply"
    place = _PLACE
    said = NoteField(needed=True, label="Reply")

    def carry_out(self) -> str:
        reply_to_comment(self.subject, by=self.by, **self.typed())
        return "The reply is added."


class ResolveComment(Deed):
    button = "Resolve"
    place = _PLACE

    def carry_out(self) -> str:
        resolve_comment(self.subject, by=self.by)
        return "The comment is resolved."


class ReopenComment(Deed):
    button = "Reopen"
    place = _PLACE

    def carry_out(self) -> str:
        reopen_comment(self.subject, by=self.by)
        return "The comment is open again."


# In the order of the text, those without words last; resolved ones too, whose buttons
# tell who was quicker.
WITH_COMMENTS = Prefetch(
    "comments",
    Comment.objects.select_related("by", "resolved_by")
    .prefetch_related(Prefetch("replies", Reply.objects.select_related("by")))
    .order_by(F("start").asc(nulls_last=True), "pk"),
)


def comment_cards(
    edition: Any, rows: Iterable[Comment], **about: Any
) -> list[dict[str, Any]]:
    return [_card(row, edition, **about) for row in rows]


def _card(comment: Comment, edition: Any, **about: Any) -> dict[str, Any]:
    comment.edition = edition
    deeds: dict[str, Any] = {
        name: kind(f"{name}-{comment.pk}", comment, **about)
        for name, kind in _DEEDS.items()
    }
    replies = list(comment.replies.all())
    about_it = {"row": comment, "replies": replies, "deeds": list(deeds.values())}
    return about_it | deeds


_DEEDS: dict[str, type[Deed]] = {
    "reply": ReplyToComment,
    "resolve": ResolveComment,
    "reopen": ReopenComment,
}


@admin.register(Comment, site=site)
class CommentAdmin(EditionRowAdmin):
    list_display = ("said", "words", "part", "edition_page", "at", "by", "resolved_at")
    list_filter = (EditionStateFilter, "part")
    search_fields = ("said", "words", "edition__headline")
    list_select_related = ("edition__release", "by")
    date_hierarchy = "at"
    ordering = ("-at", "-id")


@admin.register(Reply, site=site)
class ReplyAdmin(EditionRowAdmin):
    list_display = ("said", "comment", "at", "by")
    search_fields = ("said", "comment__edition__headline")
    list_select_related = ("comment", "by")
    date_hierarchy = "at"
    ordering = ("-at", "-id")
