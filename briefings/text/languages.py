"""Which language a text is in, by its small words."""

from collections import Counter

from briefings.text.names import word_set

SMALL_WORDS = {
    "en": word_set("the of and to in that for is on with by will are was it"),
    "cy": word_set("y yn yr a i o ar ei mae wedi am gan bydd ac oedd nid hyn"),
    "fr": word_set("le la les de des du et en un une que pour dans est sur qui au"),
    "de": word_set("der die das und in den von zu mit ist für auf dem nicht ein eine"),
    "es": word_set("el la los las de y en que un una para con por se del es"),
    "ga": word_set("an na agus ar le go is tá bhí sé i ag don leis beidh"),
}
LANGUAGES_WITH = {
    word: [language for language, small in SMALL_WORDS.items() if word in small]
    for word in frozenset().union(*SMALL_WORDS.values())
}
ENOUGH = 1500


def language_of(text: str) -> str:
    """
    >>> language_of("Mae'r harbwr wedi agor ac mae yn brysur heddiw.")
    'cy'
    >>> language_of("")
    'en'
    """
    text = text[:ENOUGH].lower().replace("'", " ").replace("’", " ")
    words = Counter(filter(LANGUAGES_WITH.__contains__, text.split()))
    shares = dict.fromkeys(SMALL_WORDS, 0)
    for word, count in words.items():
        for language in LANGUAGES_WITH[word]:
            shares[language] += count
    return max(shares, key=lambda language: shares[language])
