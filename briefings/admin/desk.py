"""What waits for one person, and what happened since they were last here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Window
from django.db.models.functions import Now
from django.urls import reverse

from briefings.admin.news import News, news_for
from briefings.admin.standing import Standing, standing, when_in_words
from briefings.models import Commitment, Edition, SavedFilter, Transition, User, waiting
from briefings.models.commitment_updates import Stage
from briefings.models.commitments import SILENT_AFTER
from briefings.permissions import may, may_look, those_with
from briefings.workflow import Duty

# Of promises, which pile up for years, so many are counted here, and listed of those
# that are late, the longest late first.
MOST_PROMISES = 1000
SHOWN = 8  # of a section on the desk; the list behind it has them all


@dataclass(frozen=True)
class Row:
    headline: str
    url: str
    standing: Standing | None = None
    who: str = ""
    since: datetime | None = None
    note: str = ""
    at: datetime | None = None
    when: str = ""


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    rows: list[Row]
    total: int
    url: str

    @property
    def how_many(self) -> str:
        is_more = self.total > MOST_PROMISES
        return f"{MOST_PROMISES:,}+" if is_more else f"{self.total:,}"


@dataclass(frozen=True)
class Waiting:
    """A kind of editions that wait; `place` is what to look at on their page."""

    name: str
    title: str
    duty: Duty | None
    editions: Callable[[User, datetime], Any]
    place: str = ""
    many: str = ""


def _to_review(person: User, now: datetime) -> Any:
    return waiting.to_review(person, now, able=those_with(Duty.REVIEW))


WAITING = (
    Waiting("changes", "Changes asked of you", Duty.WRITE, waiting.changes_asked),
    Waiting("review", "Waiting for your review", Duty.REVIEW, _to_review),
    Waiting("ready", "Approved, to be issued", Duty.ISSUE, waiting.ready),
    Waiting("today", "Lifting today", None, waiting.lifting_today),
    Waiting("unapproved", "Issued without approval", None, waiting.unapproved),
    Waiting("reminders", "To look at again", None, waiting.reminded),
    Waiting("drafts", "Your drafts", Duty.WRITE, waiting.drafts),
    Waiting(
        "comments",
        "Comments to resolve",
        Duty.WRITE,
        waiting.with_comments,
        "#comments",
        "comment",
    ),
    Waiting(
        "suggestions",
        "Suggestions to decide",
        Duty.WRITE,
        waiting.with_suggestions,
        "#suggestions",
        "suggestion",
    ),
    Waiting(
        "figures",
        "Figures without a source",
        Duty.WRITE,
        waiting.with_bare_figures,
        "#figures",
        "figure",
    ),
    Waiting("corrections", "Corrections in hand", None, waiting.corrections),
    Waiting("scheduled", "Scheduled for later", None, waiting.scheduled_later),
)


@dataclass
class Desk:
    sections: list[Section] = field(default_factory=list)
    news: News | None = None
    filters: list[SavedFilter] = field(default_factory=list)
    now: datetime | None = None


def waiting_for(person: User) -> list[Waiting]:
    return [kind for kind in WAITING if kind.duty is None or may(person, kind.duty)]


def desk_of(person: User, *, all_news: bool = False) -> Desk:
    if not may_look(person, "edition"):
        return Desk()
    read_at, now = User.objects.values_list("desk_read_at", Now()).get(pk=person.pk)
    found = [(kind, _first(kind, person, now)) for kind in waiting_for(person)]
    moves = _last_moves(edition for _, editions in found for edition in editions)
    sections = [_section(kind, editions, moves, now) for kind, editions in found]
    if may(person, Duty.KEEP_COMMITMENTS):
        sections += _forgotten(now)
    return Desk(
        sections=[section for section in sections if section.rows],
        news=news_for(person, since=read_at, now=now, has_all=all_news),
        filters=list(person.saved_filters.all()[:20]),
        now=now,
    )


def _first(kind: Waiting, person: User, now: datetime) -> list[Any]:
    moves = Transition.objects.filter(edition=OuterRef("pk")).order_by("-at", "-id")
    editions = (
        kind.editions(person, now)
        .without_texts()
        .select_related("release", "written_by")
        .annotate(
            total=Window(Count("pk")),
            last_move=Subquery(moves.values("pk")[:1]),
        )
    )
    return list(editions[:SHOWN])


def _last_moves(editions: Iterable[Any]) -> dict[int, Transition]:
    keys = {edition.last_move for edition in editions}
    return Transition.objects.select_related("by", "asked").in_bulk(keys)


def _section(
    kind: Waiting, editions: list[Any], moves: dict[int, Transition], now: datetime
) -> Section:
    rows = [_row(kind, e, moves.get(e.last_move), now) for e in editions]
    url = reverse("admin:briefings_release_changelist") + f"?desk={kind.name}"
    total = editions[0].total if editions else 0
    return Section(kind.name, kind.title, rows, total, url)


def _row(kind: Waiting, edition: Any, last: Transition | None, now: datetime) -> Row:
    at = getattr(edition, "moment", None)
    if kind.name == "scheduled":
        at = edition.live_from
    page = reverse("admin:briefings_edition_change", args=[edition.pk])
    return Row(
        headline=edition.headline,
        url=page + kind.place,
        standing=standing(edition, now),
        who=_who(last, edition),
        since=last.at if last else edition.created_at,
        note=_note(kind, edition, last),
        at=at,
        when=when_in_words(at, now) if at else "",
    )


def _who(last: Transition | None, edition: Edition) -> str:
    """Whoever moved it last; a release that a command brought in is nobody's yet."""
    return str((last and last.by) or edition.written_by or "")


def _note(kind: Waiting, edition: Any, last: Transition | None) -> str:
    if kind.many:
        return f"{edition.many} {kind.many}{'' if edition.many == 1 else 's'}"
    if kind.name == "unapproved":
        return f"“{edition.urgency}”"
    if kind.name == "reminders":
        return f"For {edition.asked_on:%-d %B %Y}: “{edition.asked_for}”"
    if kind.name == "today" and not edition.live_during:
        return "It is under an embargo, and not scheduled."
    if kind.name not in ("changes", "review") or last is None:
        return ""
    asked = f"Asked of {last.asked}. " if last.asked else ""
    return asked + (f"“{last.note}”" if last.note else "")


def _forgotten(now: datetime) -> list[Section]:
    overdue: Any = Commitment.objects.overdue()
    silent: Any = Commitment.objects.silent()
    return [
        _promises("overdue", "Commitments overdue", overdue),
        _promises("silent", f"Commitments silent for {SILENT_AFTER.days} days", silent),
    ]


def _promises(name: str, title: str, commitments: Any) -> Section:
    # By the original deadline, from which lateness counts, and which has an index.
    first = commitments.order_by("due_by", "title").values_list("pk", flat=True)
    keys = list(first[: MOST_PROMISES + 1])
    rows = Commitment.objects.with_stage().select_related(
        "responsible_organisation__merged_into"
    )
    promised = rows.filter(pk__in=keys[:SHOWN]).order_by("due_by", "title")
    url = reverse("admin:briefings_commitment_changelist") + f"?following={name}"
    return Section(name, title, [_promise(c) for c in promised], len(keys), url)


def _promise(commitment: Any) -> Row:
    stage = Stage(commitment.stage)
    due, body = commitment.due_now, commitment.responsible_organisation
    return Row(
        headline=commitment.title,
        url=reverse("admin:briefings_commitment_change", args=[commitment.pk]),
        standing=Standing(stage.value, str(stage.label), ""),
        who=str(body.kept) if body else "",
        note=f"Due {due:%-d %B %Y}" if due else commitment.deadline_words,
    )
