"""Cues of a promise, each with a weight.

To teach the reader a new way of promising, add a word to ``promise_words`` or a cue to
FOR; to stop a false one, see ``false_promises``. Weights are compared with the
threshold of ``commitments``: 2 is a promise by itself, 1 needs another sign
beside it."""

import re

from briefings.text.claims.cues import Cues, cue, phrases
from briefings.text.claims.promise_words import (
    ACT,
    ADVERB,
    DOING,
    DOINGS,
    DONE,
    NO_ACT,
    OFFICE,
    OFFICES,
    RULES,
    WILL,
    WILL_BEGINS,
    WILL_NEEDS,
    WILL_NOW,
)
from briefings.text.claims.promises_abroad import ABROAD
from briefings.text.claims.spoken_promises import SPOKEN

_PROMISES = (
    cue("will-be-done", 2.2, rf"{WILL_NOW} be(?: \w+ly)? {DONE}\b", needs=(" be ",)),
    cue(
        "will-have-done",
        1.9,
        rf"{WILL_NOW} have (?:\w+ly )?(?:{DONE}|\w{{3,14}}[^e\W]ed)\b",
        needs=(" have ",),
    ),
    cue("will-do", 1.9, rf"{WILL_NOW} {ACT}\b", needs=WILL_NEEDS),
    cue(
        "will-be-doing",
        1.7,
        rf"{WILL_NOW} be (?:\w+ly )?\w{{3,14}}ing\b",
        needs=(" be ",),
    ),
    # Any other verb; of an office it needs its day.
    cue(
        "we-will",
        1.4,
        rf"\b(?:we|i)(?: will| shall|['’]ll)(?! not\b)(?: {ADVERB}){{0,3}} "
        rf"(?!{ACT}\b|{NO_ACT}\b)[a-z]{{3}}",
        needs=("we will", "we shall", "i will", "i shall", "'ll ", "’ll "),
    ),
    cue(
        "office-will",
        1.1,
        rf"\b{OFFICE} will(?! not\b)(?: {ADVERB}){{0,3}} "
        rf"(?!{ACT}\b|{NO_ACT}\b)[a-z]{{3}}",
        needs=tuple(f"{office} will" for office in phrases(*OFFICES)),
    ),
    cue(
        "meets-the-rest",
        2.0,
        rf"{WILL_NOW} (?:meet|cover|bear|pay|fund|find) (?:all |half |most )?(?:of )?"
        r"(?:the|its|their|our) (?:\w+ )?(?:rest|remainder|balance|costs?|difference|"
        r"shortfall|bill)\b",
        r"\b(?:rest|remainder|balance|costs?|shortfall)\b[^.]{0,40}"
        r"\bwill be (?:met|covered|borne|shared|split)\b",
        needs=("rest", "remainder", "balance", "cost", "difference", "short", "bill"),
    ),
    cue(
        "duty-on-others",
        2.2,
        r"(?<!\bwe)(?<!\byou)(?<!\bi)(?<!\bhe)(?<!\bshe) (?:will|shall) "
        r"(?:also |then |now )?(?:have|be required|be obliged) to "
        r"(?!be\b|wait\b|work\b|learn\b|look\b)[a-z]",
        needs=("have to ", "required to ", "obliged to "),
    ),
    cue(
        "accepted",
        1.9,
        r"\b(?:has|have|will) (?:also |now |today )?accept(?:ed)? (?:(?:all|every|each|"
        r"the|in full|\d{1,3}|of|its|report['’]s|review['’]s|inquiry['’]s) ){1,5}"
        r"(?:\w+ )?(?:recommendations?|findings?|proposals?)\b",
        needs=("accept",),
    ),
    cue("will-be", 1.1, rf"{WILL_NOW} be\b", needs=(" be",)),
    cue(
        "will-be-so-much",
        1.6,
        rf"{WILL_NOW} be (?:an? |a (?:minimum|maximum|total|period) of |at least |"
        r"up to |set at |no (?:more|less|fewer) than |about |around )?(?:[£€$]\d|"
        r"\d{1,3} (?:years?|months?|weeks?)\b(?! old\b))",
        needs=(" be ",),
    ),
    cue(
        "will-not",
        1.6,
        r"\b(?:will|shall) not (?:be )?\w+",
        r"\bwon['’]t (?:be )?\w+",
        r"\bthere will (?:be no|no longer be)\b|\bwill no longer (?:be )?\w+",
        needs=(
            *("will not ", "shall not ", "won't ", "won’t "),
            *("will be no", "will no longer"),
        ),
    ),
    # What everyone gets or no one suffers is promised where it has its day.
    cue(
        "everyone-will",
        1.3,
        r"\b(?:every|each|all) (?:[\w’'-]{1,20} ){1,4}?will (?:have|get|receive)\b",
        needs=("will have", "will get", "will receive"),
    ),
    cue(
        "nobody-will",
        1.3,
        r"no(?<!\wno)(?:body| (?!doubt\b|wonder\b)(?:[\w’'-]{1,20} )?[\w’'-]{1,20}) "
        r"will (?!be\b)[a-z]",
        needs=("no ", "nobody "),
    ),
    cue(
        "approved",
        1.7,
        r"\b(?:has|have) (?:also |now |today )?been (?:approved|granted|awarded)\b",
        r"\bapproval\b[^.]{0,120}\b(?:has|have) been (?:given|granted)\b",
        r"\bgiven (?:the )?(?:final |full )?(?:approval|green light|go-ahead)\b",
        needs=(
            *("been approved", "been granted", "been awarded"),
            *("approval", "green light", "go-ahead"),
        ),
    ),
    cue(
        "there-will-be",
        1.6,
        r"\bthere will(?: also| then)? be (?:an?|more|new|additional|extra|further)\b",
        needs=("there will",),
    ),
    # The present for what is to come needs its day.
    cue(
        "begins-on-a-day",
        1.1,
        r"\b(?:enters? service|go(?:es)? live|commences?|begins?|opens|starts?|closes?|"
        r"open(?= (?:on|in|from|this|next) )|takes? effect|ends?(?! of\b)|expires?)\b",
        needs=(
            *("enter service", "enters service", "go live", "goes live", "commence"),
            *("begin", "open", "start", "close", "take effect", "takes effect", "end"),
            "expire",
        ),
    ),
    cue(
        "is-to-do",
        1.9,
        rf"\b(?:is|are) (?:now |also )?to {ACT}\b(?! up to\b)",
        rf"\b(?:changes?|steps?|priority|measures?) will be to {ACT}\b",
        rf"\bplans? (?:for|include) [^.]{{0,60}}\b{DONE}\b",
        needs=(
            *("is to ", "are to ", "now to ", "also to ", "plan for", "plans for"),
            *("plan include", "plans include", "will be to "),
        ),
    ),
    cue(
        "to-be-done",
        1.9,
        r"\bto be (?<!is to be )(?<!are to be )(?<!has to be )(?<!have to be )"
        r"(?<!had to be )(?<!need to be )(?<!needs to be )(?<!needed to be )"
        r"(?<!ought to be )(?<!that to be )(?<!first to be )(?<!used to be )"
        rf"{DONE}\b",
        needs=("to be",),
    ),
    cue(
        "bound-to",
        2.4,
        r"\b(?:committed|committing|pledged|pledging|determined|resolved|promised|vowed"
        r"|"
        r"undertaken|agreed(?: in principle)?|decided|resolute) (?:not )?to(?: \w+ly)? "
        r"(?!the |an? |our |its |their |this |his |her )[a-z]",
        r"\b(?:pledges?|promises?|commits?|vows?|undertakes?) (?:not )?to(?: \w+ly)? "
        r"(?!the |an? |our |its |their |this |his |her )[a-z]",
        r"\bcommitted and \w+ to\b",
        r"\b(?:agreed|decided|voted|resolved) (?:unanimously|(?:on|at|last|this|in|"
        rf"yesterday) [^.,;]{{2,40}}?) to {ACT}\b",
        needs=(
            *("commit", "pledg", "determined", "resol", "promise", "vow"),
            *("undertak", "agreed", "decided", "voted"),
        ),
    ),
    cue("commitment", 1.2, r"\bcommitment to\b", needs=("commitment",)),
    cue(
        "planned",
        2.1,
        r"\b(?:plans?|proposes?|intends?|proposing|planning|intention|"
        r"proposals?) to(?: \w+ly)? [a-z]",
        r"\b(?:is|are|am|['’]re|['’]m) (?:(?!better )\w+ )?prepared to\b",
        r"\bit is (?:proposed|intended|planned) that\b",
        r"\bour (?:plan|intention|ambition|aim|goal|target|objective) (?:now )?is to\b",
        r"\bon (?:course|track) to\b|\bstands? ready to\b",
        needs=(
            *("plan", "propos", "inten", "prepared to", "our ambition", "our aim"),
            *("our goal", "our target", "our objective", "on course to"),
            *("on track to", "ready to"),
        ),
    ),
    cue(
        "timetable",
        2.1,
        r"\b(?:is|are) (?:scheduled|expected|anticipated|slated)\b",
        rf"\b(?:is|are) due (?:to (?:be {DONE}|{ACT}|report|go live|end|start)\b|"
        r"(?:for|on|in|by|this|next)\b)",
        rf"\b(?:scheduled|anticipated) to\b|\bdue to (?:be {DONE}|{ACT})\b",
        r"\banticipated will\b",
        r"\b(?:has|have) been (?:fixed|scheduled|set) (?:at|for|on) [^.]{0,30}\d",
        needs=(
            "scheduled",
            "slated",
            "expected",
            "anticipated",
            "due ",
            "been fixed",
            "been set",
        ),
    ),
    # Speaking is no promise, but what is announced may be one.
    cue(
        "announced-by-doing",
        2.2,
        rf"\b{WILL}(?: also| today)? announce\b[^.]{{0,160}}"
        r"\b(?:new|additional|extra)\b",
        needs=("announce",),
    ),
    cue(
        "consultation",
        2.0,
        r"\b(?<!in )consultation\b(?! with)[^.]{0,120}\b(?:published|launched|opens?|"
        r"closes?|begins?|runs?|is open|open until|issued)\b",
        r"\b(?:published|launched|opened|begun|issued)\b[^.]{0,60}\bconsultation\b",
        needs=("consultation",),
    ),
    cue(
        "rule-in-force",
        2.2,
        r"\bcom(?:e|es|ing) in ?to (?:force|effect|place)\b",
        r"\b(?:bill|act|reforms?|rules?|regulations?|legislation|proposals?|powers?)\b"
        rf"[^.]{{0,60}}\b(?:{WILL}|contains?|aims?)\b",
        needs=("to force", "to effect", "to place", *RULES),
    ),
    cue(
        "proposed-rule",
        1.8,
        r"\b(?:bill|act|reforms?|regulations?|legislation|proposals?|powers?)\b"
        r"[^.]{0,60}\bwould\b",
        needs=("would",),
    ),
    cue(
        "present-step",
        1.7,
        rf"\b(?:is|are|we['’]re) (?:being |also |now )?{DOING}\b",
        r"\bcan now (?:start|begin|go ahead|proceed)\b",
        r"\b(?:are|is) being (?:introduced|established|created|set up)\b",
        needs=(*phrases(*DOINGS), "can now", "is being", "are being"),
    ),
    cue(
        "signed",
        1.8,
        r"\b(?<!was )(?<!were )(?<!be )(?<!been )sign(?:ed|s|ing)\b[^.]{0,80}"
        r"\b(?:agreements?|memorandum|framework|pact|charter|declaration|treaty|"
        r"contracts?|partnership|programme|accord|deal|convention|letter of intent)\b",
        r"\b(?:a|ont) signé\b[^.]{0,120}\b(?:accord|déclaration|convention|contrat|"
        r"charte|protocole|lettre|partenariat)\b",
        r"\bwedi llofnodi\b",
        r"\b(?:hat|haben)\b[^.]{0,120}\b(?:auftrag|vertrag|vereinbarung|abkommen)\b"
        r"[^.]{0,80}\b(?:vergeben|erteilt|unterzeichnet|geschlossen)\b",
        needs=("sign", "llofnodi", "vergeben", "erteilt", "unterz", "geschl"),
    ),
    cue(
        "has-won",
        1.7,
        r"\b(?:has|have) (?:just |also |been ){0,2}(?:won|secured|awarded) "
        r"(?:[\w’'£€$.,-]{1,20} ){0,6}?(?:funding|grants?|contracts?|orders?)\b",
        needs=(" won ", " secured ", " awarded "),
    ),
    cue(
        "opens-for-bids",
        1.9,
        r"\b(?:fund|round|scheme|programme|grants?)\b[^.]{0,40}\b(?:has|have|is|are) "
        r"now (?:been )?(?:open|opened|launched)\b",
        needs=(" now ",),
    ),
    cue(
        "going-to",
        1.7,
        rf"\b(?:is|are|am|['’]re|['’]m) going to {ACT}\b",
        needs=("going to",),
    ),
    # A party says what it would do; "we would" alone is too often a wish.
    cue(
        "policy",
        1.7,
        r"\b(?:party|government|council|coalition|opposition|ministry|department) "
        r"supports (?:\w{3,14}ing|the (?:introduction|creation|establishment|"
        r"abolition|extension) of)\b",
        r"\b(?:party|coalition|opposition|labour|greens?)(?: government)? would "
        rf"(?:also |then |immediately ){{0,2}}{ACT}\b",
        needs=("supports", "would"),
    ),
    cue(
        "goal",
        1.7,
        r"\b(?:with|have|has|set) (?:(?:itself|ourselves|themselves) )?"
        r"(?:an? |the |our |its )?(?:goals?|targets?) "
        r"(?:of|to) [^.]{0,60}(?:\d|\bby half\b|\bby an? [a-z]{4,9}\b|\bnet[ -]zero\b)",
        r"\b(?:is|are|['’]re) targeting\b[^.]{0,60}\d",
        needs=("goal", "target"),
    ),
    # What is extended goes on, and needs its day.
    cue(
        "extended",
        1.3,
        r"\b(?:has|have) (?:also |now |today )?(?:extended|renewed|prolonged)\b",
        r"\b(?:has|have) (?:also |now |today )?(?:frozen|suspended|waived|capped)\b"
        r"[^.;]{3,80} until\b",
        needs=(
            *("extended", "renewed", "prolonged"),
            *("frozen", "suspended", "waived", "capped"),
        ),
    ),
    cue(
        "orders",
        1.6,
        r"\b(?:directed|ordered|instructed|tasked) (?:the |all |its |an? )?"
        r"(?:[\w’'-]{1,20} ){1,6}?to (?!be\b|the\b)[a-z]",
        needs=("directed", "ordered", "instructed", "tasked"),
    ),
    cue(
        "said-it-would",
        1.7,
        rf"\bsaid (?:that )?(?:it|he|she|they) would (?:also |now )?{ACT}\b",
        r"\bguarantees? that\b",
        needs=("would", "guarantee"),
    ),
    # An aim binds where it can be measured.
    cue(
        "aims",
        1.7,
        rf"\b(?:aims?|aiming) to {ACT}\b[^.]{{0,80}}(?:\d|\b(?:half|thirds?|dozen|"
        r"hundreds?|thousands?|millions?|every|all)\b)",
        r"\b(?:aims?|aiming) to (?:halve|double|treble|triple|end|eliminate|"
        r"eradicate|phase out)\b",
        r"\b(?:aims?|aiming) to (?:be|become|reach|achieve) (?:\w+ )?(?:net[ -]zero|"
        r"carbon[ -](?:neutral|negative|free))\b",
        needs=("aim",),
    ),
    cue(
        "announces",
        1.9,
        r"\b(?:pleased|proud|delighted|able) to announce\b",
        needs=("to announce",),
    ),
    cue(
        "new-body-or-scheme",
        1.3,
        r"\b(?:announc(?:ed|es|ing)|unveil(?:ed|s|ing)|launch(?:ed|es|ing)|created|"
        r"announcement of|establish(?:ed|ing))\b[^.]{0,80}\b(?:new|group|fund|unit|bank"
        r"|"
        r"scheme|programme|body|taskforce|service|category|measures?|powers?)\b",
        needs=("announc", "unveil", "launch", "created", "establish"),
    ),
    *SPOKEN,
    *ABROAD,
)
# The strongest first, for of more than two no one asks.
FOR = Cues(
    *sorted(_PROMISES, key=lambda cue: cue.weight, reverse=True),
    beginning=WILL_BEGINS,
)
# In key points, which are written like headlines: "Ministry to pay pilots".
HEADLINE_STYLE = Cues(
    cue(
        "headline-style",
        1.9,
        r"^(?:(?!(?:is|are|was|were|has|have|decision|pleased|able|wants?|order|how|"
        r"ways?|expected|likely|asked|invited|will|urged|told|ready|needs?|failed) )"
        rf"[\w'’-]{{1,30}} ){{1,6}}to {ACT}\b(?! be\b)",
    )
)
SIGNS_OF_NEW = ("new", "additional", "extra", "further")
NEW = re.compile(rf"\b(?:{'|'.join(SIGNS_OF_NEW)})\b")
# How often or of how many: it makes a promise out of "we will".
COUNTED = re.compile(
    r"\b(?:once|twice|(?:three|four|five|six) times) (?:an?|every|each) \w|"
    r"\bevery (?:year|quarter|month|week|day)\b|\b(?:all|each of|every one of) "
    r"(?:of )?(?:the |its |our |their )?\d|\bat least \w+ (?:weeks?|months?|days?) "
    r"before\b"
)
SIGNS_OF_COUNTING = (
    "once ",
    "twice ",
    " times ",
    "every ",
    "all ",
    "each ",
    "at least ",
)
