"""Images and attachments: whether everybody can perceive them, and whether the office
may give them out."""

from collections.abc import Iterable, Iterator
from datetime import date

from briefings.models import EditionAsset
from briefings.readiness.obstacle import Obstacle


def in_the_files(uses: Iterable[EditionAsset]) -> Iterator[Obstacle]:
    """What is read off the files alone."""
    for use in uses:
        yield from _that_stops(use)
        yield from _worth_a_look(use)


def in_their_rights(uses: Iterable[EditionAsset], day: date) -> Iterator[Obstacle]:
    for use in uses:
        until = use.asset.not_for_use_after
        if until and until < day:
            yield Obstacle(
                f"“{use.asset}” may not be used after {until:%-d %B %Y}.",
                _place(use),
                stops=True,
            )


def _that_stops(use: EditionAsset) -> Iterator[Obstacle]:
    asset, place = use.asset, _place(use)
    if not use.is_described:
        yield Obstacle(
            f"Describe “{asset}” for those who cannot see it, or mark it as "
            "decorative.",
            place,
            stops=True,
        )
    if not use.is_shown:
        return
    if asset.failure:
        yield Obstacle(f"“{asset}” cannot be shown: {asset.failure}", place, stops=True)
    elif asset.rendered_at is None:
        yield Obstacle(
            f"“{asset}” is being made ready for pages: wait a moment.",
            place,
            stops=True,
        )


def _worth_a_look(use: EditionAsset) -> Iterator[Obstacle]:
    asset, place = use.asset, _place(use)
    if use.is_shown and not use.credit.strip():
        yield Obstacle(f"Nobody is credited for “{asset}”.", place)
    if not asset.licence:
        yield Obstacle(
            f"Journalists are not told what they may do with “{asset}”.", place
        )
    if asset.tells_place:
        yield Obstacle(
            f"The original of “{asset}” says where it was taken, and readers can fetch "
            "it.",
            place,
        )


def _place(use: EditionAsset) -> str:
    return f"file-{use.pk}"
