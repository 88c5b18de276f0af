"""Which kind of promise it is, and whether an outsider could check it.

The kind follows what is done, not what is spoken of: "the contract begins in May" is
a step of a timetable, "has signed a contract" an agreement."""

import re

from briefings.text.claims.cues import Cue, one_of
from briefings.text.claims.promise_words import DONE
from briefings.text.claims.signs import Signs
from briefings.text.finds import CommitmentKind
from briefings.text.letters import has_digit, small

_FAR = r"[^.;:]{0,60}?\b"
_NEAR = r"(?:[\w'’£€$.,-]{1,25} ){0,6}?"

_GIVING = one_of(
    "provide provides providing approve approves approved allocate allocates allocated",
    "award awards awarded give gives giving given invest invests invested investing",
    "contribute contributes contributed contributing commit commits committed pledge",
    "pledges pledged distribute distributes distributed grant granted confirm confirms",
    "confirmed announce announces announced announcing makes_a_further make_available",
    "increase increases pay pays fund funds funding put putting spend spending backed",
    "backs back unveil unveils unveiled benefit_from share_of bid_for allocation_of",
    "allocating establishing guarantee support supporting secure secured boost injects",
    "receive receives receiving injection totalling investira financera go_to gift",
    "donation donated donates donating won inject earmark earmarked ring-fence",
    "reserved be_shared ring-fenced set_aside available worth consacrera talu rhoi",
    "buddsoddi",
)
_MONEY = one_of(
    "funding fund funds cash grant grants loan loans money bonus bonuses guarantee",
    "guarantees subsidy subsidies compensation investment finance budget",
)
FUNDING_WITHOUT_SUM = re.compile(
    rf"\b(?:will|to|shall)(?: also| then)? (?:provide|give|offer|get|receive|share|pay|"
    rf"contribute|be able to bid for) {_NEAR}{_MONEY}\b"
    rf"|\bbe (?:funded|financed|paid for|subsidised|compensated)\b"
    rf"|\bcontribute \d"
    rf"|\b(?:provide|providing) (?:a |an )?{_MONEY}\b"
    r"|\bmatch (?:this|the|that|any|every) (?:gift|grant|sum|donation)\b"
    r"|\b(?:provide|contribute|pay) an equal (?:sum|amount)\b"
    rf"|\bguarantee (?:for|of)\b|\bannounc\w{{1,3}} {_NEAR}(?:investments?|funding)\b",
)
FUNDING_WITH_SUM = re.compile(rf"\b{_GIVING}\b")
# A sum is meant for something without a verb of giving.
SUM_SET_ASIDE = re.compile(
    r"\bfunding (?:of|will|to|is (?:now )?available)\b|\bfunded (?:by|through|from)\b|"
    r"\bestimated (?:total )?cost of\b|\bpart of (?:an?|our|its)\b"
)

_PACT = one_of(
    "agreement agreements contract contracts deal deals treaty treaties memorandum",
    "memoranda mou accord accords pact concordat compact",
)
AGREEMENT = re.compile(
    rf"\b(?:sign|signs|signed|signing|finalise|finalises|finalised|finalising|reach|"
    rf"reaches|reached|conclude|concludes|concluded|concluding|agree|agrees|agreed|"
    rf"approve|approves|approved|negotiate|negotiating|strike|struck|enter into|"
    r"entered into|vary|renew|renewed|win|won|awarded|extend|extended) "
    rf"{_NEAR}{_PACT}\b"
    rf"|\b{_PACT},? signed\b|\bnew {_PACT} (?:to be signed|with|between)\b"
    rf"|\b(?:thanks to|under) (?:an?|the|this)(?: new)?(?:,? [\w-]+){{0,3}} {_PACT}\b"
    rf"|\b{_PACT}\b[^.;:]{{0,80}}\b(?:to be|will be|was|were|been) (?:signed|reached|"
    rf"awarded|concluded|finalised)"
    r"|\b(?:have|has|had) (?:\w+ly )?agreed (?:in principle )?to\b"
    r"|\bto be agreed (?:with|between)\b|\bsigned up to\b|\bmemorandum of "
    r"understanding\b",
)
_LAW = one_of(
    "bill act legislation regulation regulations law laws directive statute decree",
    "ordinance by-law by-laws powers measures rules",
)
LEGISLATION = re.compile(
    r"\blegislat(?:e|ing|es)\b|\bratif(?:y|ies|ying)\b"
    rf"|\b(?:introduc|enact|amend|repeal|strengthen|tabl|chang|updat|revis|tighten|"
    rf"pass|lay|scrap|abolish)(?:e|es|ed|ing|s)?\b (?!bureau){_NEAR}{_LAW}\b"
    r"|\b(?:the|this|our|a|new|proposed)(?: [\w'’-]+){0,5} "
    r"(?:bill|act|regulations|legislation|law|rules)\b[^.;:]{0,60}?\b(?:will|would|"
    r"contains?|requires?|introduces?|gives?|comes?|coming|aims?)\b"
    r"|\b(?:new|tougher|stronger|stricter|existing) (?:\w+ ){0,2}(?:powers|rules|laws|"
    r"regulations|duty|duties|rights?|offences?)\b"
    r"|\b(?:rules|law|laws|regulations|act|ban|changes) (?:will |to )?com(?:e|es|ing) "
    r"in ?to "
    r"(?:force|effect|place)\b"
    rf"|\bthrough the {_NEAR}(?:bill|act)\b"
    r"|\b(?:will (?:have|be required|be obliged|no longer need)|have) to (?:pay|obtain|"
    r"carry|display|report|register|apply|comply|publish)\b"
    r"|\b(?:propos(?:e|es|ing|al|als)|plan)(?: to)? (?:raise|add|remove|lower|require|"
    r"ban|"
    r"make it)\b|\b(?:ban|offence|statutory|requirement|legal dut(?:y|ies))\b",
)
# A law as the time of a step is none of its subject.
LAW_AS_TIME = re.compile(
    r"\b(?:once|after|following|when|until|before|ahead of|subject to|as part of) "
    rf"(?:the )?{_FAR}(?:bill|act|white paper|legislation)\b",
)
_AMOUNT = r"(?:[\d,.]+|half|two|three|five|ten)"
TARGET = re.compile(
    rf"\bon (?:course|track) to\b[^.;:]{{0,80}}\d"
    rf"|\b(?:target|goal|ambition)s? (?:of|to|is|was)\b[^.;:]{{0,60}}\d"
    r"|\b(?:reduc|cut|increas|rais|halv|doubl|trebl|tripl|grow|lower|"
    rf"improv)\w{{0,4}}\b"
    rf"[^.;:]{{0,60}}\b(?:by|to|from|at) (?:at least |up to |around |only |over )?"
    rf"{_AMOUNT}(?: ?%| per ?cent\b)"
    r"|\b(?:reduc|cut|increas|rais|grow|lower)\w{0,4}\b[^.;:]{0,60}\bby (?:half|an? "
    r"(?:third|quarter|fifth|tenth)|two[ -]thirds)\b"
    r"|\b(?:scrap|improve|build|deliver|plant|recruit|train|create|reach|achieve|"
    r"cut)\b"
    rf"[^.;:£€$]{{0,40}}\b(?:at least|well over|up to|more than|over) {_AMOUNT}"
    rf"|\bcommitted to\b[^.;:]{{0,60}}\b{_AMOUNT}(?: ?%| per ?cent\b)"
    r"|\b(?:double|halve|treble|triple) (?:in size|the number|its|our|their)\b"
    r"|\bnet[ -]zero\b|\bcarbon[ -]neutral\b|\bevery (?:\w+ ){1,8}will be replaced\b"
    r"|\bno (?:\w+ ){1,4}will \w+ (?:a |an )?[^.;:]{0,40}more than\b",
)
# Without one of these there is no such promise, and to know it costs much less.
SIGNS_OF_AGREEMENT = (
    *("agree", "contract", "deal", "treat", "memorand", "mou", "accord", "pact"),
    *("concordat", "signed"),
)
SIGNS_OF_FUNDING = (
    *("fund", "cash", "grant", "loan", "money", "bonus", "guarantee", "subsid"),
    *("compensat", "invest", "financ", "budget", "paid", "contribute", "gift", " sum"),
    *("donation", "equal"),
)
SIGNS_OF_A_TARGET = (
    *("half", "two", "three", "five", "ten", "third", "quarter", "fifth", "double"),
    *("halve", "treble", "triple", "net", "carbon", "every", "no "),
)
SIGNS_OF_LAW = (
    *("legislat", "ratif", "bill", "act", "regulation", "law", "directive", "statut"),
    *("decree", "ordinance", "powers", "measures", "rules", "dut", "right", "offence"),
    *("ban", "changes", "have to", "will have", "required to", "obliged to"),
    *("longer need", "propos", "plan", "requirement"),
)
SIGNS = Signs(SIGNS_OF_AGREEMENT, SIGNS_OF_FUNDING, SIGNS_OF_A_TARGET, SIGNS_OF_LAW)
KIND_BY_RULE: dict[str, CommitmentKind] = {
    "goal": "target",
    "aims": "target",
    "opens-for-bids": "funding",
    "meets-the-rest": "funding",
    "has-won": "funding",
    "duty-on-others": "legislation",
    "pays-in-german": "funding",
    "agreed-in-welsh": "agreement",
}
CONSULTED = re.compile(r"\bconsult(?:ation|ing|s|ed)?\b")
VAGUE = re.compile(
    r"\b(?:determined|committed|committing|resolved|resolute|pledged?|pledges|continue|"
    r"remains? \w+|prepared|keen) (?:not )?to\b|\bcommitment to\b|\bour aim is\b|"
    r"\bwork(?:ing)? (?:together |closely |hard )?(?:with|across|towards?)\b|"
    r"\bunder review\b|\bkeep\b[^.;:]{0,30}\bunder\b|\bmore closely\b|\blook at\b|"
    r"\bseek to\b|\bmake it easier?\b|\btake (?:strong|tough|decisive|firm) action\b|"
    r"\breduce (?:bureaucracy|red tape|burdens?)\b|\b(?:ensure|protect|safeguard|"
    r"champion|promote|explore|assist|helped? refine|facilitate|more flexibility|"
    r"in due course|stand with)\b",
)
# What an outsider can check even of a vague promise.
CHECKABLE = re.compile(
    r"\d|\b(?:bill|act|statutory|consultation|(?:full|independent) \w+|existing powers|"
    r"\w+ will be (?:created|established|appointed|published|built))\b",
)
# A step of which anybody sees whether it was taken.
STEP = re.compile(
    r"\b(?:publish|buil[dt]|construct|open|reopen|clos|launch|appoint|recruit|hir|sign|"
    r"establish|creat|introduc|ban|abolish|repeal|scrap|legislat|buy|bought|sell|sold|"
    r"install|replac|extend|vary|fund|pay|paid|return|refund|set up|remov|locat|"
    r"relocat|transfer|mov|updat|revis|releas|convert|fit|plant|repair|resurfac|retain|"
    r"electrif|upgrad|demolish|deliver|develop|conduct|carr(?:y|ied) out|report|review|"
    r"consultation|consult|vot|ballot|host|audit|assess|inspect|train|award|grant|"
    r"reward|sponsor|donat|match|compensat|freez|froz|halv|doubl|exempt|requir|join|"
    r"merg|lend|lent|spend|spent|contribut|reclassif|amend|enact|pass|measur|plan|"
    r"clause|meeting|seminar|meet|participat|add|appl|limit|cut|monitor|offer|bring in|"
    r"provid|giv|keep|prevent|powers?|dut|rights?|bills?|rules?|regulations?|offences?|"
    r"group|body|sum)"
    r"(?:t?e[drs]|e|s|es|ing|ting|ning|ping|ied|ies|y|n|en)?\b"
)
# Of how many, how often, or that none is left out.
COUNTED = re.compile(
    r"\b(?:every|each|all|any|no longer|nobody|no one|again|twice|half|two|three|four|"
    r"five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|"
    r"free of charge)\b"
)
WILL_BE_DONE = re.compile(rf"\bwill be {DONE}\b")
ABROAD = ("in-", "agreed-in", "by-a-day-in", "built-in", "pays-in")


def kind_of(words: str, cue: Cue, *, has_money: bool) -> CommitmentKind:
    words = small(words)
    if cue.rule == "consultation":
        return "action"
    held = SIGNS.held_in(words)
    if cue.rule == "signed" or (held & 1 and AGREEMENT.search(words)):
        return "agreement"
    if cue.rule in KIND_BY_RULE:
        return KIND_BY_RULE[cue.rule]
    if has_money and (SUM_SET_ASIDE.search(words) or FUNDING_WITH_SUM.search(words)):
        return "funding"
    if held & 2 and FUNDING_WITHOUT_SUM.search(words):
        return "funding"
    if (held & 4 or has_digit(words)) and TARGET.search(words):
        return "target"
    return "legislation" if held & 8 and _is_law(words) else "action"


def _is_law(words: str) -> bool:
    return LEGISLATION.search(LAW_AS_TIME.sub("", words)) is not None


def is_specific(words: str, cue: Cue, *, has_money: bool, has_deadline: bool) -> bool:
    """Whether somebody outside can check that it was kept: it has a sum, a number or a
    day, says of how many, or names a step of which everybody sees whether it was
    taken."""
    if has_money or has_deadline or cue.rule == "consultation":
        return True
    words = small(words)
    is_checkable = has_digit(words) or COUNTED.search(words) or STEP.search(words)
    if not is_checkable and not cue.rule.startswith(ABROAD):
        return False
    vague = VAGUE.search(words)
    if vague is None or CHECKABLE.search(words, vague.start()):
        return True
    # What it is for may be vague: "will be created to make it easier".
    return WILL_BE_DONE.search(words, 0, vague.start()) is not None
