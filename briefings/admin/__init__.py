from briefings.admin import (
    accounts,
    audit,
    auditing,
    comments,
    commitments,
    editions,
    figures,
    home,
    imports,
    lists,
    naming,
    people,
    quotes,
    record,
    releases,
    subjects,
    suggestions,
)
from briefings.admin.site import site

lists.hang_in_all()

__all__ = [
    "accounts",
    "audit",
    "auditing",
    "comments",
    "commitments",
    "editions",
    "figures",
    "home",
    "imports",
    "lists",
    "naming",
    "people",
    "quotes",
    "record",
    "releases",
    "site",
    "subjects",
    "suggestions",
]
