"""Which moves an edition can make. One screen, no database: actions make the moves,
`permissions` says who may ask for them, the admin draws its buttons from here."""

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    APPROVED = "approved", "Approved"
    ISSUED = "issued", "Issued"
    DISCARDED = "discarded", "Discarded"


class Duty(TextChoices):
    """What a person is trusted to do; permissions are named after these."""

    WRITE = "write_release", "Can write releases"
    REVIEW = "review_release", "Can approve releases or ask for changes"
    ISSUE = "issue_release", "Can issue, schedule and unschedule releases"
    BACKDATE = "backdate_release", "Can enter releases issued before this record began"
    TAKE_DOWN = "take_down_release", "Can withdraw, reinstate and remove releases"
    KEEP_COMMITMENTS = "keep_commitments", "Can follow commitments to delivery"
    ISSUE_URGENTLY = "issue_urgently", "Can issue releases that nobody approved yet"
    MERGE = "merge_entries", "Can merge what was entered twice"
    KEEP_ACCOUNTS = "keep_accounts", "Can invite people and look after their accounts"
    FEATURE = "feature_release", "Can feature releases on the home page"
    ACCREDIT = (
        "accredit_journalists",
        "Can accredit journalists and give them early sight",
    )
    CHANGE_HISTORY = (
        "change_history",
        "Can change releases of earlier governments",
    )


@dataclass(frozen=True)
class Move:
    name: str
    sources: frozenset[State]
    target: State
    duty: Duty
    label: str

    def can_start_from(self, state: str) -> bool:
        return state in self.sources


def _move(name: str, label: str, duty: Duty, target: State, *sources: State) -> Move:
    return Move(name, frozenset(sources), target, duty, label)


_S = State
MOVES = {
    move.name: move
    for move in (
        _move(
            "submit",
            "Submit for review",
            Duty.WRITE,
            _S.IN_REVIEW,
            _S.DRAFT,
            _S.CHANGES_REQUESTED,
        ),
        _move(
            "ask_another",
            "Ask somebody else",
            Duty.WRITE,
            _S.IN_REVIEW,
            _S.IN_REVIEW,
        ),
        _move("take_back", "Take back from review", Duty.WRITE, _S.DRAFT, _S.IN_REVIEW),
        _move(
            "request_changes",
            "Request changes",
            Duty.REVIEW,
            _S.CHANGES_REQUESTED,
            _S.IN_REVIEW,
            _S.APPROVED,
        ),
        _move("approve", "Approve", Duty.REVIEW, _S.APPROVED, _S.IN_REVIEW),
        # A change to approved words sends them back to the approver.
        _move("reopen", "Reopen", Duty.WRITE, _S.IN_REVIEW, _S.APPROVED),
        _move("issue", "Issue", Duty.ISSUE, _S.ISSUED, _S.APPROVED),
        _move("backdate", "Enter as issued", Duty.BACKDATE, _S.ISSUED, _S.APPROVED),
        _move("unschedule", "Unschedule", Duty.ISSUE, _S.APPROVED, _S.ISSUED),
        # An act of its own: the edition stays flagged until an approver looks.
        _move(
            "issue_urgently",
            "Issue without approval",
            Duty.ISSUE_URGENTLY,
            _S.ISSUED,
            _S.DRAFT,
            _S.IN_REVIEW,
            _S.CHANGES_REQUESTED,
        ),
        # The second pair of eyes comes afterwards, as with an urgent issue.
        _move("put_back", "Put back", Duty.TAKE_DOWN, _S.ISSUED, _S.DRAFT),
        # Out of everybody's way, and out of no record. What an approver signed goes
        # back to the writer first.
        _move(
            "discard",
            "Discard",
            Duty.WRITE,
            _S.DISCARDED,
            _S.DRAFT,
            _S.IN_REVIEW,
            _S.CHANGES_REQUESTED,
        ),
        _move("bring_back", "Bring back", Duty.WRITE, _S.DRAFT, _S.DISCARDED),
    )
}

# What makes public what nobody approved yet: somebody else does so afterwards.
UNSEEN_MOVES = frozenset({"issue_urgently", "put_back"})

# Whoever made the last of these has asked somebody to review; or has it in hand.
ASKING = ("submit", "ask_another")
HOLDING = ("submit", "take_over")

# Words may change in every state but these.
OPEN_STATES = frozenset(State) - {State.ISSUED, State.DISCARDED}
# An approver reads what it shows, or signed it.
SUBMITTED_STATES = frozenset({State.IN_REVIEW, State.APPROVED, State.ISSUED})

# What happens to a release beside the moves above.
EVENTS = {
    "create": "Created",
    "correct": "Correction begun",
    "take_over": "Taken over",
    "embargo": "Embargo changed",
    "lift": "Went live",
    "withdraw": "Withdrawn",
    "reinstate": "Reinstated",
    "remove": "Removed",
    "correct_removal": "Removal explained anew",
    "readdress": "Address changed",
    "restore": "Earlier words restored",
    "approve_afterwards": "Approved afterwards",
    "limit": "Limited to some",
    "open_up": "Opened to the office",
    "join": "Joined to what it translates",
    "part": "Parted from what it translates",
}

# What the timeline says was done.
DONE = EVENTS | {
    "submit": "Submitted for review",
    "ask_another": "Review asked anew",
    "take_back": "Taken back from review",
    "request_changes": "Changes requested",
    "approve": "Approved",
    "reopen": "Reopened",
    "issue": "Issued",
    "backdate": "Entered as issued",
    "unschedule": "Unscheduled",
    "issue_urgently": "Issued without approval",
    "discard": "Discarded",
    "bring_back": "Brought back",
    "put_back": "Put back after a removal",
}
