"""Who is told of what by e-mail. A row is written in the transaction of the act itself,
so that nothing is told that did not happen; `jobs.mails` finds the rows and sends them.

Whether a mail still matters, and whether its reader may see the release and wants it,
is asked when it is sent."""

import secrets
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.letters import in_one_line
from briefings.models import (
    Comment,
    Edition,
    Mail,
    Reply,
    Revision,
    Transition,
    UnwantedMail,
    User,
)
from briefings.models.mails import Occasion
from briefings.permissions import (
    approvers_for,
    demand_to_watch_mail,
    holders_of,
    who_may_see,
)
from briefings.workflow import ASKING, HOLDING, UNSEEN_MOVES, Duty

_People = Iterable[User | None]

_TO_WRITERS = {
    "request_changes": Occasion.CHANGES,
    "approve": Occasion.APPROVED,
    "approve_afterwards": Occasion.APPROVED,
    "lift": Occasion.LIVE,
    "reopen": Occasion.ALTERED,
    "unschedule": Occasion.ALTERED,
    "withdraw": Occasion.ALTERED,
    "reinstate": Occasion.ALTERED,
    "remove": Occasion.ALTERED,
    "correct_removal": Occasion.ALTERED,
    "readdress": Occasion.ALTERED,
    "take_back": Occasion.ALTERED,
    "take_over": Occasion.ALTERED,
    "discard": Occasion.ALTERED,
    "bring_back": Occasion.ALTERED,
    "put_back": Occasion.ALTERED,
}


def tell_of_move(move: Transition) -> None:
    """Whoever must act upon a move, or wrote what it is about."""
    edition, name = move.edition, move.move
    if name in _TO_WRITERS:
        _tell_of(move, _TO_WRITERS[name], _writers_told_of(move))
    if name in ASKING:
        asked = [move.asked] if move.asked else approvers_for(edition)
        _tell_of(move, Occasion.REVIEW, asked)
    if name == "reopen":
        _tell_of(move, Occasion.REVIEW, _approvers_again(move))
    if name == "approve":
        _tell_of(move, Occasion.READY, holders_of(Duty.ISSUE))
    if name in UNSEEN_MOVES:
        _tell_of(move, Occasion.URGENT, approvers_for(edition))


def tell_of_save(revision: Revision) -> None:
    """A writer hears once a day that a colleague works on their release."""
    edition, day = revision.edition, timezone.localdate(revision.at)
    tell(
        writers_of(edition),
        Occasion.ALTERED,
        act=f"save {edition.pk} {revision.by_id or 0} {day}",
        edition=edition,
        by=revision.by,
    )


def tell_of_comment(comment: Comment) -> None:
    tell(
        writers_of(comment.edition),
        Occasion.COMMENT,
        act=f"comment {comment.pk}",
        edition=comment.edition,
        by=comment.by,
    )


def tell_of_reply(reply: Reply) -> None:
    """Everybody of the thread, and whose words it is about."""
    comment = reply.comment
    others = User.objects.filter(
        pk__in=comment.replies.exclude(by=None).values_list("by")
    )
    tell(
        [comment.by, *writers_of(comment.edition), *others],
        Occasion.COMMENT,
        act=f"reply {reply.pk}",
        edition=comment.edition,
        by=reply.by,
    )


def tell(
    people: _People,
    occasion: Occasion,
    *,
    act: str,
    edition: Edition | None = None,
    move: Transition | None = None,
    by: User | None = None,
) -> None:
    """Once a person and act, however often it is asked, and nobody of what they did
    themselves."""
    if not settings.MAIL_IS_ON:
        return
    told = {person for person in people if person and person != by}
    if edition:
        told = set(who_may_see(edition, told))
    Mail.objects.bulk_create(
        [
            Mail(
                recipient=person,
                occasion=occasion,
                act=act,
                edition=edition,
                transition=move,
                by=by,
            )
            for person in sorted(told, key=lambda person: person.pk)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def write_letter(
    account: User, *, act: str, to: str, subject: str, words: str, by: User | None
) -> None:
    """About an account, to an address that need not be its own any more. It waits for
    nothing else, and is tried again like every e-mail."""
    if not (to and settings.MAIL_IS_ON):
        return
    letter = Mail(recipient=account, to=to, subject=in_one_line(subject), words=words)
    letter.act = f"{act} {secrets.token_hex(8)}"
    letter.by = None if by == account else by
    letter.due_at = Now()
    letter.save()


@transaction.atomic
def choose_mails(*, by: User, wanted: Collection[str]) -> list[str]:
    """What somebody is mailed about from now on; what they are not."""
    unknown = set(wanted) - set(Occasion.values)
    if unknown:
        raise Refused("There is no such kind of e-mail: reload the page.")
    # Two windows of one person: the second waits for the first.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    unwanted = [one for one in Occasion.values if one not in wanted]
    mine = UnwantedMail.objects.filter(person=by)
    mine.exclude(occasion__in=unwanted).delete()
    kept = set(mine.values_list("occasion", flat=True))
    for occasion in unwanted:
        if occasion not in kept:
            store(UnwantedMail(person=by, occasion=occasion))
    return unwanted


@transaction.atomic
def retry_mails(*, by: User | None) -> int:
    """Send again, and at once, what the mail server did not take; how many."""
    demand_to_watch_mail(by)
    retried = Mail.objects.in_vain().update(tries=0, due_at=Now())
    if not retried:
        raise Refused("No e-mail waits for another try any more.")
    return retried


def _tell_of(move: Transition, occasion: Occasion, people: _People) -> None:
    tell(
        people,
        occasion,
        act=f"{move.move} {move.pk}",
        edition=move.edition,
        move=move,
        by=move.by,
    )


def writers_of(edition: Edition) -> list[User]:
    """Whose release it is: who wrote it, and who submitted it last or took it over,
    which is somebody else where a command brought it in."""
    last = edition.transitions.filter(move__in=HOLDING).order_by("at", "id").last()
    people = [edition.written_by, last.by if last else None]
    return [person for person in people if person]


def _writers_told_of(move: Transition) -> list[User]:
    edition = move.edition
    if move.move == "put_back":
        # Whoever put it back made an edition of their own.
        numbered = edition.release.editions.numbered()
        edition = numbered.get(number=edition.number - 1)
    writers = writers_of(edition)
    sent = edition.transitions.filter(move__in=["issue", *UNSEEN_MOVES])
    last = sent.order_by("at", "id").last()
    sender = last.by if last else None
    if move.move == "approve_afterwards" and sender:
        return [*writers, sender]
    if move.move == "lift" and edition.live_from == edition.issued_at:
        # Whoever issued it at once saw it go live.
        return [person for person in writers if person != sender]
    return writers


def _approvers_again(reopened: Transition) -> _People:
    """Who approved what has changed since; anybody, if they may not any more."""
    edition = reopened.edition
    last = edition.transitions.filter(move="approve").order_by("at", "id").last()
    able = [one for one in approvers_for(edition) if one != reopened.by]
    return [last.by] if last and last.by in able else able
