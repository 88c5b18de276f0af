from briefings.models.accounts import Invitation, User
from briefings.models.anchored import Anchored, new_ref
from briefings.models.audit import AuditEntry, AuditKind
from briefings.models.collections import Collection, CollectionEntry
from briefings.models.comments import Comment, Reply
from briefings.models.commitment_updates import CommitmentUpdate, Evidence
from briefings.models.commitments import Commitment, CommitmentStatement
from briefings.models.database_roles import check_role
from briefings.models.digests import digest_of
from briefings.models.editions import Edition
from briefings.models.fact_checks import FactCheckAnswer, FactCheckRemark
from briefings.models.features import Feature
from briefings.models.figures import Figure
from briefings.models.files import Asset, EditionAsset, Rendition
from briefings.models.governments import Government
from briefings.models.guests import (
    EarlySightNote,
    GuestAccess,
    GuestCode,
    GuestLink,
    GuestSession,
)
from briefings.models.imports import ImportedFile
from briefings.models.involvements import Involvement
from briefings.models.journalists import Journalist
from briefings.models.limits import Limit, Membership
from briefings.models.lists import Export, SavedFilter
from briefings.models.mails import Mail, UnwantedMail
from briefings.models.people import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)
from briefings.models.quotes import Quote
from briefings.models.rate_limits import Allowance
from briefings.models.record import (
    ChangeNoteCorrection,
    CommitmentRevision,
    EditorialNote,
    Revision,
    Transition,
)
from briefings.models.releases import FormerAddress, Release, Withdrawal
from briefings.models.reminders import Reminder
from briefings.models.subjects import Contact, Event, Place, Topic
from briefings.models.suggestions import Suggestion
from briefings.models.tag_proposals import TagProposal
from briefings.models.vocabulary import Word
from briefings.models.writing import Presence, UnsavedText

__all__ = [
    "Allowance",
    "Anchored",
    "Asset",
    "AuditEntry",
    "AuditKind",
    "ChangeNoteCorrection",
    "Collection",
    "CollectionEntry",
    "Comment",
    "Commitment",
    "CommitmentRevision",
    "CommitmentStatement",
    "CommitmentUpdate",
    "Contact",
    "EarlySightNote",
    "Edition",
    "EditionAsset",
    "EditorialNote",
    "Event",
    "Evidence",
    "Export",
    "FactCheckAnswer",
    "FactCheckRemark",
    "Feature",
    "Figure",
    "FormerAddress",
    "Government",
    "GuestAccess",
    "GuestCode",
    "GuestLink",
    "GuestSession",
    "ImportedFile",
    "Invitation",
    "Involvement",
    "Journalist",
    "Limit",
    "Mail",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonName",
    "Place",
    "Presence",
    "Quote",
    "Release",
    "Reminder",
    "Rendition",
    "Reply",
    "Revision",
    "Role",
    "RoleAppointment",
    "SavedFilter",
    "Suggestion",
    "TagProposal",
    "Topic",
    "Transition",
    "UnsavedText",
    "UnwantedMail",
    "User",
    "Withdrawal",
    "Word",
    "check_role",
    "digest_of",
    "new_ref",
]
