"""Words that readers might have meant. A trigger notes those of every edition as it is
issued; whether one may be told is asked of the editions that are public at the moment,
so that nothing has to be taken out of here."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Value

from briefings.models.editions import Edition
from briefings.models.searching import Ready

SHORTEST, LONGEST = 4, 24


def neighbours(word: Any) -> Func:
    """The word, and what is left of it without any one of its letters. Two words that
    share one of these are a letter apart, or two."""
    return Func(
        word,
        function="word_neighbours",
        output_field=ArrayField(models.TextField()),
    )


class WordQuerySet(models.QuerySet["Word"]):
    def like(self, typed: str) -> "WordQuerySet":
        """A letter or two from what was typed, accents or not."""
        return self.filter(near__overlap=neighbours(Value(typed)))

    def public(self) -> "WordQuerySet":
        """Those that stand in an edition readers have now, spelt just so."""
        spelt = Func(OuterRef("word"), function="search_phrase")
        holding = Edition.objects.public().filter(search=Ready(spelt))
        return self.filter(Exists(holding))


class Word(models.Model):
    word = models.CharField(max_length=LONGEST, primary_key=True)
    near = models.GeneratedField(
        expression=neighbours(F("word")),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    objects = WordQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["near"], name="words_near")]

    def __str__(self) -> str:
        return self.word
