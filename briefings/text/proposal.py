"""A release as it is proposed to an editor."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from briefings.text.claims.figures import ends_of_ranges
from briefings.text.finds import (
    ReadCommitment,
    ReadContact,
    ReadDate,
    ReadFigure,
    ReadMention,
    ReadPerson,
    ReadQuote,
    ReadWarning,
    as_json,
)
from briefings.text.formats.sources import (
    Format,
    PastEdition,
    ReadAttachment,
    ReadImage,
    Withdrawal,
)
from briefings.text.markup.markdown import plain_text


@dataclass(frozen=True)
class Reading:
    """A release as proposed to an editor. ``start`` and ``end`` of its finds are
    code points into ``plain_text()``; finds in the notes to editors are kept apart,
    because theirs are code points into the plain text of ``asides()``."""

    headline: str
    key_points: tuple[str, ...]
    body: str
    issued_on: date | None = None
    organisation: str = ""
    dateline: str = ""
    language: str = "en"
    quotes: tuple[ReadQuote, ...] = ()
    commitments: tuple[ReadCommitment, ...] = ()
    figures: tuple[ReadFigure, ...] = ()
    people: tuple[ReadPerson, ...] = ()
    organisations: tuple[ReadMention, ...] = ()
    places: tuple[ReadMention, ...] = ()
    events: tuple[ReadMention, ...] = ()
    contacts: tuple[ReadContact, ...] = ()
    notes_to_editors: str = ""
    figures_in_notes: tuple[ReadFigure, ...] = ()
    commitments_in_notes: tuple[ReadCommitment, ...] = ()
    boilerplate: str = ""
    standfirst: str = ""
    figures_in_standfirst: tuple[ReadFigure, ...] = ()
    embargoed_until: datetime | None = None
    release_kind: str = ""
    dates: tuple[ReadDate, ...] = ()
    labels: tuple[str, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
    source_format: Format = "text"
    delivered_on: date | None = None  # a speech
    location: str = ""
    given_as: str = ""  # a transcript, notes, an article
    political: bool = False  # where it was published first
    change_history: tuple[PastEdition, ...] = ()
    withdrawn: Withdrawal | None = None
    attachments: tuple[ReadAttachment, ...] = ()
    images: tuple[ReadImage, ...] = ()

    def plain_text(self) -> str:
        return plain_text(self.key_points, self.body)

    def asides(self) -> str:
        """The Markdown that follows the news: the notes, then the boilerplate."""
        return "\n\n".join(filter(None, (self.notes_to_editors, self.boilerplate)))

    def as_json(self) -> dict[str, Any]:
        """The contract other programs read: keys may be added, none renamed, so what
        is mentioned stays a list of names and stands in full beside it. Finds
        outside the body come last; their start and end are null. A range is listed by
        both its ends, for readers that know of one value a figure."""
        json: dict[str, Any] = as_json(self)
        for name in ("organisations", "places", "events"):
            json[f"{name}_mentioned"] = json[name]
            json[name] = [mention["name"] for mention in json[name]]
        for name in ("figures", "figures_in_notes", "figures_in_standfirst"):
            json[name] = [as_json(end) for end in ends_of_ranges(getattr(self, name))]
        for finds in ("figures", "commitments"):
            for part_ in ("standfirst", "notes"):
                aside = json.pop(f"{finds}_in_{part_}", ())
                json[finds] += [find | {"start": None, "end": None} for find in aside]
        return json
