import re
import unicodedata
from functools import reduce
from operator import add

from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchQuery,
    SearchVector,
)
from django.db.models import Case, F, Func, Q, TextField, When
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


def matches(words: str) -> Q:
    """True of rows whose `search` column holds these words, typed as into any search
    box: "a phrase", -not, or."""
    spelt = unicodedata.normalize("NFKD", words.replace("\0", ""))
    spelt = re.sub("[\u0300-\u036f]", "", spelt)
    english, simple = (
        SearchQuery(spelt, config=config, search_type="websearch")
        for config in ("english", "simple")
    )
    in_english = Q(language__startswith="en")
    return (in_english & Q(search=english)) | (~in_english & Q(search=simple))
