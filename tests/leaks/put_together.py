"""What editors put together and first, in both worlds and in one of them."""

from briefings.actions.collections import (
    add_collection,
    add_heading,
    add_link,
    collect_releases,
    move_collected,
)
from briefings.actions.features import feature_release
from briefings.models import Collection, Edition


def put_first_and_together(ferry: Edition) -> None:
    ferries = add_collection(by=None, title="All ferries", body="Every *ferry*.")
    collect_releases(ferries, [ferry.release], by=None)
    add_heading(ferries, by=None, words="Elsewhere")
    add_link(ferries, by=None, words="The fares", url="https://fares.example/1")
    add_heading(ferries, by=None, words="The rest")
    feature_release(ferry.release, by=None)


def put_secrets_first_and_together(bridge: Edition, plans: Edition) -> None:
    """What is to come stands among what is public, under a heading that names it, and
    in a collection of its own."""
    ferries = Collection.objects.get(title="All ferries")
    both = [bridge.release, plans.release]
    heading = add_heading(ferries, by=None, words="Quillfeather")
    for row in [heading, *collect_releases(ferries, both, by=None)][::-1]:
        move_collected(row, by=None, place=2)
    works = add_collection(
        by=None, title="Quillfeather works", summary="All Quillfeather works."
    )
    add_link(works, by=None, words="Quillfeather", url="https://quillfeather.example/")
    collect_releases(works, both, by=None)
    feature_release(bridge.release, by=None)
