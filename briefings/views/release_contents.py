"""A release's page: its edition with everything around it, and the records in it."""

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models import When as IfSo
from django.db.models.functions import JSONObject

from briefings.models import (
    ChangeNoteCorrection,
    Contact,
    Edition,
    Event,
    Involvement,
    Person,
    Place,
    Topic,
)
from briefings.models.collections import public_collections
from briefings.models.editions import Change
from briefings.models.governments import with_government
from briefings.models.involvements import Part
from briefings.models.merging import kept_column
from briefings.models.printed import printed_card, printed_name
from briefings.models.translations import public_languages
from briefings.views.pictures import file_rows, files_in
from briefings.views.prepared import prepared
from briefings.views.release_records import records_of
from briefings.views.withdrawals import last_stand, withdrawals_in_force

_DAYS = ("starts_on", "ends_on")


@prepared
def current_editions() -> QuerySet[Any]:
    return _for_reading(Edition.objects.public())


@prepared
def published_editions() -> QuerySet[Any]:
    return _for_reading(Edition.objects.published())


def records_in(edition: Edition) -> dict[str, Any]:
    rows: Any = edition
    editions = editions_of(rows)
    return {
        **records_of(edition),
        **files_in(edition),
        "editions": editions,
        "update": update_in(editions),
        "related": [_with_moments(row) for row in rows.related_links],
        "occasions": [_with_days(row) for row in rows.event_links],
    }


def editions_of(rows: Any) -> list[dict[str, Any]]:
    """Every edition that was public, the newest first."""
    return [_with_moments(row) for row in rows.edition_rows]


def update_in(editions: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The last change that readers must know of."""
    return next(filter(_is_update, editions), None)


def _is_update(row: dict[str, Any]) -> bool:
    return row["number"] > 1 and row["change"] == Change.MAJOR


def _with_moments(row: dict[str, Any]) -> dict[str, Any]:
    """JSON has no moments."""
    told = [_with_moments(one) for one in row.get("corrections", ())]
    return {**row, "at": datetime.fromisoformat(row["at"]), "corrections": told}


def _with_days(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: row[name] and date.fromisoformat(row[name]) for name in _DAYS}
    return {**row, **days}


def involved(edition: str = "") -> ArraySubquery:
    """The organisations behind an edition, as links. The path leads to it."""
    named = Involvement.objects.filter(edition=OuterRef(f"{edition}pk"))
    link = JSONObject(
        name=printed_name("organisations", "organisation_id", edition),
        slug=kept_column("slug", "organisation__"),
        part="part",
    )
    return ArraySubquery(named.values(json=link))


def issuers(links: list[dict[str, Any]]) -> dict[str, str]:
    """The names of the leading organisations by their addresses, out of those that are
    `involved`; of what was entered twice the name that comes first."""
    named: dict[str, str] = {}
    for link in links:
        if link["part"] == Part.LEAD:
            named.setdefault(link["slug"], link["name"])
    return named


def _for_reading(editions: QuerySet[Any]) -> QuerySet[Any]:
    """Editions with everything that their page says beside their records, so that it is
    one query. What an edition names is public as the edition is; releases it points to
    are not."""
    this_release = Edition.objects.published().filter(release=OuterRef("release"))
    related = Edition.objects.public().filter(release__related_editions=OuterRef("pk"))
    return (
        with_government(editions)
        .select_related("release")
        .defer("search")
        .annotate(
            is_current=Exists(Edition.objects.public().filter(pk=OuterRef("pk"))),
            withdrawal=Subquery(withdrawals_in_force().values("explanation")[:1]),
            withdrawn_at=Subquery(
                withdrawals_in_force().values("in_force_during__startswith")[:1]
            ),
            stands_since=last_stand(),
            lifted_at=_lift(),
            edition_rows=_editions(this_release),
            file_rows=file_rows(),
            organisation_links=involved(),
            people_links=_tagged("people", Person.objects.all()),
            topic_links=_tagged("topics", Topic.objects.all()),
            place_links=_tagged("places", Place.objects.all()),
            event_links=_tagged(
                "events",
                Event.objects.all(),
                **{name: name for name in (*_DAYS, "cancellation")},
            ),
            contact_cards=_contacts(),
            language_rows=public_languages(),
            collection_links=public_collections(),
            read_early=F("early_sight_note__words"),
            related_links=ArraySubquery(
                related.order_by("-release__first_published_at").values(
                    json=JSONObject(
                        name="headline",
                        slug="release__slug",
                        language="language",
                        at="release__first_published_at",
                    )
                )
            ),
        )
    )


def _lift() -> Case:
    """When the embargo ended of a first edition that was issued before its time."""
    begins = F("live_during__startswith")
    return Case(IfSo(number=1, issued_at__lt=begins, then=begins))


def _editions(published: QuerySet[Any, Any]) -> ArraySubquery:
    """Every edition that was public, the newest first, with what it changed and what
    readers were told of that since."""
    told = ChangeNoteCorrection.objects.filter(edition=OuterRef("pk"))
    row = JSONObject(
        number="number",
        at="live_during__startswith",
        change="change",
        note="change_note",
        corrections=ArraySubquery(told.values(json=JSONObject(words="words", at="at"))),
    )
    return ArraySubquery(published.order_by("-number").values(json=row))


def _contacts() -> ArraySubquery:
    named = Contact.objects.filter(editions=OuterRef("pk"))
    return ArraySubquery(named.values(json=printed_card()))


def _tagged(kind: str, rows: QuerySet, **columns: str) -> ArraySubquery:
    """Links under the printed names to the kept rows of what an edition names."""
    link = JSONObject(name=printed_name(kind), slug=kept_column("slug"), **columns)
    return ArraySubquery(rows.filter(editions=OuterRef("pk")).values(json=link))
