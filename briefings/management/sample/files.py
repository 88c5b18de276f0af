"""The images and attachments of the sample, drawn and written for it."""

from pathlib import Path
from typing import Any

from briefings.actions.files import describe_file, upload_file
from briefings.jobs.renditions import make_renditions_of
from briefings.models import Edition, User

_FOLDER = Path(__file__).parent / "files"


def put_in(edition: Edition, about: dict[str, Any], *, by: User) -> None:
    """What a worker does after an upload is done at once: the release goes out now."""
    path = _FOLDER / about["file"]
    use = upload_file(edition, by=by, name=path.name, content=path.read_bytes())
    make_renditions_of(use.asset)
    describe_file(use, by=by, **{n: v for n, v in about.items() if n != "file"})
