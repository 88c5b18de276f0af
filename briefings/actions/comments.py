"""Colleagues talking about some words of an edition. Nothing here is ever public."""

from django.db import transaction

from briefings.actions.editions import lock_edition
from briefings.actions.mails import tell_of_comment, tell_of_reply
from briefings.actions.marking import words_at
from briefings.actions.storing import refuse_echo, storable, store
from briefings.errors import Refused
from briefings.models import Comment, Edition, Reply, User
from briefings.models.comments import Beside
from briefings.permissions import demand_notes
from briefings.text.abridging import opening
from briefings.text.markup.anchors import find_again, find_put_back


@transaction.atomic
def add_comment(
    edition: Edition, *, by: User | None, said: str, start: int, end: int
) -> Comment:
    """Say something of the words at `[start, end)` of `edition`, as whoever selected
    them had read it."""
    comment = _begin(edition, by=by, said=said)
    comment.place(words_at(edition, start, end, now=comment.edition.plain_text))
    return _keep(comment)


@transaction.atomic
def add_comment_beside(
    edition: Edition,
    *,
    by: User | None,
    said: str,
    part: Beside,
    words: str,
    time: int = 1,
) -> Comment:
    """Say something of words of the headline, the summary, the notes to editors or
    the change note. `time` says which, where they occur more than once."""
    comment = _begin(edition, by=by, said=said)
    places = part.places_in(comment.edition, words)
    if not places:
        raise Refused(f"“{opening(words)}” is not in the {part.label}.")
    if not 1 <= time <= len(places):
        raise Refused(
            f"These words occur {len(places)} times in the {part.label}, not {time}."
        )
    comment.part = part
    comment.place_beside(*places[time - 1])
    return _keep(comment)


def _begin(edition: Edition, *, by: User | None, said: str) -> Comment:
    demand_notes(by)
    return Comment(edition=lock_edition(edition), said=_something(said), by=by)


def _keep(comment: Comment) -> Comment:
    same = comment.edition.comments.filter(part=comment.part)
    refuse_echo(same, by=comment.by, said=comment.said, words=comment.words)
    store(comment)
    tell_of_comment(comment)
    return comment


@transaction.atomic
def reply_to_comment(comment: Comment, *, by: User | None, said: str) -> Reply:
    demand_notes(by)
    said = _something(said)
    comment = _lock_comment(comment)
    if comment.resolved_at:
        raise Refused("This comment is resolved: reopen it to go on.")
    refuse_echo(comment.replies.all(), by=by, said=said)
    reply = store(Reply(comment=comment, said=said, by=by))
    tell_of_reply(reply)
    return reply


@transaction.atomic
def resolve_comment(comment: Comment, *, by: User | None) -> Comment:
    demand_notes(by)
    comment = _lock_comment(comment)
    if comment.resolved_at:
        who = comment.resolved_by or "A command"
        raise Refused(f"{who} resolved this comment already.")
    comment.resolved_at, comment.resolved_by = comment.edition.release.now, by
    return store(comment)


@transaction.atomic
def reopen_comment(comment: Comment, *, by: User | None) -> Comment:
    demand_notes(by)
    comment = _lock_comment(comment)
    if not comment.resolved_at:
        raise Refused("This comment is open already.")
    comment.resolved_at = comment.resolved_by = None
    _place_again(comment)
    return store(comment)


def _place_again(comment: Comment) -> None:
    """A resolved comment did not follow its words while they moved."""
    if comment.part:
        return  # it has no place in the text
    text = comment.edition.plain_text
    if comment.is_lost or text[comment.start : comment.end] != comment.words:
        found = find_again(text, comment.anchor)
        comment.place(found or find_put_back("", text, comment.anchor))


def _lock_comment(comment: Comment) -> Comment:
    """The comment as it is now. None is ever deleted."""
    edition = lock_edition(comment.edition)
    locked = Comment.objects.get(pk=comment.pk)
    locked.edition = edition
    return locked


def _something(said: str) -> str:
    said = storable(said).strip()
    if not said:
        raise Refused("Write what you want to say first.")
    return said
