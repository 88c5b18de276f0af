"""A release as its format gives it: words as blocks, and the facts that the format
writes down beside the words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from briefings.text.blocks import Block
from briefings.text.finds import ReadContact, ReadPerson, ReadWarning

LARGEST = 5_000_000
LARGEST_IN_WORDS = "5 MB"

Format = Literal["text", "markdown", "html", "govuk", "docx", "email"]
FORMATS_IN_WORDS = (
    "plain text, Markdown, a Word document (.docx), a web page (.html), "
    "an e-mail (.eml), JSON of GOV.UK’s Content API"
)


class Unreadable(ValueError):
    """The source cannot be read as a release; the sentence is meant for an editor."""


@dataclass(frozen=True)
class PastEdition:
    """What was changed, as the public was told, and when."""

    note: str
    at: datetime | None = None


@dataclass(frozen=True)
class Withdrawal:
    explanation: str
    at: datetime | None = None


@dataclass(frozen=True)
class ReadAttachment:
    title: str
    url: str = ""
    content_type: str = ""


@dataclass(frozen=True)
class ReadImage:
    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Source:
    """What a format says for certain goes before what prose lets one guess; an
    e-mail's subject and day of sending (``likely_…``) come after it."""

    format: Format
    blocks: tuple[Block, ...]
    headline: str = ""
    likely_headline: str = ""
    standfirst: str = ""
    issued_on: date | None = None
    likely_issued_on: date | None = None
    language: str = ""
    organisation: str = ""
    organisations: tuple[str, ...] = ()
    people: tuple[ReadPerson, ...] = ()
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    contacts: tuple[ReadContact, ...] = ()
    labels: tuple[str, ...] = ()
    page_heads: tuple[str, ...] = ()  # what is printed over every page, and under it
    page_feet: tuple[str, ...] = ()
    delivered_on: date | None = None
    location: str = ""
    given_as: str = ""
    release_kind: str = ""
    political: bool = False
    change_history: tuple[PastEdition, ...] = ()
    withdrawn: Withdrawal | None = None
    attachments: tuple[ReadAttachment, ...] = ()
    images: tuple[ReadImage, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
