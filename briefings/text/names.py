"""What a name, a title, a post and an organisation look like in print."""

import re
from functools import lru_cache
from itertools import pairwise

from briefings.text.remembering import remembered


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words a post is named by. A rule may name no office, only such general nouns.
ROLE_NOUNS = word_set(
    "adviser advisor administrator admiral agent ambassador analyst archbishop artist "
    "attaché attorney auditor author bishop brigadier captain ceo cfo "
    "chair chairman chairperson chairwoman champion chancellor chaplain chief cio "
    "coach colonel commander commissioner comptroller constable consul "
    "consultant controller convener convenor coordinator co-ordinator coroner "
    "coo councillor counsel creator cto curator dean deputy designer developer "
    "director economist editor engineer envoy executive expert "
    "farmer fellow "
    "founder co-founder general governor head headteacher headmaster "
    "inspector judge "
    "leader lecturer lieutenant magistrate manager marshal master mayor "
    "member midwife minister nurse officer ombudsman organiser owner "
    "partner patron physician planner premier presenter president principal "
    "producer professor provost receptionist rector registrar regulator "
    "representative researcher resident scientist secretary senator sergeant "
    "solicitor speaker spokesman spokesperson spokeswoman statistician student "
    "superintendent supervisor surgeon surveyor taoiseach teacher trainer "
    "treasurer trustee undersecretary under-secretary vicar vice-president warden "
    "whip worker congressman congresswoman assemblyman assemblywoman alderman "
    "assemblymember councilmember councilman councilwoman congressmember "
    "chancellor mp msp cathaoirleach tánaiste detective constable sheriff clerk "
    "rapporteur reeve delegate historian librarian archivist "
    "gov rep sen "
    "aelod arweinydd cadeirydd comisiynydd cyfarwyddwr dirprwy gweinidog llefarydd "
    "cynghorydd llywydd maer prif pennaeth weinidog ysgrifennydd "
    "ministre maire président présidente directeur directrice secrétaire porte-parole "
    "conseiller conseillère préfet préfète gouverneur gouverneure député députée "
    "ministra ministro alcalde alcaldesa presidente presidenta directora "
    "secretaria secretario consejera consejero portavoz "
    "leiter leiterin präsident senatorin landrat landrätin stadtrat stadträtin "
    "staatsrat staatsrätin"
)
# "Vice-Chancellor", "Secretary-General".
HALVES = word_set(
    "vice co pro deputy associate assistant director attorney secretary editor under "
    "inspector auditor "
    "governor major lieutenant brigadier surgeon solicitor general elect designate "
    "in-chief adjoint adjointe générale général"
)
# Of a post in small letters: "general secretary".
BEFORE_POSTS = word_set(
    "general chief deputy vice acting interim assistant associate senior executive "
    "managing principal joint former"
)
# In capitals only: "PC Parry", but not a pc.
ABBREVIATED_POSTS = word_set("Lead DI DCI DS PC PCSO DSU DCS")
# German puts the field and the post into one word: "Verkehrsministerin".
GERMAN_POSTS = (
    "minister",
    "ministerin",
    "germeister",
    "germeisterin",
    "präsident",
    "präsidentin",
    "sprecher",
    "sprecherin",
    "sekretär",
    "sekretärin",
    "vorsitzende",
    "vorsitzender",
    "führer",
    "führerin",
    "direktor",
    "direktorin",
    "kanzler",
    "kanzlerin",
    "senator",
    "senatorin",
    "leiter",
    "leiterin",
    "chefin",
    "beauftragte",
    "beauftragter",
    "dezernent",
    "dezernentin",
    "intendantin",
)
TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron viscount "
    "earl councillor cllr rev revd reverend canon rt hon right honourable the "
    "captain colonel major sergeant judge rabbi imam father sister "
    "adm radm vadm gen brig col lt maj capt sgt supt insp det cdr cmdr ldr sqn wg cpl "
    "a/prof "
    "mme monsieur madame herr frau señor señora mdm assoc datuk dato justice pastor "
    "cynghorydd cyng athro"
)
HONORIFIC = re.compile(
    r"\s{0,9}(?:(?:the |his |her )(?:right )?(?:honou?rable|hon\b\.?|worship|"
    r"excellency|grace|royal highness)|rt\.? hon\b\.?|l['’]honorable)[ ,]+",
    re.IGNORECASE,
)
# Titles that are part of a role as often as of a name.
TITLES_THAT_START_A_NAME = word_set(
    "mr mrs ms miss mx dr prof sir dame lord lady baroness cllr rev revd "
    "reverend professor a/prof councillor rt hon mme monsieur madame herr frau señor "
    "señora cynghorydd cyng athro"
)
POST_NOMINALS = word_set(
    "obe cbe mbe kbe dbe gbe bem qc kc mp mep msp ms mla am td frs cmg kcmg dcmg gcmg "
    "cb kcb dcb cvo kcvo qpm kpm qfsm kfsm jp dl phd fba frsa frics tom rn raf "
    "bt pc psnc ao ac oam psm cnzm onzm mnzm qso qsm dnzm knzm "
    "md edd dphil dsc msc bsc mba llb llm jd dds dvm rgn frcn esq"
)
PARTICLES = word_set("de la le van von der den di da dos du del al bin ap ab")
GENERATIONS = word_set("jr sr ii iii iv")
# With these a sentence begins; they are nobody's first name.
OPENERS = word_set(
    "in at on for with and but as when while if it this that these those to from by "
    "of after before during since our we i he she they his her their its however "
    "also today yesterday tomorrow under about because although where what who how "
    "speaking commenting welcoming announcing responding asked "
    # In Welsh the verb stands before its speaker, and French and German point to one.
    "dywedodd dywed ychwanegodd meddai eglurodd esboniodd nododd rhybuddiodd "
    "pour selon dazu"
)
# What each pronoun says of the person it stands for.
PRONOUNS = {
    "he": "m", "she": "f", "they": "", "il": "m", "elle": "f", "er": "m",
    "sie": "f", "ef": "m", "fe": "m", "hi": "f", "él": "m", "ella": "f",
}  # fmt: skip
# The words with which people are addressed: "the Rt Hon. Ada Penrose".
ADDRESSES = word_set("the hon honourable honorable rt right his her worship excellency")
# Of somebody who has a post besides, the rank is no post.
RANKS = word_set(
    "admiral rear vice general lieutenant major brigadier colonel captain commander "
    "sergeant marshal air chief wing professor judge senator emeritus adjunct associate"
)
TITLES_BY_GENDER = {
    "m": word_set("mr sir lord baron viscount earl monsieur herr señor"),
    "f": word_set("mrs ms miss dame lady baroness mme madame frau señora"),
}
ORGANISATION_NOUNS = word_set(
    "academy agency alliance assembly association authority bank board bureau "
    "campaign centre center chamber charity church club coalition college "
    "commission committee company confederation congress consortium convention "
    "cooperative corporation council department directorate embassy enterprise "
    "executive federation fellowship fire forum foundation fund group guild hospital "
    "house inc inspectorate institute institution laboratory league limited llp ltd "
    "ministry museum network office organisation organization parliament "
    "partnership plc police project school secretariat service services society "
    "solutions station taskforce team trains trust union unit university "
    "works nation nations tribe "
    "adran awdurdod bwrdd coleg comisiwn cwmni cyngor cymdeithas llywodraeth "
    "prifysgol swyddfa undeb ymddiriedolaeth ysgol "
    "agence conseil fédération ministère syndicat université "
    "behörde gewerkschaft ministerium stiftung universität verband"
)
NAME_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.-]{0,40}$")
WORD = re.compile(r"[^\s,;()]+")
SMALL_WORDS_IN_NAMES = word_set("of for and the in & on de du des la le")
SMALL_WORDS_IN_ROLES = word_set(
    "and of for the to in & at on - – de des du et für und dros y yr la l' d'"
)
# Behind the noun of a French post, before its field: "ministre déléguée aux Ports".
ADJECTIVES_OF_POSTS = word_set(
    "délégué déléguée chargé chargée adjoint adjointe général générale exécutif "
    "exécutive principal principale départemental départementale régional régionale "
    "municipal municipale fédéral fédérale aux au"
)
# Stops that end no sentence, within the words around a name.
ABBREVIATED = re.compile(
    r"\b(?:(?:Dr|Mr|Mrs|Ms|St|Sen|Gov|Rep|Gen|Col|Lt|Capt|Maj|Sgt|Supt|Hon|Rev|Prof|"
    r"Jr|Sr|Cllr|Rt|[^\W\d_a-z])\.|"
    # Degrees: "Ph.D.", "M.Sc.".
    r"(?:Ph|Ed|Psy|Pharm|LL)\.(?=[A-Z]\.)|(?<=[A-Z]\.)(?:Sc|Phil|Ed|Eng)\.)"
)
# "D’après Ada Penrose", but "D’Arcy Penrose".
ELIDED = re.compile(r"[DdLl]['’][a-zß-öø-ÿ]")
NO_STOP = "\u2024"


@lru_cache(maxsize=10_000)
def key(word: str) -> str:
    return word.strip(".,;:()\"'“”‘’").removesuffix("'s").removesuffix("’s").lower()


@lru_cache(maxsize=10_000)
def is_role_noun(word: str) -> bool:
    bare = key(word)
    if bare in ROLE_NOUNS or word in ABBREVIATED_POSTS:
        return True
    before, hyphen, last = bare.partition("-")
    if hyphen:
        return (before in HALVES and last.rpartition("-")[2] in ROLE_NOUNS) or (
            before in ROLE_NOUNS and last in HALVES
        )
    if bare.endswith("ologist"):
        return True
    return bare.endswith(GERMAN_POSTS) and word[:1].isupper() and len(bare) > 9


PARTS_WORDS = ',.;:()"“”'


def may_name_a_post(words: str) -> bool:
    """Asked of a whole paragraph, most of which name none."""
    for sign in PARTS_WORDS:
        words = words.replace(sign, " ")
    return any(map(is_role_noun, words.split()))


def without_stops(text: str) -> str:
    """The same length, with no full stop that ends no sentence.

    >>> without_stops("said Dr. Huw A. Parry.").replace(NO_STOP, "_")
    'said Dr_ Huw A_ Parry.'
    """
    if "." not in text:
        return text
    return ABBREVIATED.sub(lambda found: found.group()[:-1] + NO_STOP, text)


def with_stops(text: str) -> str:
    return text.replace(NO_STOP, ".")


def is_name_word(word: str) -> bool:
    return bool(NAME_WORD.match(word)) or word.lower() in PARTICLES


def without_honorific(name: str) -> str:
    honorific = HONORIFIC.match(name)
    return name[honorific.end() :] if honorific else name


@remembered
def bare_name(name: str) -> str:
    """Without titles and post-nominals: "Sir Huw Parry OBE" is "Huw Parry"."""
    words = without_honorific(name).replace(",", " ").split()
    while words and key(words[0]) in TITLES and len(words) > 1:
        words = words[1:]
    while (
        len(words) > 1
        and key(words[-1]).replace(".", "") in POST_NOMINALS
        and words[-1][1:].isupper()
    ):
        words = words[:-1]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


@remembered
def is_name(text: str) -> bool:
    """Two to four capitalised words, or one behind a title, no post and no
    organisation among them."""
    has_title = key(text.partition(" ")[0]) in TITLES_THAT_START_A_NAME
    return _is_name(text, 1 if has_title else 2, has_title=has_title)


def is_name_or_part_of_one(text: str) -> bool:
    """One word is enough."""
    has_title = key(text.partition(" ")[0]) in TITLES_THAT_START_A_NAME
    return _is_name(text, 1, has_title=has_title)


def _is_name(text: str, least: int, *, has_title: bool) -> bool:
    words = bare_name(text).split()
    if not least <= sum(word not in PARTICLES for word in words) <= 4:
        return False
    if words[0].lower() in PARTICLES and not has_title:
        return False
    if len(words) > 1 and (words[0].lower() in OPENERS or ELIDED.match(words[0])):
        return False
    if not all(is_name_word(word) for word in words):
        return False
    # "U.S. Senators Ada Penrose": a post of several.
    if any(word[-1] == "s" and is_role_noun(word[:-1]) for word in words[:-1]):
        return False
    # The French print surnames in capitals: "Hugo PARRY".
    in_capitals = [w.isupper() and len(w) > 2 and "." not in w for w in words]
    if in_capitals[0] or any(in_capitals[:-1]):
        return False
    return not any(
        is_role_noun(word) or key(word) in ORGANISATION_NOUNS for word in words
    )


def is_organisation(text: str) -> bool:
    """Nothing but the name of one, in capitals, such as "Ministry of Rivers"."""
    words = text.strip(" .:").split()
    if not words or len(words) > 8:
        return False
    if not all(w[0].isupper() or w in SMALL_WORDS_IN_NAMES for w in words):
        return False
    keys = [key(word) for word in words]
    before = [word for word, after in pairwise(keys) if after in ("of", "for")]
    return any(head in ORGANISATION_NOUNS for head in (keys[0], keys[-1], *before))


def surname(name: str) -> str:
    words = bare_name(name).split()
    while len(words) > 1 and key(words[-1]) in GENERATIONS:
        words = words[:-1]
    return words[-1].lower()


def names_an_organisation(text: str) -> bool:
    return any(key(word) in ORGANISATION_NOUNS for word in WORD.findall(text))
