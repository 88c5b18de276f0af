"""Whose files may be put where, and whose rights in them be changed."""

from briefings.errors import Refused
from briefings.models import Asset, User
from briefings.models.visibility import seeing_everything
from briefings.permissions.duties import demand, may
from briefings.workflow import Duty

RIGHTS_ARE_READ = (
    "The file is in a release that is in review, approved or issued, and its terms of "
    "use change there at once. Take the release back from review first, or ask whoever "
    "can issue releases."
)


def demand_rights_over(asset: Asset, by: User | None) -> None:
    demand(by, Duty.WRITE)
    with seeing_everything():
        is_submitted = asset.is_submitted
    if not may_change_rights(by, is_submitted=is_submitted):
        raise Refused(RIGHTS_ARE_READ)


def may_change_rights(person: User | None, *, is_submitted: bool) -> bool:
    """What may be done with a file holds wherever it is used, at once: if that is in
    words that an approver reads or signed, whoever issues words answers for it."""
    return may(person, Duty.ISSUE if is_submitted else Duty.WRITE)


def demand_to_show(portrait: Asset, by: User | None) -> None:
    """A portrait is public as soon as the person is: a picture that a release holds
    back goes out so only by whoever could issue that release."""
    published = Asset.objects.published().filter(pk=portrait.pk)  # type: ignore[attr-defined]
    if may(by, Duty.ISSUE) or published.exists():
        return
    with seeing_everything():
        is_held_back = portrait.is_submitted
    if is_held_back:
        raise Refused(
            "This picture is in a release that is not public yet: whoever can issue "
            "releases makes it a portrait before."
        )
