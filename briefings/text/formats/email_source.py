"""E-mails with a release in them, plain or as HTML."""

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from briefings.text.blocks import Block, Kind
from briefings.text.finds import ReadContact, ReadWarning
from briefings.text.formats.encodings import cleaned, decoded, known_charset
from briefings.text.formats.markdown_source import blocks_of_markdown, is_markdown
from briefings.text.formats.plain_source import blocks_of_plain_text, escaped
from briefings.text.formats.sources import ReadAttachment, ReadImage, Source, Unreadable
from briefings.text.formats.web_page import blocks_of_mail, declared_charset
from briefings.text.parts.embargo import is_embargo

HEADERS = re.compile(
    rb"(?:[!-9;-~]{1,80}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){2,100}\r?\n"
)
# What programs write on top of an e-mail, and people who quote one leave out.
WRITTEN_BY_PROGRAMS = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|content-type|x-mailer):",
    re.IGNORECASE | re.MULTILINE,
)
WHERE_HEADERS_ARE = 100_000
PASSED_ON = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s{0,3}:\s{0,9}){1,9}", re.IGNORECASE)
# "Fwd: Press release: New lock opens".
NAMED_A_RELEASE = re.compile(
    rf"(?:{PASSED_ON.pattern})?(?:(?:joint )?(?:press|news|media) (?:release|notice|"
    r"statement)|communiqué(?: de presse)?|pressemitteilung|datganiad i’r wasg)"
    r"\s?[:–—|-]\s{1,9}",
    re.IGNORECASE,
)
SOFT_BREAK = re.compile(r"(?<!--) \r?\n(?=\S)")
LONGEST_HEADER = 2_000
# The parser looks at every line once for every part that is still open.
MOST_PARTS = 20
MOST_LINES = 300_000


class _Read:
    """What is found on a walk through the parts of an e-mail."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.blocks: list[Block] = []
        self.images: list[ReadImage] = []
        self.attachments: list[ReadAttachment] = []
        self.labels: list[str] = []
        self.warnings: list[ReadWarning] = []


def is_email(source: bytes, *, name: str = "") -> bool:
    head = source[:WHERE_HEADERS_ARE].lstrip(b"\r\n")
    headers = HEADERS.match(head)
    if headers is None:
        return False
    return name.lower().endswith((".eml", ".mht", ".mhtml")) or bool(
        WRITTEN_BY_PROGRAMS.search(headers.group())
    )


def read_email(source: bytes, what: str) -> Source:
    too_much = source.lower().count(b"boundary=") > MOST_PARTS
    if too_much or source.count(b"\n") > MOST_LINES:
        raise _refusal(what, "has far more parts than a release")
    read = _Read(what)
    try:
        message = message_from_bytes(source.lstrip(b"\r\n"))
        _read_part(message, read)
    except RecursionError:
        raise _refusal(what, "has far more parts than a release") from None
    subject = _header(message, "subject")
    passed_on = PASSED_ON.match(subject)
    prefix = passed_on.group() if passed_on else ""
    named = NAMED_A_RELEASE.match(subject)
    prefix = named.group() if named else prefix
    likely = subject[len(prefix) :]
    if is_embargo(likely):
        # It holds for the release, which has its headline elsewhere.
        read.blocks.insert(0, Block(Kind.PARAGRAPH, escaped(likely), (likely,)))
        likely = ""
    return Source(
        "email",
        tuple(read.blocks),
        likely_headline=likely,
        likely_issued_on=_day(_header(message, "date")),
        contacts=tuple(_sender(_header(message, "from"))),
        labels=(*filter(None, [prefix.strip()]), *read.labels),
        attachments=tuple(read.attachments),
        images=tuple(read.images),
        warnings=(*read.warnings, *_warn_of_unread(read.attachments)),
    )


def _refusal(what: str, why: str) -> Unreadable:
    return Unreadable(
        f"{what} is an e-mail that {why}: copy the words out of it and try again."
    )


def _read_part(part: Message, read: _Read) -> None:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        for inner in _parts(part):
            read.labels += filter(None, [_header(inner, "subject")])
            _read_part(inner, read)
    elif kind == "multipart/alternative":
        _read_part(_best(_parts(part)), read) if _parts(part) else None
    elif part.is_multipart():
        for inner in _parts(part):
            _read_part(inner, read)
    elif kind in ("text/plain", "text/html") and not _is_attached(part):
        _read_words(part, read, is_html=kind == "text/html")
    else:
        _note_attachment(part, kind, read)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [p for p in payload if isinstance(p, Message)] if part.is_multipart() else []


def _best(parts: list[Message]) -> Message:
    """HTML keeps headings, lists and block quotations."""
    rich = [
        p for p in parts if any(w.get_content_type() == "text/html" for w in p.walk())
    ]
    return (rich or parts)[-1]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _read_words(part: Message, read: _Read, *, is_html: bool) -> None:
    payload = part.get_payload(decode=True)
    source = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset("") or declared_charset(source)
    text, warnings = cleaned(decoded(source, read.what, charset=charset), read.what)
    read.warnings += warnings
    if is_html:
        fragment = blocks_of_mail(text, read.what)
        read.blocks += fragment.blocks
        read.images += fragment.images
        read.warnings += fragment.warnings
        return
    if str(part.get_param("format", "")).lower() == "flowed":
        text = SOFT_BREAK.sub(" ", text)
    read.blocks += (
        blocks_of_markdown(text) if is_markdown(text) else blocks_of_plain_text(text)
    )


def _note_attachment(part: Message, kind: str, read: _Read) -> None:
    name = _decoded_words(str(part.get_filename("") or ""))
    if kind.startswith("image/"):
        read.images.append(ReadImage("", name))
    elif name or _is_attached(part):
        read.attachments.append(ReadAttachment(name or kind, "", kind))


def _warn_of_unread(attachments: list[ReadAttachment]) -> tuple[ReadWarning, ...]:
    if not attachments:
        return ()
    names = ", ".join(attachment.title for attachment in attachments)
    return (ReadWarning("What is attached to the e-mail was not read.", names),)


def _header(message: Message, name: str) -> str:
    for given, value in message.raw_items():
        if given.lower() == name:
            return _decoded_words(str(value))
    return ""


def _decoded_words(written: str) -> str:
    """`=?utf-8?q?Dŵr?=` and bytes that are not ASCII, both read as words."""
    octets = written[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
    written = decoded(octets, "A header")
    try:
        pieces = decode_header(" ".join(written.split()))
    except (HeaderParseError, ValueError):
        return " ".join(written.split())
    words = "".join(_words(piece, charset) for piece, charset in pieces)
    return " ".join(cleaned(words, "A header").text.split())


def _words(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        # How the library hands over what was no encoded word: escaped, as ASCII.
        return piece.decode("raw-unicode-escape", "replace")
    return piece.decode(known_charset(charset) or "utf-8", "replace")


def _sender(header: str) -> Iterator[ReadContact]:
    name, address = parseaddr(header)
    if "@" in address:
        yield ReadContact(name, "", address, words=header, rule="email-from")


def _day(header: str) -> date | None:
    try:
        return parsedate_to_datetime(header).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
