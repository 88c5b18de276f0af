"""Two worlds that differ in what is embargoed until Thursday, and in nothing else.

Every word, name and address that a stranger must not see contains "quillfeather"."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from briefings.actions.accreditation import accredit_journalist, change_accreditation
from briefings.actions.commitments import (
    describe_commitment,
    mark_commitment,
    record_update,
    restate_commitment,
)
from briefings.actions.figures import mark_figure
from briefings.actions.files import use_file
from briefings.actions.guests import give_early_sight, revoke_link
from briefings.actions.merging import merge
from briefings.actions.notices import remove_release, replace_release, withdraw_release
from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
    end_appointment,
)
from briefings.actions.quotes import mark_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import (
    add_contact,
    add_event,
    add_government,
    add_place,
    add_topic,
)
from briefings.actions.translations import join_translation
from briefings.models import (
    Asset,
    Collection,
    Commitment,
    Edition,
    Event,
    Figure,
    FormerAddress,
    Organisation,
    Person,
    Place,
    Quote,
    Release,
    Rendition,
    Role,
    Topic,
)
from briefings.views.release_contents import involved
from briefings.views.share_cards import quote_card_address, release_card_address
from tests.attaching import attach, show
from tests.drawing import PDF, picture
from tests.leaks.put_together import (
    put_first_and_together,
    put_secrets_first_and_together,
)
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_tagged_edition,
    save,
    span,
)

SECRET = "quillfeather"
TEN = MONDAY + timedelta(hours=1)
ELEVEN = MONDAY + timedelta(hours=2)
# The day has come, the moment has not.
EVE = THURSDAY - timedelta(seconds=1)
LOG = {"kind": "news_report", "title": "Log", "url": "https://log.example/1"}

SECRET_BODY = """\
The Quillfeather bridge will open by 1 May 2092.

Quillfeather Minister Una Quillfeather said:

> The Quillfeather bridge is for everybody.

Some 3 million Quillfeathers live there.
"""


@dataclass
class Addresses:
    """What stands in addresses, by the kind of page."""

    slugs: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, *names: str) -> None:
        known = self.slugs.setdefault(kind, [])
        known += [name for name in names if name not in known]


def make_public_world(clock) -> Addresses:
    """A few weeks of an office. The drafts in it are known to nobody outside, though
    what is public points to them."""
    plans = make_plans()
    ferry = make_ferry(plans)
    put_first_and_together(ferry)
    clock.move_to(TEN)
    correct(ferry, body=ferry.body + "\nTickets will cost 3 euros.\n")
    make_taken_down(clock)
    FormerAddress.objects.create(slug="a-boat-for-skerrow", release=ferry.release)
    FormerAddress.objects.create(slug="old-quillfeather", release=plans.release)
    clock.move_to(ELEVEN)
    return public_addresses()


def make_plans() -> Edition:
    """A draft, in both worlds, that the embargo later is about."""
    plans = make_edition(headline="Quillfeather plans", body=SECRET_BODY)
    mark_all(plans, speaker=add_person(by=None, name="Una Quillfeather"))
    return plans


def mark_all(edition: Edition, *, speaker: Person, title: str = "Open") -> None:
    mark_quote(
        edition,
        by=None,
        speaker=speaker,
        speaker_name=speaker.name,
        speaker_role="Quillfeather Minister",
        **span(edition, "The Quillfeather bridge is for everybody."),
    )
    mark_commitment(
        edition,
        by=None,
        title=f"{title} the Quillfeather bridge",
        responsible_organisation=add_organisation(by=None, name="Quillfeather Board"),
        **span(edition, "will open by 1 May 2092"),
    )
    words = span(edition, "3 million Quillfeathers")
    mark_figure(edition, by=None, value=3_000_000, unit="quillfeathers", **words)


def make_ferry(plans: Edition) -> Edition:
    """A public release; what it names points in many ways at what is not public."""
    promise = {"due_by": date(2091, 6, 1), "deadline_basis": "stated"}
    edition = make_tagged_edition(headline="A ferry for Skerrow", promise=promise)
    by = edition.written_by
    show(edition, name="Ferry.png")
    hidden = add_organisation(by=by, name="Quillfeather Holding")
    skerrow = Place.objects.filter(name="Skerrow")
    skerrow.update(within=add_place(by=by, name="Quillfeather Isles"))
    summit = Event.objects.filter(name="Island Summit")
    summit.update(host=hidden, place=skerrow.get(), starts_on=date(2091, 4, 1))
    Organisation.objects.exclude(name__contains="Quill").update(parent=hidden)
    role = add_role(by=by, title="Transport Minister")
    appoint(edition.quotes.get().speaker, role, by=by, started_on=date(2090, 1, 1))
    quay = add_contact(by=by, name="Quay desk", organisation=hidden)
    edition = save(
        edition, contacts=[quay], related_releases=[plans.release], language="en"
    )
    live = make_issued_edition(edition)
    follow_promise(edition.statements.get().commitment, plans)
    return live


def follow_promise(promise: Commitment, plans: Edition) -> None:
    describe_commitment(
        promise,
        by=None,
        part_of=plans.statements.get().commitment,
        superseded_by=plans.statements.get().commitment,
    )
    own = {"kind": "own_release", "title": "Release", "release": plans.release}
    record_update(
        promise,
        by=None,
        stage="in_progress",
        words="The quay is being built.",
        effective_on=date(2091, 3, 5),
        evidence=[LOG, own],
    )


def correct(edition: Edition, *, at=None, **content) -> Edition:
    draft = begin_correction(edition.release, by=None)
    draft = save(draft, change_note="More was said.", **content)
    return make_issued_edition(draft, at=at)


# Where the readers of a removed release are sent.
ONWARD = {"Replaced": "/releases/", "Overtaken": "/releases/quillfeather-bridge/"}


def make_taken_down(clock) -> None:
    for name, take_down in (
        ("Withdrawn", withdraw_release),
        ("Removed", remove_release),
        ("Replaced", replace_release),
        ("Overtaken", replace_release),
    ):
        edition = make_issued_edition(headline=f"{name} story", body=f"It was {name}.")
        clock.move_to(clock.at + timedelta(seconds=1))
        onward = ONWARD.get(name)
        about = {"redirect_to": onward} if onward else {}
        take_down(edition.release, by=None, explanation="It was wrong.", **about)


def public_addresses() -> Addresses:
    addresses = Addresses()
    addresses.add("release", "a-boat-for-skerrow", "old-quillfeather")
    remember(addresses)
    return addresses


def remember(addresses: Addresses) -> None:
    """Every address there is now, whoever may read what is there."""
    for kind, model in {
        "release": Release,
        "commitment": Commitment,
        "person": Person,
        "organisation": Organisation,
        "topic": Topic,
        "place": Place,
        "event": Event,
        "collection": Collection,
        "role": Role,
    }.items():
        addresses.add(kind, *model.objects.values_list("slug", flat=True))
    rows = [*Asset.objects.all(), *Rendition.objects.select_related("asset")]
    addresses.add("file", *(f"{row.sha256}/{row.file_name}" for row in rows))
    addresses.add("quote-card", *quote_cards())
    addresses.add("release-card", *release_cards())
    for kind, model in {"quote": Quote, "figure": Figure}.items():
        addresses.add(kind, *model.objects.values_list("ref", flat=True))


def quote_cards() -> Iterator[str]:
    """Of every quote with a day on which it is or will be public."""
    for quote in Quote.objects.exclude(edition__release__first_published_at=None):
        _, _, ref, digest, _ = quote_card_address(quote).split("/")
        yield f"{ref}/{digest}"


def release_cards() -> Iterator[str]:
    editions = Edition.objects.exclude(live_during=None)
    for edition in editions.annotate(organisation_links=involved()):
        _, _, slug, digest, _ = release_card_address(edition).split("/")
        yield f"{slug}/{digest}"


def add_embargoed(addresses: Addresses) -> Edition:
    """The same world with three scheduled editions in it, and their addresses; the
    first of them."""
    plans = Edition.objects.get(headline="Quillfeather plans")
    bridge = make_bridge()
    show_secrets(bridge)
    join_translation(bridge.release, by=None, original=ferry().release)
    make_issued_edition(bridge, at=THURSDAY)
    make_issued_edition(plans, at=THURSDAY)
    put_secrets_first_and_together(bridge, plans)
    correct_ferry()
    reshuffle(announced_in=bridge.release)
    add_government(by=None, name="Quillfeather government", started_on=THURSDAY.date())
    ines = named(Person, "Ines Calder")
    merge(ines, named(Person, "Inez Quillfeather"), by=None)
    remember(addresses)
    addresses.add("guest", *shut_links(fresh(bridge)))
    return fresh(bridge)


def shut_links(bridge: Edition) -> list[str]:
    """Addresses that once led to what is embargoed: of a guest whose link was revoked,
    of one who is not accredited any more, and one that was changed on its way."""
    revoked, expired = (
        accredit_journalist(
            by=None,
            name=name,
            outlet="The Quillfeather Post",
            email=f"{name}@post.example",
            accredited_until=date(2092, 1, 1),
        )
        for name in ("Rhys", "Edda")
    )
    one, other = give_early_sight(bridge, by=None, journalists=[revoked, expired])
    revoke_link(one, by=None)
    change_accreditation(expired, by=None, accredited_until=date(2091, 3, 1))
    return [one.token, other.token, f"{other.token[:-1]}_"]


def make_bridge() -> Edition:
    """A release with everything of its own, in a language nothing else is in."""
    edition = make_edition(
        headline="Quillfeather bridge",
        body=SECRET_BODY,
        kind="speech",
        language="cy",
        political=True,
        delivered_on=date(2091, 3, 8),
        venue="Quillfeather Hall",
        given_as="as_prepared",
    )
    speaker = add_person(by=None, name="Bran Quillfeather")
    mark_all(edition, speaker=speaker, title="Build")
    return save(
        edition,
        key_points=["A Quillfeather bridge at last"],
        people=[
            add_person(by=None, name="Odd Quillfeather"),
            # Entered twice: a name by which only this release knows her.
            add_person(by=None, name="Inez Quillfeather"),
            named(Person, "Ines Calder"),
        ],
        topics=[add_topic(by=None, name="Quillfeathers"), named(Topic, "Ferries")],
        places=[add_place(by=None, name="Quillfeather Bay"), named(Place, "Skerrow")],
        events=[
            add_event(by=None, name="Quillfeather Day", starts_on=date(2091, 4, 2)),
            named(Event, "Island Summit"),
        ],
        contacts=[add_contact(by=None, name="Quillfeather desk")],
        lead_organisations=[add_organisation(by=None, name="Quillfeather Ministry")],
        supporting_organisations=[named(Organisation, "Skerrow Council")],
        related_releases=[ferry().release],
    )


def show_secrets(edition: Edition) -> None:
    """Files of its own, and one that readers have of another release."""
    drawing = picture(90, 60, colour="purple")
    show(edition, drawing, name="Quillfeather.png", alt="The Quillfeather bridge.")
    attach(edition, PDF, name="Quillfeather plan.pdf")
    use_file(edition, Asset.objects.get(name="Ferry.png"), by=None)


def correct_ferry() -> None:
    """A scheduled edition of a public release: people, promises and topics that are
    public already are said and named again in it."""
    draft = begin_correction(ferry().release, by=None)
    added = "\nThe Quillfeather line, again by 1 June 2091, carries 9,999 people.\n"
    draft = save(
        draft,
        headline="A Quillfeather ferry",
        change_note="Quillfeather was added.",
        body=draft.body + added,
        topics=[*draft.topics.all(), add_topic(by=None, name="Quillfeather lines")],
    )
    show(draft, picture(80, 40), name="Quillfeather line.png", alt="Quillfeather.")
    words = span(draft, "The Quillfeather line")
    mark_quote(
        draft,
        by=None,
        speaker=named(Person, "Ines Calder"),
        speaker_name="Ines Calder",
        **words,
    )
    restate_commitment(
        draft.statements.get().commitment,
        by=None,
        edition=draft,
        **span(draft, "again by 1 June 2091"),
    )
    words = span(draft, "9,999")
    mark_figure(draft, by=None, value=9999, unit="quillfeathers", **words)
    make_issued_edition(draft, at=THURSDAY)


def reshuffle(*, announced_in: Release) -> None:
    old = named(Person, "Ines Calder").appointments.get()
    new = add_role(by=None, title="Quillfeather Minister")
    day = date(2091, 3, 8)
    end_appointment(old, by=None, ended_on=day, announced_in=announced_in)
    appoint(
        named(Person, "Ines Calder"),
        new,
        by=None,
        started_on=day,
        announced_in=announced_in,
    )
    newcomer = named(Person, "Bran Quillfeather")
    appoint(newcomer, old.role, by=None, started_on=day, announced_in=announced_in)


def named(model, name: str):
    return model.objects.get(name=name)


def ferry() -> Edition:
    return Edition.objects.public().get(release__slug="a-ferry-for-skerrow")
