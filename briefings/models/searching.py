import re
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import (
    SearchConfig,
    SearchQuery,
    SearchVector,
    SearchVectorField,
)
from django.db.models import F, Field, Func, Lookup, Q, TextField, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from briefings.text.folding import folded

# PostgreSQL keeps at most a megabyte in a tsvector, and a character of hyphenated
# Chinese takes eight bytes of it; words beyond this are not found.
INDEXED = 100_000


def _folded(words: Any) -> Func:
    """As the migration `0037_words_as_they_are_searched` folds them: by the locale "C"
    a quotation mark would be a letter of the word beside it."""
    return Func(words, function="folded", output_field=TextField())


@Field.register_lookup
class AnyOf(Lookup):
    """`pk__any=[…]`: as `in`, but one value however many there are, which PostgreSQL
    reads and looks through much faster. It hashes them only if they are of the very
    type of the column; else it goes through all of them for each row."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{column} = ANY(%s::{kind}[])", (*params, list(self.rhs))


def search_vector(*columns: Any, language: str = "language") -> Func:
    """The words of up to three columns, the heaviest first, as the migration
    `0037_words_as_they_are_searched` stems them. Rows without a language of their own
    are in that of most: `language=""`."""
    spoken: Any = F(language) if language else Value("en")
    heard: list[Any] = [F(c) if isinstance(c, str) else c for c in columns]
    heard += [Value("")] * (3 - len(heard))
    return Func(
        spoken, *heard, function="search_words", output_field=SearchVectorField()
    )


def joined(*columns: str, by: str = "") -> Func:
    """Columns of text, one behind the other, in a way that a generated column may."""
    joiner = f" || '{by}' || " if by else " || "
    return Func(
        *(F(column) for column in columns),
        template="(%(expressions)s)",
        arg_joiner=joiner,
        output_field=TextField(),
    )


def word_vector(column: str) -> SearchVector:
    """Every word of a short column as it is spelt, for an index of its own: so words
    are found while they are still being typed, which stems would hinder."""
    return SearchVector(_folded(F(column)), config="simple")


def opening_words(column: str) -> SearchVector:
    """As `word_vector`, of a column that may be longer than a tsvector can be."""
    words = Left(_folded(Left(F(column), INDEXED)), INDEXED)
    return SearchVector(words, config="simple")


def beginnings(words: str) -> SearchQuery | None:
    """Asks a `word_vector` for words that begin with each of these; None if there is
    no word among them."""
    typed = re.findall(r"[^\W_]+", folded(words))
    spelt = " & ".join(f"{word}:*" for word in typed)
    return SearchQuery(spelt, config="simple", search_type="raw") if spelt else None


# The configurations of PostgreSQL that know the stems of a language, as far as
# `search_config()` in the database names them. All other languages are in "simple".
STEMMED = (
    "english",
    "danish",
    "dutch",
    "finnish",
    "french",
    "german",
    "italian",
    "norwegian",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
)


class Words(SearchQuery):
    """What was typed into a search box, as `search_query()` in the database reads it
    for one language: "a phrase", -not, or."""

    SEARCH_TYPES = {"box": "search_query"}

    def __init__(self, words: str, *, config: Any = "english", **options: Any) -> None:
        given = {"search_type": "box", **options}
        super().__init__(plain_marks(words), config=SearchConfig(config), **given)


class Phrase(SearchQuery):
    SEARCH_TYPES = {"phrase": "search_phrase"}

    def __init__(self, words: str, **options: Any) -> None:
        super().__init__(words, **{"search_type": "phrase", **options})


class Ready(SearchQuery):
    """A tsquery that an expression makes."""

    SEARCH_TYPES = {"ready": ""}

    def __init__(self, made: Any, **options: Any) -> None:
        super().__init__(made, **{"search_type": "ready", **options})


def matches(words: str, column: str = "search", language: str = "language") -> Q:
    """True of rows whose `search` column holds these words, typed as into any search
    box: "a phrase", -not, or. Phrases are meant to the letter."""
    found = reduce(or_, _by_language(words, column, language))
    return found & _to_the_letter(words, column)


def matches_by_language(
    words: str, column: str = "search", language: str = "language"
) -> list[Q]:
    """As `matches`, a condition for the rows of each language. Where a word has other
    stems in another language, PostgreSQL reads the words of each hit once more, unless
    it is asked for one language at a time."""
    letters = _to_the_letter(words, column)
    return [one & letters for one in _by_language(words, column, language)]


def _by_language(words: str, column: str, language: str) -> list[Q]:
    return [
        Q(Exact(stems_of(language), SearchConfig(config)))
        & Q(**{column: Words(words, config=config)})
        for config in (*STEMMED, "simple")
    ]


def stems_of(language: str) -> Func:
    """The configuration for a language, by which an index tells rows apart: of those
    that an office does not write in there is nothing to be read through."""
    return Func(F(language), function="search_config", output_field=TextField())


def matches_plainly(words: str, column: str = "search") -> Q:
    """As `matches`, of rows that have no language of their own."""
    return Q(**{column: Words(words)}) & _to_the_letter(words, column)


def _to_the_letter(words: str, column: str) -> Q:
    phrases = exact_phrases(words)
    return Q(*(Q(**{column: Phrase(phrase)}) for phrase in phrases))


def exact_phrases(words: str) -> list[str]:
    """What stands between quotation marks and must be there; nothing where one thing
    or another may."""
    typed = plain_marks(words)
    if re.search(r"(?i)(^|\s)or(\s|$)", re.sub(r'"[^"]*"', " ", typed)):
        return []
    found = re.findall(r'(?:^|\s)"([^"]+)"', typed)
    return [phrase for phrase in found if re.search(r"\w", phrase)]


def plain_marks(words: str) -> str:
    """With the quotation marks of a keyboard, the only ones that PostgreSQL knows."""
    return re.sub("[“”„«»]", '"', words.replace("\0", ""))
