"""What an e-mail to a colleague says: who did what, what is to be done, and where.

An e-mail lies in mailboxes, and on phones, that the newsroom knows nothing of. So words
of a release are in it only when they are public, which no setting changes: else its
kind and number have to do. Notes, reasons and comments never are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from briefings.letters import Letter, in_one_line
from briefings.models import Commitment, Edition, Mail, Reminder
from briefings.models.commitments import SILENT_AFTER
from briefings.models.mails import Occasion
from briefings.moments import in_words
from briefings.workflow import UNSEEN_MOVES, State

_O = Occasion


class Words(NamedTuple):
    """`{it}` is the release, `{who}` whoever did it."""

    subject: str
    sentence: str


# By what was done and what the reader is to do with it.
WORDS = {
    ("submit", _O.REVIEW): Words(
        "{it} waits for your approval",
        "{who} submitted {it} for review. Please approve it or ask for changes.",
    ),
    ("ask_another", _O.REVIEW): Words(
        "{it} waits for your approval",
        "{who} asks you to review {it}. Please approve it or ask for changes.",
    ),
    ("reopen", _O.REVIEW): Words(
        "{it} waits for your approval again",
        "{who} changed {it} after it was approved. Please read what changed, and "
        "approve it again or ask for changes.",
    ),
    ("request_changes", _O.CHANGES): Words(
        "Changes are asked of you: {it}",
        "{who} read {it} and asks you for changes. The page says which.",
    ),
    ("approve", _O.APPROVED): Words("{it} is approved", "{who} approved {it}."),
    ("approve_afterwards", _O.APPROVED): Words(
        "{it} is approved afterwards",
        "{who} approved {it}, which was issued without approval.",
    ),
    ("approve", _O.READY): Words(
        "{it} can be issued", "{who} approved {it}. It can be issued or scheduled."
    ),
    ("lift", _O.LIVE): Words("{it} is live", "Since {live_from}, {it} is public."),
    ("reopen", _O.ALTERED): Words(
        "{it} must be approved again",
        "{who} changed {it} after it was approved, so it is in review again.",
    ),
    ("save", _O.ALTERED): Words(
        "{who} changed {it}",
        "{who} changed {it}, which you wrote or submitted. You are told of this once "
        "a day; the history shows every change.",
    ),
    ("unschedule", _O.ALTERED): Words(
        "{it} is not scheduled any more",
        "{who} unscheduled {it}. It stays approved, and goes out when it is issued.",
    ),
    ("withdraw", _O.ALTERED): Words(
        "{it} is withdrawn", "{who} withdrew {it}. Readers see the notice above it."
    ),
    ("reinstate", _O.ALTERED): Words(
        "{it} is reinstated", "{who} ended the withdrawal of {it}."
    ),
    ("remove", _O.ALTERED): Words(
        "{it} is removed", "{who} took {it} out of the public’s sight."
    ),
    ("correct_removal", _O.ALTERED): Words(
        "The removal of {it} is explained anew",
        "{who} changed what readers are told of the removal of {it}.",
    ),
    ("readdress", _O.ALTERED): Words(
        "{it} has another address", "{who} changed the address of {it}."
    ),
    ("take_back", _O.ALTERED): Words(
        "{it} is a draft again",
        "{who} took {it} back from review. It waits for nobody’s approval now.",
    ),
    ("take_over", _O.ALTERED): Words(
        "{who} took {it} over",
        "{who} took {it} over, which you wrote or submitted, and works on it now.",
    ),
    ("discard", _O.ALTERED): Words(
        "{it} is discarded",
        "{who} discarded {it}. Nothing of it is lost: its page can bring it back.",
    ),
    ("bring_back", _O.ALTERED): Words(
        "{it} is a draft again", "{who} brought {it} back, which had been discarded."
    ),
    ("put_back", _O.ALTERED): Words(
        "{it} is back",
        "{who} put {it} back, which had been removed. It is public again.",
    ),
    ("comment", _O.COMMENT): Words(
        "{who} commented on {it}", "{who} left a comment on {it}. The page shows it."
    ),
    ("reply", _O.COMMENT): Words(
        "{who} answered a comment on {it}",
        "{who} answered a comment on {it} in which you take part.",
    ),
    ("issue_urgently", _O.URGENT): Words(
        "{it} was issued without approval",
        "{who} issued {it} before anybody had approved it. Please read it, and "
        "approve it afterwards or have it corrected.",
    ),
    ("put_back", _O.URGENT): Words(
        "{it} was put back without approval",
        "{who} put {it} back, which had been removed. Please read it, and approve it "
        "afterwards or have it corrected.",
    ),
    ("waits", _O.REMINDER): Words(
        "{it} still waits for your approval",
        "{it} still waits for a review. Please approve it or ask for changes.",
    ),
    ("unapproved", _O.REMINDER): Words(
        "{it} still waits for an approval afterwards",
        "{it} was issued without approval, and nobody has approved it since. Please "
        "read it, and approve it afterwards or have it corrected.",
    ),
    ("look", _O.REMINDER): Words(
        "It is time to look at {it} again",
        "You were to be reminded of {it} today. The page says what to look at.",
    ),
    ("passed", _O.REMINDER): Words(
        "The time of {it} has passed",
        "The text of {it} names an embargo that has ended, and it is not issued. "
        "Please have it issued, or take it out of hand.",
    ),
    ("commitments", _O.COMMITMENTS): Words(
        "Commitments need a word from you",
        "{number}. Please enter what became of them.",
    ),
}
_PLACES = {"comment": "#comments", "reply": "#comments"}
_PAGES = {"save": "history", "look": "reminders"}


@dataclass(frozen=True)
class Paragraph:
    subject: str
    sentence: str
    url: str


def message_of(mails: Sequence[Mail]) -> Letter:
    """One e-mail of all that one person is to be told."""
    first, recipient = mails[0], mails[0].recipient
    if first.to:
        number = {"Message-ID": _number_of(first)}
        return Letter(first.subject, first.words, to=first.to, headers=number)
    told = list(dict.fromkeys(paragraph(mail) for mail in mails))
    office, choices = settings.OFFICE_NAME, _absolute(reverse("admin:mails"))
    subject = told[0].subject
    if len(told) > 1:
        subject = f"{len(told)} things on your desk at {office}"
    text = "\n\n".join(f"{part.sentence}\n{part.url}" for part in told)
    text += (
        f"\n\n-- \nFrom the desk of {office}, {in_words(first.written_at)}. Nobody "
        f"reads answers to this e-mail.\nChoose what you are mailed about: {choices}\n"
    )
    return Letter(
        subject,
        text,
        to=recipient.email,
        headers={
            "Message-ID": _number_of(first),
            "List-Unsubscribe": f"<{choices}>",
        },
    )


def _number_of(mail: Mail) -> str:
    """The same for each try, so that a second copy is known as one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<newsroom-{mail.pk}-{mail.written_at:%Y%m%d%H%M%S}@{host}>"


def paragraph(mail: Mail) -> Paragraph:
    verb = mail.act.partition(" ")[0]
    words = WORDS[verb, Occasion(mail.occasion)]
    if mail.edition is None:
        return Paragraph(words.subject, _counted(words.sentence), _url_of(mail, verb))
    edition = mail.edition
    values = {
        "it": name_of(edition),
        "who": in_one_line(str(mail.by or "A command")),
        "live_from": in_words(edition.live_from) if edition.live_from else "",
    }
    subject, sentence = (_capital(text.format(**values)) for text in words)
    return Paragraph(subject, sentence, _url_of(mail, verb))


def name_of(edition: Edition) -> str:
    """By its headline only where that is public, and then by the public one."""
    release = edition.release
    kind = release.get_kind_display().lower()
    headline = release.editions.public().values_list("headline", flat=True).first()
    if headline is None:
        name = f"{kind} no. {release.pk}"
    else:
        name = f"the {kind} “{in_one_line(headline)}”"
    return name if edition.number == 1 else f"edition {edition.number} of {name}"


def has_forgotten_commitments() -> bool:
    return any(_forgotten())


def _forgotten() -> tuple[int, int]:
    return Commitment.objects.overdue().count(), Commitment.objects.silent().count()


def _counted(sentence: str) -> str:
    overdue, silent = _forgotten()
    said = []
    if overdue:
        said.append(f"{overdue} commitment{' is' if overdue == 1 else 's are'} overdue")
    if silent:
        many = " has" if silent == 1 else "s have"
        days = SILENT_AFTER.days
        said.append(f"{silent} commitment{many} been silent for {days} days")
    return sentence.format(number=" and ".join(said))


def _url_of(mail: Mail, verb: str) -> str:
    if mail.edition is None:
        lists = reverse("admin:briefings_commitment_changelist")
        return _absolute(f"{lists}?following=overdue")
    page = _PAGES.get(verb, "change")
    url = reverse(f"admin:briefings_edition_{page}", args=[mail.edition.pk])
    return _absolute(url + _PLACES.get(verb, ""))


def _absolute(path: str) -> str:
    return settings.SITE_URL + path


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def why_overtaken(mail: Mail) -> str:
    """What a later move has settled is not told any more; empty if it has not."""
    edition, (verb, _, number) = mail.edition, mail.act.partition(" ")
    if edition is None:
        return "" if has_forgotten_commitments() else "Nothing waits any more."
    if mail.transition and mail.transition.to_state != edition.state:
        return "A later move overtook it."
    if verb in (*UNSEEN_MOVES, "unapproved"):
        waits = Edition.objects.unapproved().filter(pk=edition.pk)
        return "" if waits.exists() else "It is approved."
    if verb == "passed" and edition.state == State.ISSUED:
        return "It is issued."
    if verb == "look" and not Reminder.objects.open().filter(pk=number).exists():
        return "It is settled."
    if verb == "lift" and not Edition.objects.public().filter(pk=edition.pk).exists():
        return "It is not public any more."
    return ""
