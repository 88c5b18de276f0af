"""Cues against a promise: what reads like one and binds nobody. Diary sentences,
calls on others, benefits, forecasts, praise, what was done long ago.

To stop a false promise, add a word to a list or a cue to AGAINST. Weights are added to
those of ``promise_cues``."""

from briefings.text.claims.cues import Cues, cue, one_of, phrases
from briefings.text.claims.promise_words import (
    DONE,
    WILL_BEGINS,
    WILL_NEEDS,
    WILL_NOW,
)

SPEAKING = one_of(
    "say tell warn call urge discuss chair attend host visit speak stress",
    "welcome highlight join travel argue hear praise thank deliver_a_speech",
    "give_a_speech",
)
_OTHERS = (
    "passengers people drivers users customers motorists visitors residents",
    "criminals everyone you parents pupils children those anyone",
)
OTHERS = one_of(*_OTHERS)
BENEFIT = one_of(
    "help mean benefit create secure save boost improve make_it_easier allow enable",
    "see offer drive play serve soon experience enjoy get be_key be_vital be_crucial",
    "be_good be_great be_welcomed be_able",
)
GIVE = one_of("give provide offer deliver bring make contribute lead mean create be")
GAIN = one_of(
    "boost opportunity opportunities edge relief certainty choice confidence benefit",
    "benefits better improved easier possible faster safer greater advantage long_way",
    "peace_of_mind difference pleasant",
)
# Not the month: "in May", "until 1 May", "May 2027".
MAY = (
    r"(?<!\d )(?<!\bin )(?<!\bby )(?<!\bof )(?<!from )(?<!until )(?<!since )"
    r"(?<!this )(?<!next )may(?! \d)"
)
# What is built or bought does nothing by itself: what it does is what the office hopes
# of it.
_THINGS = (
    "road roads bridge bridges tunnel bypass motorway junction crossing route routes",
    "railway railways station stations line lines track platform platforms footbridge",
    "train trains tram trams bus buses ferry ferries carriages locomotives vehicles",
    "lock locks quay pier harbour terminal runway reservoir dam barrier pipeline",
    "turbines reactor plant plants factory mill cable cables grid battery batteries",
    "building buildings wing ward wards pool park parks path paths lane lanes shelter",
    "software app website portal machine machines scanner scanners sensors cameras",
    "computer supercomputer satellite satellites equipment technology upgrade upgrades",
    "extension widening improvements refurbishment electrification",
)
THING = one_of(*_THINGS)
EFFECT = one_of(
    "cut reduce shorten ease relieve increase raise create provide bring make give",
    "allow enable improve support lead attract ensure keep deliver take double halve",
    "strengthen protect prevent lift boost contribute remove offer halve lower",
)
OUTCOME = one_of(
    "generate unlock create save help benefit boost support attract contribute lead "
    "see",
    "bring deliver reduce cut rise fall grow reach exceed add cost mean result make",
    "increase decline double affect be_worth",
)
EVENTS = one_of(
    "meeting meetings event events briefing briefings press_conference ceremony parade",
    "webinar webinars workshop workshops exhibition festival fair vigil talk lecture",
    "open_day photocall funeral match concert rally hearing conference drop-in",
    "service_of_thanksgiving open_evening tour roadshow roadshows",
)
# What nobody sets by a promise.
MARKETS = one_of(
    "prices inflation demand unemployment employment output gdp population sales",
    "temperatures sea_levels profits turnover the_economy house_prices productivity",
)
_OUTSIDERS = (
    "critics opponents campaigners experts analysts economists forecasters scientists",
    "researchers sceptics commentators",
)
OUTSIDERS = one_of(*_OUTSIDERS)
AGAINST = Cues(
    cue(
        "diary",
        -2.6,
        rf"{WILL_NOW} (?:{SPEAKING}\b"
        r"|meet\b(?! (?:all |half |most )?(?:of )?(?:the|its|their|our|any|this|these) "
        r"(?:\w+ )?(?:rest|remainder|balance|costs?|difference|shortfall|bill|demand|"
        r"needs?|targets?|requirements?|standards?|deadline|goals?)\b)"
        r"|address (?:the |an? )?(?:[\w’'-]{1,20} ){0,3}(?:conference|congress|meeting|"
        r"audience|delegates|summit|members|event|assembly|forum)\b"
        r"|announce\b(?![^.]{0,160}\b(?:new|additional|extra)\b))",
        r"\bwill(?: also)? be (?:visiting|attending|meeting|speaking|joining|travelling"
        r"|"
        r"chairing|discussing|making (?:this|the)|celebrating|looking forward|watching|"
        r"hoping|working hard|in attendance|on hand)\b",
        r"\bexpected to be (?:\w+ly )?announced\b",
        rf"\b(?:is|are) (?:expected|due|scheduled) to {SPEAKING}\b",
        needs=(*WILL_NEEDS, "expected to ", "due to ", "scheduled to "),
    ),
    cue(
        "diary",
        -2.6,
        rf"{WILL_NOW} (?:deliver|give|present|make) (?:the|an?|his|her|its|their)"
        r"(?: [\w’'-]{1,20}){0,3} (?:budget|speech|statement|lecture|address|keynote|"
        r"presentation|remarks|sermon)\b",
        rf"{WILL_NOW} be available for (?:interviews?|comment|filming|photographs?)\b",
        needs=(
            *("budget", "speech", "statement", "lecture", "address", "keynote"),
            *("presentation", "remarks", "sermon", "available for "),
        ),
    ),
    cue(
        "event",
        -2.6,
        rf"\b{EVENTS}(?: (?:on|about|for|in|at) (?:[\w’'-]{{1,20}} ){{1,6}}?| )"
        r"(?:will|is to|are to|is due to)(?: also| now)? "
        r"(?:take place|be held|be hosted)\b",
        needs=("take place", "be held", "be hosted"),
    ),
    # Whoever names the hour invites: "will be held from 3pm", "doors open at noon".
    cue(
        "event",
        -2.0,
        r"\b(?:at|from|between) (?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m|p\.m)|noon|"
        r"midday)\b",
        needs=("am", "pm", "a.m", "p.m", "noon", "midday"),
    ),
    # What is denied is promised least of all.
    cue(
        "denied",
        -3.0,
        r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|"
        r"refut(?:es?|ed|ing)) (?:(?:all |any |the |these |such )?(?:claims?|"
        r"suggestions?|reports?|rumours?|speculation|allegations?|it|they|he|she)|that)"
        r"\b(?:(?! and | but )[^.;,]){0,80}? (?:will|would|is to|are to|plans? to|"
        r"planning to)\b",
        needs=("deny", "denie", "reject", "dismiss", "refut"),
    ),
    cue(
        "not-so",
        -3.0,
        r"\bno (?:\w{2,12} )?(?:plans?|intentions?|proposals?) (?:to|of)\b",
        r"\b(?:not true|untrue|false|wrong) that\b",
        needs=("no ", "true that", "false that", "wrong that"),
    ),
    cue(
        "said-by-outsiders",
        -2.0,
        rf"\b{OUTSIDERS}(?: (?:of|at|from|for|in) [^.,]{{2,40}}?)?,? "
        r"(?:have |has |also )?(?:say|said|claim|fear|warn|believe|argue|predict|"
        r"expect|think|estimate)(?:s|d|ed)?\b",
        needs=phrases(*_OUTSIDERS),
    ),
    cue(
        "on-others",
        -1.4,
        rf"\b(?<!so )(?<!where )(?<!that ){OTHERS} "
        rf"(?:will(?! be {DONE}\b)|can|should|must)\b",
        r"\b(?:wants|(?:unions|campaigners|residents|members|parents|parties) want) "
        r"(?!to\b)(?:[\w'’-]{1,20} ){1,5}?to (?!be\b)[a-z]",
        r"\b(?:calls?|called|calling) (?:on|upon|for) [^.]{0,40} to\b",
        r"\b(?:urg(?:es?|ed|ing)|ask(?:s|ed|ing)?|encourag(?:es?|ed|ing)|"
        r"remind(?:s|ed|ing)?|invit(?:es?|ed|ing)) (?:all |the )?[^.]{0,40} to\b",
        needs=(
            *phrases(*_OTHERS),
            *("call", "urg", "ask", "encourag", "remind", "invit", "want"),
        ),
    ),
    cue("on-others", -1.4, r"\b(?:he|she) will have to\b", needs=("he will have to",)),
    cue(
        "benefit",
        -0.9,
        rf"\bwill(?: also| only)? {BENEFIT}\b",
        r"\bwill(?: also)? keep [^.]{0,40}\b(?:at|in) work\b",
        rf"\bwill(?: also| only| further)? {GIVE}\b[^.]{{0,50}}\b{GAIN}\b",
        needs=("will",),
    ),
    cue(
        "benefit-of-a-thing",
        -0.9,
        rf"\b{THING} will(?: also| then| further)? {EFFECT}\b",
        needs=phrases(*_THINGS),
    ),
    cue(
        "forecast",
        -1.2,
        # Of what is promised, and not promised itself: ", which is expected to add".
        r"\b(?<!, which is )(?<!, which are )(?:expected|anticipated|estimated|likely|"
        r"projected|predicted|forecast|set) "
        rf"to(?: \w+ly)? {OUTCOME}\b",
        r"\bwill (?:\w+ly )?(?:become|get|grow|soon) (?:increasingly|more|ever)\b",
        r"\bwill (?:remain|stay) (?:\w+ly )?(?:difficult|challenging|uncertain|weak|"
        r"strong|subdued|volatile|tough|high|low)\b",
        r"\bwill (?:\w+ly )?come from\b",
        r"\bwill not (?:affect|change|mean|cover)\b",
        needs=(
            *("expected", "anticipated", "estimated", "likely", "projected"),
            *("predicted", "forecast", "set to", "increasingly", " more", " ever"),
            *("will remain ", "will stay "),
            *("come from", "will not "),
        ),
    ),
    cue(
        "forecast",
        -1.2,
        r"\bset to be (?:the|one of the|another)\b",
        rf"\bexpect(?:s|ed)? (?:the )?{MARKETS} to\b",
        rf"\b{MARKETS} will (?:\w+ly )?(?:be|rise|fall|grow|increase|decrease|"
        r"decline|drop|reach|double|halve|continue|recover)\b",
        needs=(
            *("prices", "inflation", "demand", "employment", "output", "gdp"),
            *("population", "sales", "temperatures", "sea levels", "profits"),
            *("turnover", "economy", "productivity", "set to be "),
        ),
    ),
    # "To stand here is to look back."
    cue("saying", -2.0, r"^[“\"‘']?to [^,;.]{3,80} is to ", needs=("is to ",)),
    cue(
        "praise",
        -1.0,
        r"\b(?:reflect|reaffirm|underscore|underline|demonstrate|show|highlight|share|"
        r"reinforce|renew|testif|testimony|testament|rooted|proof|recognise|recognize|"
        r"praise|applaud|thank|welcome)\w{0,4}\b[^.]{0,60}\bcommitment\b",
        r"\b(?:is|was|are|be|an?|such|really|truly) (?:great|fantastic|wonderful) ",
        r"\b(?:delighted|pleased|proud|glad|happy|excited|thrilled) "
        r"(?!that [^.]{0,120}\b(?:has|have) agreed\b)"
        r"(?!to (?:announce|confirm|say|launch|have agreed|provide|fund))\b",
        r"\bhave (?:long |always )?been committed\b",
        needs=(
            *("commitment", "delighted", "pleased", "proud", "glad", "happy"),
            *("excited", "thrilled", "great", "fantastic", "wonderful"),
            "been committed",
        ),
    ),
    cue(
        "purpose",
        -1.5,
        r"\b(?<!our )(?:aim|goal|purpose|objective|idea|task|job|role|challenge|mission"
        r"|way|key|"
        r"answer|only option|important)s?(?: of [^.]{0,90})? (?:is|are|was|were) "
        r"(?:now |also )?to\b",
        r"\b(?:example|for instance),",
        needs=(
            *("is to", "are to", "was to", "were to", "now to", "also to"),
            *("example,", "instance,"),
        ),
    ),
    cue(
        "rule-of-today",
        -1.2,
        r"\bcurrently\b",
        r"\bmust (?:\w+ly )?[a-z]+ (?!be\b)",
        needs=("currently", "must "),
    ),
    cue(
        "how-to",
        -2.2,
        r"\b(?<!provide )(?<!publish )(?:further|more|additional) (?:information|"
        r"details)\b",
        r"\bdetails (?:are|will be|can be)\b|\bcan be found\b|\bplease\b",
        r"\bavailable (?:at|from|on|here)\b(?! \d| today| the [a-z]+ of)|\bwww\.|"
        r"https?:",
        r"\bto apply\b|\b(?<!planning )(?<!reject )applications? "
        r"(?:for(?! [^.]{0,160}\bapproved)|from|must|should|form|pack|close|open|are"
        r"|"
        r"is|can|will|to)\b|\bapplicants?\b",
        needs=(
            *("information", "details", "can be found", "please", "available"),
            *("www.", "http", "to apply", "applica"),
        ),
    ),
    cue(
        "conditional",
        -0.7,
        rf"\b(?:if|could|might|{MAY}|potentially|whether|hopes?|hoping|would like|"
        r"wants? to|considering|looking to)\b",
        needs=(
            *("if", "could", "might", "may", "potentially", "whether", "hop"),
            *("would like", "want", "considering", "looking to"),
        ),
    ),
    cue(
        "past",
        -1.0,
        r"\b(?<!the )last (?:year|month|week|spring|summer|autumn|winter)\b",
        r"\b(?:previously|since then|has already|have already)\b",
        r"\bwas (?:set|created|established|introduced|founded|matched)\b",
        r"\b(?:follows|following|after) (?:an? |the )?(?:\w+ ){0,3}consultation\b",
        needs=(
            *("last ", "previously", "since then", "already", "was "),
            "consultation",
        ),
    ),
    cue(
        "eligibility",
        -1.2,
        r"\bwill (?:be (?:open|available|the same|eligible|limited)|apply)\b",
        needs=("will be ", "will apply"),
    ),
    cue(
        "no-promise-to-be",
        -1.5,
        r"\b(?:was|were|had) [^.]{0,60}\bto be\b|"
        r"\b(?:provides?|needs?|allows?|asks?|calls?|called) for (?:\w+ ){1,5}to be\b",
        r"\b(?:honoured|proud|pleased|delighted|going|likely|wants?|wish|like|seem\w*|"
        r"appear\w*|tends?) to be\b",
        needs=("to be",),
    ),
    cue(
        "publication",
        -0.8,
        r"\bnew (?:\w+ ){0,2}(?:report|survey|study|figures|statistics|research|"
        r"analysis|"
        r"findings|poll)\b",
        needs=("new ",),
    ),
    cue(
        "history",
        -1.5,
        r"^(?:established|founded|launched|created|set up|opened|since) in \d{4}\b",
        r"\b(?:in|over|during) the (?:last|past) (?:\w+ )?(?:years|months|decades?)\b",
        r"^[“\"‘']?(?:since \d{4}|so far),|\bsince\b[^.]{0,80}\bin \d{4}$",
        needs=(
            *("established in", "founded in", "launched in", "created in"),
            *("set up in", "opened in", "since", "so far"),
            *("in the last", "in the past", "over the last", "over the past"),
            *("during the last", "during the past"),
        ),
    ),
    cue(
        "done-in-a-year",
        -1.5,
        r"^[“\"‘']?(?:back )?in (?:\w{3,9} )?\d{4},? (?:[\w’'-]{1,20} ){1,6}?"
        r"(?:pledged|promised|committed|agreed|decided|vowed)\b",
        needs=("pledged", "promised", "committed", "agreed", "decided", "vowed"),
    ),
    # What the announcement does by itself is its effect.
    cue(
        "effect",
        -1.0,
        r"\b(?:this|these|today['’]s)(?: \w{2,12})? (?:funding|funds?|money|"
        r"investment|announcement|grants?|award)(?: announcement)? will "
        r"(?:also )?ensure\b",
        r"^[“\"‘']?it will (?:also )?ensure\b",
        r"\bwill still (?:require|need)\b",
        r"\b(?:we|i|they) will (?:also )?need\b",
        # "We will pay £5 and will not rest until" pays it all the same.
        r"(?<! and we )(?<! and )\bwill (?:not|never) (?:forget|be forgotten|hesitate|"
        r"rest)\b",
        needs=(
            "ensure",
            "will still ",
            " will need",
            " will also need",
            "forg",
            "will not ",
            "will never ",
        ),
    ),
    cue(
        "diary-in-german",
        -2.0,
        r"\b(?:wird|werden)\b[^.]{0,100}\b(?:besuchen|teilnehmen|sprechen|treffen|"
        r"begrüßen)\b",
        needs=("wird", "werden"),
    ),
    cue("question", -1.5, r"\?", needs=("?",)),
    # "People ask me when it will open".
    cue(
        "question",
        -3.0,
        r"\b(?:ask|wonder)(?:s|ed|ing)? (?:[\w’'-]{1,20} ){0,3}"
        r"(?:when|whether|if|how|what|why|where)\b[^.;]{0,80}\bwill\b",
        needs=("ask", "wonder"),
    ),
    beginning=WILL_BEGINS,
)
