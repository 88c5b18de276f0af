"""Cues of a promise in French, German and Welsh; see ``promise_cues``."""

from briefings.text.claims.cues import cue, one_of, phrases

_FUTURE = (
    "investi finance crée lance publie signe ouvri construi propose renforce verse",
    "consacre présente soutiend mett alloue attribue augmente rédui recrute embauche",
    "remplace installe rénove double débute commence mobilise déploie",
)
_FRENCH_FUTURE = one_of(*_FUTURE)
_GERMAN_DOING = one_of(
    "investieren bauen fördern eröffnen einführen bereitstellen veröffentlichen",
    "einstellen schaffen erhöhen senken verdoppeln halbieren ausbauen modernisieren",
    "sanieren beschaffen unterstützen stärken vorlegen umsetzen prüfen verlängern",
    "abschaffen übernehmen zahlen finanzieren errichten erweitern liefern ersetzen",
)
_GERMAN_DONE = one_of(
    "gebaut gefördert eröffnet eingeführt errichtet bereitgestellt veröffentlicht",
    "geschaffen erhöht ausgeliefert geliefert ausgelegt eingestellt investiert gesenkt",
    "verdoppelt halbiert ausgebaut modernisiert saniert beschafft unterstützt",
    "vorgelegt umgesetzt geprüft verlängert abgeschafft übernommen gezahlt",
    "finanziert erweitert ersetzt abgeschlossen fertiggestellt",
)
_GERMAN_DAY = (
    r"(?:\b(?:bis (?:spätestens )?(?:ende |mitte |anfang |zum )?|"
    r"ab (?:dem |ende |mitte |anfang )?|im (?:jahre? )?)(?:\d|"
    r"frühjahr|frühling|sommer|herbst|winter|januar|februar|märz|"
    r"april|mai|juni|juli|august|september|oktober|november|dezember|kommenden|nächsten)|"
    r"\bin den (?:nächsten|kommenden) \w{2,12} "
    r"(?:jahren|monaten|wochen))"
)
_WELSH_DOING = one_of(
    "cael_ei buddsoddi agor cyhoeddi adeiladu darparu ariannu creu cyflwyno dechrau",
    "derbyn gwario gosod parhau talu cau dyblu cynyddu lleihau cefnogi recriwtio",
    "hyfforddi gwella ehangu ymgynghori cynnig sefydlu cwblhau cadw rhoi",
)
_WELSH_WILL = r"\b(?:bydd|byddwn|byddant|byddaf|byddan)\b"
ABROAD = (
    cue(
        "in-french",
        1.8,
        r"\bs['’]engage(?:nt)?\b(?!(?: \w{2,12})? à\s?:)|\bnous (?:nous )?engageons\b",
        r"\b(?:sera|seront) \w{2,20}(?:é|ée|és|ées|is|ise|it|ite)\b|\b\w{4,20}eront\b",
        rf"\b{_FRENCH_FUTURE}ra\b",
        r"\bnous \w{3,20}[ei]rons\b",
        r"\bnous allons (?:[\w’'-]{2,20} ){0,3}?\w{2,20}(?:er|ir|re)\b",
        r"\bprévo(?:it|ient|yons) (?:de |d['’])",
        r"\b(?:a|ont) (?:décidé|promis|convenu|accepté) (?:de |d['’])",
        needs=(
            *(
                "engag",
                "sera ",
                "seront",
                "eront",
                *(f"{f}ra" for f in phrases(*_FUTURE)),
            ),
            *("rons", "allons", "prévo", "décidé", "promis", "convenu", "accepté"),
        ),
    ),
    cue(
        "in-german",
        1.8,
        rf"\b(?:wird|werden)\b[^.]{{0,120}}\b{_GERMAN_DOING}\b",
        r"\bverpflichte[nt]? (?:\w{2,15} ){0,2}(?:sich|uns)\b",
        r"\b(?:hat|haben)\b[^.]{0,100}\b(?:zugesagt|zugesichert|beschlossen|bewilligt|"
        r"versprochen)\b",
        r"\b(?:plant|planen|beabsichtigt|beabsichtigen)\b[^.]{0,80}\bzu \w{3,20}en\b",
        needs=(
            *("wird", "werden", "verpflicht", "zugesagt", "zugesichert"),
            *("beschlossen", "bewilligt", "versprochen", "plan", "beabsichtig"),
        ),
    ),
    # "Werden gebaut" is also said of what is built today.
    cue(
        "by-a-day-in-german",
        1.8,
        rf"\b(?:soll|sollen)\b[^.]{{0,60}}{_GERMAN_DAY}",
        rf"{_GERMAN_DAY}[^.]{{0,60}}\b(?:soll|sollen)\b",
        rf"\b(?:wird|werden)\b[^.]{{0,60}}{_GERMAN_DAY}[^.]{{0,80}}\b{_GERMAN_DONE}\b",
        rf"{_GERMAN_DAY}[^.]{{0,60}}\b(?:wird|werden)\b[^.]{{0,80}}\b{_GERMAN_DONE}\b",
        needs=("soll", "wird", "werden"),
    ),
    cue(
        "built-in-german",
        1.0,
        rf"\b(?:wird|werden)\b[^.]{{0,120}}\b{_GERMAN_DONE}\b",
        needs=("wird", "werden"),
    ),
    cue(
        "pays-in-german",
        1.8,
        r"\b(?:übernimmt|übernehmen|trägt|tragen|zahlt|fördert|investiert|bezuschusst)\b"
        r"[^.]{0,80}\b(?:prozent|kosten|euro|millionen|milliarden|rest)\b",
        needs=(
            *("übernimmt", "übernehmen", "trägt", "tragen", "zahlt", "fördert"),
            *("investiert", "bezuschusst"),
        ),
    ),
    cue(
        "in-welsh",
        1.8,
        rf"{_WELSH_WILL}[^.]{{0,90}}\byn {_WELSH_DOING}\b",
        rf"{_WELSH_WILL}[^.]{{0,90}}\bar gael\b",
        r"\bwedi (?:ymrwymo|addo|penderfynu) i\b|\bbyddwn ni['’]n\b",
        r"(?:\byn|['’]n) (?:benderfynol o|bwriadu)\b",
        needs=("bydd", "ymrwymo", "addo", "penderfynu", "benderfynol", "bwriadu"),
    ),
    cue("agreed-in-welsh", 1.8, r"\bwedi cytuno i\b", needs=("cytuno",)),
)
