"""Images and attachments put into editions, as their writers would."""

from briefings.actions.files import describe_file, upload_file
from briefings.jobs.renditions import make_renditions
from briefings.models import Edition, EditionAsset
from tests.drawing import CSV, picture


def attach(edition: Edition, content: bytes = CSV, *, name: str = "figures.csv"):
    return upload_file(edition, by=last_writer(edition), name=name, content=content)


def show(
    edition: Edition,
    content: bytes | None = None,
    *,
    name: str = "ferry.png",
    alt: str = "A ferry at the quay of Skerrow.",
) -> EditionAsset:
    """An image, described, with its renditions made."""
    use = attach(edition, content or picture(), name=name)
    by = last_writer(edition)
    use = describe_file(use, by=by, alternative_text=alt, credit="Odd Larsen")
    make_renditions()
    return EditionAsset.objects.select_related("asset").get(pk=use.pk)


def last_writer(edition: Edition):
    return edition.revisions.latest("number").by
