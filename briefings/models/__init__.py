from briefings.models.accounts import User
from briefings.models.anchored import Anchored, new_ref
from briefings.models.commitment_updates import CommitmentUpdate, Evidence
from briefings.models.commitments import Commitment, CommitmentStatement
from briefings.models.editions import Edition, Involvement, digest_of
from briefings.models.figures import Figure
from briefings.models.imports import ImportedFile
from briefings.models.people import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)
from briefings.models.quotes import Quote
from briefings.models.record import (
    CommitmentRevision,
    EditorialNote,
    Revision,
    Transition,
)
from briefings.models.releases import FormerAddress, Release, Withdrawal
from briefings.models.subjects import Contact, Event, Place, Topic
from briefings.models.suggestions import Suggestion

__all__ = [
    "Anchored",
    "Commitment",
    "CommitmentRevision",
    "CommitmentStatement",
    "CommitmentUpdate",
    "Contact",
    "Edition",
    "EditorialNote",
    "Event",
    "Evidence",
    "Figure",
    "FormerAddress",
    "ImportedFile",
    "Involvement",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonName",
    "Place",
    "Quote",
    "Release",
    "Revision",
    "Role",
    "RoleAppointment",
    "Suggestion",
    "Topic",
    "Transition",
    "User",
    "Withdrawal",
    "digest_of",
    "new_ref",
]
