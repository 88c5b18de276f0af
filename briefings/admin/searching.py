"""Searching in lists, through the indexes that are made for it."""

from typing import Any

from django.db.models import F, Max

from briefings.admin.site import RecordAdmin
from briefings.models import Edition
from briefings.models.searching import beginnings, opening_words

# Of a table these rows are looked through first.
NEWEST = 20_000


def keys_of(rows: Any, column: str = "pk") -> Any:
    return rows.order_by().annotate(key=F(column)).values_list("key")


def worded(rows: Any, column: str, words: str) -> Any:
    """Rows whose column, which has an index of its words, has words that begin with
    each of these."""
    asked = beginnings(words)
    if asked is None:
        return rows.none()
    return rows.alias(worded=opening_words(column)).filter(worded=asked)


def newest_of(rows: Any, most: int) -> Any:
    """The keys of the newest of these rows. Of a word that stands everywhere, fetching
    every hit takes long: they are looked for among the newest rows of the table, and
    PostgreSQL goes on to the others only where those do not suffice."""
    [keys] = newest_of_each([rows], most)
    return keys


def newest_of_each(found: list[Any], most: int) -> list[Any]:
    """As `newest_of`, of several sets of rows of one table."""
    last = found[0].model.objects.aggregate(last=Max("pk"))["last"] or 0
    return [_newest_below(last, rows, most) for rows in found]


def _newest_below(last: int, rows: Any, most: int) -> Any:
    parts = (rows.filter(pk__gt=last - NEWEST), rows.filter(pk__lte=last - NEWEST))
    # By a plain key PostgreSQL would walk along it, and read the words of each row.
    newest = (F("pk") + 0).desc()
    first, others = (part.order_by(newest).values_list("pk")[:most] for part in parts)
    return first.union(others, all=True)[:most]


class IndexedSearch(RecordAdmin):
    """Of many hits a page shows the newest; a file has them all. A page asks several
    times for what was found, for its rows and its counts, and it is found once."""

    MOST_HITS = 1000

    def hits(self, words: str) -> Any:
        """The keys of what is found, as lists of one column named `key`."""
        raise NotImplementedError(f"{type(self).__name__}: say how it is searched")

    def newest(self, words: str) -> Any:
        """The keys of the newest hits."""
        return self.hits(words).order_by("-key")[: self.MOST_HITS]

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        if getattr(request, "is_for_a_file", False):
            return queryset.filter(pk__in=self.hits(search_term)), False
        return queryset.filter(pk__any=self._found(request, search_term)), False

    def _found(self, request: Any, words: str) -> list[int]:
        found = request.__dict__.setdefault("found", {})
        asked = (type(self), words)
        if asked not in found:
            found[asked] = [key for (key,) in self.newest(words)]
        return found[asked]


class ByHeadline(IndexedSearch):
    """Editions, or what has them, found by the beginnings of words of the headline."""

    def hits(self, words):
        return self.with_headed(words, Edition.objects.headed(words))

    def newest(self, words):
        keys = newest_of(Edition.objects.headed(words), self.MOST_HITS)
        headed = Edition.objects.filter(pk__in=keys)
        return self.with_headed(words, headed).order_by("-key")[: self.MOST_HITS]

    def with_headed(self, words: str, headed: Any) -> Any:
        """The keys of these editions' rows, and of what else is found."""
        raise NotImplementedError(f"{type(self).__name__}: say what else is found")


class UnderHeadlines(IndexedSearch):
    """Rows of editions, found by the beginnings of words of the headline as well."""

    def worded(self, words: str) -> list[Any]:
        """Rows that are found by words of their own."""
        return []

    def hits(self, words):
        headed = Edition.objects.headed(words).order_by()
        return self._under(headed).union(*map(keys_of, self.worded(words)))

    def newest(self, words):
        most = self.MOST_HITS
        headed = newest_of(Edition.objects.headed(words), most)
        own = (newest_of(rows, most) for rows in self.worded(words))
        found = (keys_of(self.model.objects.filter(pk__in=keys)) for keys in own)
        return self._under(headed).union(*found).order_by("-key")[:most]

    def _under(self, headed: Any) -> Any:
        return keys_of(self.model.objects.filter(edition__in=headed))
