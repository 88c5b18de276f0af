"""The headings of the sections that follow the news, and of those inside it, in the
languages of the house."""

import re

from briefings.text.remembering import remembered

TAIL = r"\W{0,3}"
NOTES = re.compile(
    r"\W{0,3}(?:(?:further |additional )?notes? (?:to|for) (?:the )?"
    r"(?:news ?)?(?:editors?|news ?desks?|journalists?|media)(?: only)?|"
    r"editors?['’]?s?['’]? notes?|editorial notes?|notes|"
    r"nodiadau i(?:['’]r)? olygydd(?:ion)?|nodiadau(?: golygyddol)?|"
    r"notes? (?:aux?|à l['’]attention des|pour les) (?:rédact(?:eurs?|ions?)|"
    r"journalistes)|"
    r"(?:hinweise?|anmerkung(?:en)?) (?:für|an) (?:die )?redaktion(?:en)?|"
    r"notas? (?:para|a) (?:los |el )?editor(?:es)?|nótaí don eagarthóir)"
    rf"{TAIL}",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\W{0,3}(?:about(?! (?:\d|half|one|two|three|an? |time|turn)\b)|à propos\b|"
    r"über|ynglŷn [âa]|am(?= (?:y|yr|gwmni) )|acerca de|sobre|maidir leis?)"
    r"[ '’][^.!?\n:]{1,80}\W{0,3}|(?:boiler ?plate|company profile)\W{0,3}",
    re.IGNORECASE,
)
# Run in: "About the Trust: the Trust keeps…".
ABOUT_RUN_IN = re.compile(
    r"(?:About|À propos d[eu’']|Über|Ynglŷn [âa]) ?(?P<whom>[^.!?\n:–—]{2,80})"
    r"(?::| [–—-]) \S"
)
# They may also stand in the middle of the news.
BACKGROUND = re.compile(
    r"(?:background(?: (?:information|notes?|facts|briefing|quotes?))?|"
    r"further information|more information|additional (?:information|resources|links|"
    r"quotes)|further (?:details|reading)|(?:learn|find out) more|"
    r"related (?:documents?|links?|information|products?|content|topics?|news)|"
    r"associated links?|useful links?|links|resources|ends? notes?|footnotes|"
    r"references|sources|methodology|media assets|"
    r"images?|pictures?|photos?|photographs?|videos?|audio|downloads?|attachments?|"
    r"documents?|twitter|social media|follow us|stay connected|share this page|"
    r"cefndir|gwybodaeth (?:bellach|ychwanegol)|dolenni|lluniau|"
    r"contexte|renseignements (?:de base|supplémentaires)|liens (?:connexes|associés|"
    r"utiles)|document d['’]information|pour en savoir plus|restez branchés|"
    r"hintergrund(?:informationen)?|weitere informationen|bildmaterial|"
    r"antecedentes|cúlra)\W{0,3}",
    re.IGNORECASE,
)
CONTACTS = re.compile(
    r"\W{0,3}(?:(?:for )?(?:all )?(?:media|press|public|general|news ?desk|further|"
    r"out[ -]of[ -]hours|journalist|editorial|customer|investor|corporate)"
    r"(?: relations| team| office)?"
    r"(?: ?(?:and|&|/) ?\w{1,20})? ?(?:enquir(?:y|ies)|inquir(?:y|ies)|contacts?|"
    r"office|quer(?:y|ies)|requests)(?: details| information| only)?|"
    r"contacts?(?: (?:us|details|information|persons?|for (?:the )?(?:media|press)"
    r"(?: only)?))?|"
    r"(?:for )?(?:more|further|additional) information,? (?:please )?contact|"
    r"(?:for )?enquiries|(?:for )?inquiries|(?:media|press) relations|"
    r"(?:issued|released) by|(?:press|media) officers?|spokes(?:person|people)|"
    r"interviews|contact presse|contacts? (?:presse|médias?)|personnes?-ressources?|"
    r"relations (?:avec les |de )?(?:médias|presse)|renseignements|"
    r"presse?kontakt|pressestelle|ansprechpartner(?:in|innen)?|kontakt|"
    r"cyswllt(?: â['’]r (?:wasg|cyfryngau))?|cysylltiadau|cysylltwch â|cysylltu|"
    r"ymholiadau(?:['’]r| gan y)? ?(?:wasg|cyfryngau)?|swyddfa['’]r wasg|"
    r"contactos?(?: de prensa)?|teagmháil)\W{0,3}",
    re.IGNORECASE,
)
# These head a part of the news itself, whatever follows.
INSIDE_THE_NEWS = re.compile(
    r"(?:(?:supporting |stakeholder |additional |further )?quot(?:e|es|ation|ations)|"
    r"(?:quick|key|fast|main|headline) facts|facts (?:and|&) figures|at a glance|"
    r"(?:key |main )?(?:findings|results|figures|statistics|measures|dates|facts)|"
    r"next steps|timeline|what (?:this|it) means|case stud(?:y|ies)|reactions?|"
    r"testimonials?|citations?|faits (?:en bref|saillants)|zitate?|"
    r"dyfyniadau|dyfyniad|prochaines étapes)\W{0,3}",
    re.IGNORECASE,
)
KEY_POINTS = re.compile(
    r"(?:key (?:points|facts|messages|findings|announcements)|main points|highlights|"
    r"(?:in )?summary|at a glance|in brief|headlines|prif bwyntiau|"
    r"(?:points|faits) (?:clés|saillants)|en bref|auf einen blick|das wichtigste in "
    r"kürze)\W{0,3}",
    re.IGNORECASE,
)
LONGEST_HEADING = 100
MOST_WORDS_OF_ABOUT = 12


@remembered
def names_a_section(line: str) -> bool:
    """Whatever its place: the heading of notes, contacts, background, boilerplate."""
    return len(line) <= LONGEST_HEADING and bool(
        NOTES.fullmatch(line)
        or CONTACTS.fullmatch(line)
        or BACKGROUND.fullmatch(line)
        or heads_boilerplate(line)
    )


def heads_a_section(line: str) -> bool:
    """Those and the sections of the news itself, such as "Quotes"."""
    return names_a_section(line) or (
        len(line) <= LONGEST_HEADING and bool(INSIDE_THE_NEWS.fullmatch(line))
    )


def heads_boilerplate(line: str) -> bool:
    """
    >>> heads_boilerplate("About the Valmere Railway Agency")
    True
    >>> heads_boilerplate("About 400 people came to the lock.")
    False
    """
    return (
        line.rstrip()[-1:] not in (".", "?", "!", ",")
        and len(line.split()) <= MOST_WORDS_OF_ABOUT
        and bool(ABOUT.fullmatch(line))
    )
