from dataclasses import dataclass


@dataclass(frozen=True)
class Obstacle:
    """`place` is the element of the edition's page to look at. One that stops must be
    cleared before approval; the others are for an editor to weigh."""

    sentence: str
    place: str
    stops: bool = False
