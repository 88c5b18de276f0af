"""Searching in lists, through the indexes that are made for it."""

from typing import Any

from django.db.models import F

from briefings.admin.site import RecordAdmin
from briefings.models import Edition
from briefings.models.searching import beginnings, opening_words


def keys_of(rows: Any, column: str = "pk") -> Any:
    return rows.order_by().annotate(key=F(column)).values_list("key")


def worded(rows: Any, column: str, words: str) -> Any:
    """Rows whose column, which has an index of its words, has words that begin with
    each of these."""
    asked = beginnings(words)
    if asked is None:
        return rows.none()
    return rows.alias(worded=opening_words(column)).filter(worded=asked)


class IndexedSearch(RecordAdmin):
    """Of many hits a page shows the newest; a file has them all. A page asks several
    times for what was found, for its rows and its counts, and it is found once."""

    MOST_HITS = 5000

    def hits(self, words: str) -> Any:
        """The keys of what is found, as lists of one column named `key`."""
        raise NotImplementedError(f"{type(self).__name__}: say how it is searched")

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        hits = self.hits(search_term)
        if getattr(request, "is_for_a_file", False):
            return queryset.filter(pk__in=hits), False
        return queryset.filter(pk__any=self._newest(request, search_term, hits)), False

    def _newest(self, request: Any, words: str, hits: Any) -> list[int]:
        found = request.__dict__.setdefault("found", {})
        asked = (type(self), words)
        if asked not in found:
            newest = hits.order_by("-key")[: self.MOST_HITS]
            found[asked] = [key for (key,) in newest]
        return found[asked]


def under_headline(rows: Any, words: str) -> Any:
    """Rows of editions whose headline has words that begin with each of these."""
    return rows.filter(edition__in=Edition.objects.headed(words).order_by())
