from collections.abc import Iterable
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Left
from django.urls import reverse

from briefings.models.anchored import Anchored, AnchoredQuerySet
from briefings.models.people import Organisation, Person, RoleAppointment
from briefings.models.printed import Printed, as_printed
from briefings.models.searching import search_vector, stems_of
from briefings.models.subjects import Event
from briefings.text.markup.rendering import Mark

OPENING = 100  # characters, by which an index finds the same words again


class QuoteQuerySet(AnchoredQuerySet):
    def saying(self, words: Iterable[str]) -> Self:
        """Those of one of these very wordings."""
        words = list(words)
        openings = {said[:OPENING] for said in words}
        found = self.alias(opening=Left("words", OPENING))
        return found.filter(opening__in=openings, words__in=words)


class Quote(Anchored):
    """What somebody said, in which role. The same quote in a later edition keeps its
    `ref`."""

    speaker = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        help_text="Whose spokesperson spoke, where nobody is named.",
    )
    appointment = models.ForeignKey(
        RoleAppointment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        help_text="The role held that day.",
    )
    attribution = models.CharField(
        max_length=500, blank=True, help_text="The words that hand over to the quote."
    )
    speaker_name = models.CharField(max_length=200, blank=True, help_text="As printed.")
    speaker_role = models.CharField(max_length=300, blank=True, help_text="As printed.")
    speaker_organisation = models.CharField(
        max_length=200, blank=True, help_text="As printed."
    )
    context = models.TextField(
        blank=True, help_text="What a reader of the quote alone must know."
    )
    said_on = models.DateField(null=True, blank=True)
    said_at = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes"
    )
    recording_url = models.URLField(
        "recording",
        max_length=500,
        blank=True,
        help_text="Where readers can hear or watch it being said: the address of a "
        "video or of audio.",
    )
    language = models.CharField(max_length=12, default="en", editable=False)
    search = models.GeneratedField(
        expression=search_vector("words", "speaker_name", "speaker_role"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = QuoteQuerySet.as_manager()

    SIGNED = (
        "speaker_id",
        "organisation_id",
        "appointment_id",
        "attribution",
        "speaker_name",
        "speaker_role",
        "speaker_organisation",
        "context",
        "said_on",
        "said_at_id",
        "recording_url",
    )

    class Meta(Anchored.Meta):
        indexes = [
            models.Index(fields=["ref"], name="quotes_by_ref"),
            models.Index(fields=["language"], name="quotes_by_language"),
            models.Index(stems_of("language"), name="quotes_by_stems"),
            models.Index(Left("words", OPENING), name="quotes_by_opening"),
            GinIndex(fields=["search"], name="quotes_search"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_name or 'Nobody named'}: {self.words[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("quote-detail", args=[self.ref])

    def content(self) -> dict[str, Any]:
        """Without a recording, it is signed as it was before there were any."""
        told = super().content()
        if not self.recording_url:
            del told["recording_url"]
        return told

    @property
    def paragraphs(self) -> list[str]:
        return self.words.split("\n\n")

    @property
    def caption(self) -> str:
        """Who spoke, as printed; failing that, whose spokesperson it was."""
        printed = (self.speaker_name, self.speaker_role, self.speaker_organisation)
        named = ", ".join(part for part in printed if part)
        return named or (str(self.organisation) if self.organisation else "")

    @property
    def printed_speaker(self) -> Printed | None:
        """The person as the edition names them, where the quote does not say."""
        return as_printed(self.edition, "people", self.speaker)

    @property
    def printed_organisation(self) -> Printed | None:
        return as_printed(self.edition, "organisations", self.organisation)

    @property
    def printed_role(self) -> Printed | None:
        held = self.appointment
        return as_printed(self.edition, "roles", held and held.role)

    @property
    def printed_occasion(self) -> Printed | None:
        return as_printed(self.edition, "events", self.said_at)

    @property
    def names_anothers_post(self) -> bool:
        """Of somebody entered twice, either row may hold it."""
        held, speaker = self.appointment, self.speaker
        return bool(held and speaker and held.person.kept != speaker.kept)

    def mark(self) -> Mark:
        url = self.get_absolute_url()
        start, end = self.anchor.start, self.anchor.end
        return Mark("quote", self.ref, start, end, url, self.caption, url)
