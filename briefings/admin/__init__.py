from briefings.admin import (
    accounts,
    comments,
    commitments,
    editions,
    figures,
    home,
    imports,
    journalists,
    lists,
    mails,
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
    "comments",
    "commitments",
    "editions",
    "figures",
    "home",
    "imports",
    "journalists",
    "lists",
    "mails",
    "naming",
    "people",
    "quotes",
    "record",
    "releases",
    "site",
    "subjects",
    "suggestions",
]
