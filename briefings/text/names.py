"""What a name, a title, a post and an organisation look like in print."""

import re
from itertools import pairwise


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words a post is named by. A rule may name no office, only such general nouns.
ROLE_NOUNS = word_set(
    "adviser advisor administrator admiral ambassador analyst archbishop artist "
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
    "whip worker "
    "cadeirydd cyfarwyddwr gweinidog llefarydd prif pennaeth ysgrifennydd"
)
TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron viscount "
    "earl councillor cllr rev revd reverend canon rt hon right honourable the "
    "captain colonel major sergeant judge rabbi imam father sister"
)
# Titles that are part of a role as often as of a name.
TITLES_THAT_START_A_NAME = word_set(
    "mr mrs ms miss mx dr prof sir dame lord lady baroness cllr rev revd "
    "reverend professor councillor rt"
)
POST_NOMINALS = word_set(
    "obe cbe mbe kbe dbe gbe bem qc kc mp mep msp ms mla am td frs cmg kcmg dcmg gcmg "
    "cb kcb dcb cvo kcvo qpm kpm qfsm kfsm jp dl phd fba frsa frics tom rn raf "
    "bt psnc"
)
PARTICLES = word_set("de la le van von der den di da dos du del al bin ap ab")
PRONOUNS = word_set("he she they")
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
    "works"
)
NAME_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.-]{0,40}$")
WORD = re.compile(r"[^\s,;()]+")
SMALL_WORDS_IN_NAMES = word_set("of for and the in & on de du des la le")
SMALL_WORDS_IN_ROLES = word_set("and of for the to in & at on - –")


def key(word: str) -> str:
    return word.strip(".,;:()\"'“”‘’").removesuffix("'s").removesuffix("’s").lower()


def is_role_noun(word: str) -> bool:
    return key(word) in ROLE_NOUNS


def is_name_word(word: str) -> bool:
    return bool(NAME_WORD.match(word)) or word.lower() in PARTICLES


def bare_name(name: str) -> str:
    """Without titles and post-nominals: "Sir Huw Parry OBE" is "Huw Parry"."""
    words = name.replace(",", " ").split()
    while words and key(words[0]) in TITLES and len(words) > 1:
        words = words[1:]
    while (
        len(words) > 1 and key(words[-1]) in POST_NOMINALS and words[-1][1:].isupper()
    ):
        words = words[:-1]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


def is_name(text: str, *, single: bool = False) -> bool:
    """One to four capitalised words, no post and no organisation among them."""
    words = bare_name(text).split()
    has_title = bool(text.split()) and key(text.split()[0]) in TITLES_THAT_START_A_NAME
    least = 1 if single or has_title else 2
    if not least <= len(words) <= 4 or words[0].lower() in PARTICLES:
        return False
    if not all(is_name_word(word) for word in words):
        return False
    if any(word.isupper() and len(word) > 2 for word in words):
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
    return bare_name(name).split()[-1].lower()


def names_an_organisation(text: str) -> bool:
    return any(key(word) in ORGANISATION_NOUNS for word in WORD.findall(text))
