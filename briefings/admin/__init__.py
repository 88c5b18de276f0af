from briefings.admin import (
    accounts,
    comments,
    commitments,
    editions,
    figures,
    home,
    imports,
    people,
    quotes,
    record,
    releases,
    subjects,
    suggestions,
)
from briefings.admin.site import site

__all__ = [
    "accounts",
    "comments",
    "commitments",
    "editions",
    "figures",
    "home",
    "imports",
    "people",
    "quotes",
    "record",
    "releases",
    "site",
    "subjects",
    "suggestions",
]
