import re
import unicodedata
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchQuery,
    SearchVector,
)
from django.db.models import Case, F, Field, Func, Lookup, Q, TextField, When
from django.db.models.functions import Left

# "Élysée" is found by "elysee". The `unaccent` extension does the same, but a plain
# server may not have it, and it may not be used in a generated column.
_UNACCENT = (
    r"regexp_replace(normalize(%(expressions)s, NFKD), "
    r"'[\u0300-\u036f]', '', 'g')"
)


# PostgreSQL keeps at most a megabyte in a tsvector, and a character of hyphenated
# Chinese takes eight bytes of it; words beyond this are not found.
INDEXED = 100_000


def unaccented(column: str) -> Func:
    return Func(F(column), template=_UNACCENT, output_field=TextField())


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


def search_vector(**columns_by_weight: str) -> Case:
    """A tsvector over columns, heaviest weight A, stemmed as English where the row is
    in English."""
    return Case(
        When(language__startswith="en", then=_vector("english", columns_by_weight)),
        default=_vector("simple", columns_by_weight),
    )


def _vector(
    config: str, columns: dict[str, str]
) -> CombinedSearchVector | SearchVector:
    parts = [
        SearchVector(Left(unaccented(column), INDEXED), weight=weight, config=config)
        for weight, column in columns.items()
    ]
    return reduce(add, parts)


def word_vector(column: str) -> SearchVector:
    """Every word of a short column as it is spelt, for an index of its own: so words
    are found while they are still being typed, which stems would hinder."""
    return SearchVector(unaccented(column), config="simple")


def opening_words(column: str) -> SearchVector:
    """As `word_vector`, of a column that may be longer than a tsvector can be."""
    return SearchVector(Left(unaccented(column), INDEXED), config="simple")


def beginnings(words: str) -> SearchQuery | None:
    """Asks a `word_vector` for words that begin with each of these; None if there is
    no word among them."""
    typed = re.findall(r"[^\W_]+", _spelt(words))
    spelt = " & ".join(f"{word}:*" for word in typed)
    return SearchQuery(spelt, config="simple", search_type="raw") if spelt else None


def _spelt(words: str) -> str:
    decomposed = unicodedata.normalize("NFKD", words.replace("\0", ""))
    return re.sub("[\u0300-\u036f]", "", decomposed)


def matches(words: str) -> Q:
    """True of rows whose `search` column holds these words, typed as into any search
    box: "a phrase", -not, or."""
    english, simple = (
        SearchQuery(_spelt(words), config=config, search_type="websearch")
        for config in ("english", "simple")
    )
    in_english = Q(language__startswith="en")
    return (in_english & Q(search=english)) | (~in_english & Q(search=simple))
