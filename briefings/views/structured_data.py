"""A page in the vocabulary of schema.org, as JSON-LD, for search engines and whoever
reads pages by program. Everything in it stands on the page as well."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from markupsafe import Markup

from briefings.media.cards import HEIGHT, WIDTH
from briefings.views import office_look
from briefings.views.citations import address_of, role_of, speaker_of
from briefings.views.delivery import given_as
from briefings.views.history_mode import published_under
from briefings.views.links import absolute, on_this_site
from briefings.views.release_contents import issuers
from briefings.views.translations import works

Node = dict[str, Any]
_CONTEXT = "https://schema.org"
# As in a script element nothing ends it, and no entity is read.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\N{LINE SEPARATOR}"}


def script(node: Node) -> Markup:
    """The element that holds it; browsers run nothing of it."""
    told = json.dumps({"@context": _CONTEXT, **node}, ensure_ascii=False)
    safe = Markup(told.translate(_ESCAPES))  # noqa: S704 (nothing in it ends the script)
    return Markup('<script type="application/ld+json">{}</script>').format(safe)


def office() -> Node:
    return _without_empty(
        {
            "@type": "GovernmentOrganization",
            "@id": on_this_site("/#office"),
            "name": settings.OFFICE_NAME,
            "url": absolute("home"),
            "logo": _logo(),
        }
    )


def site() -> Node:
    return {
        "@type": "WebSite",
        "@id": on_this_site("/#site"),
        "name": settings.OFFICE_NAME,
        "url": absolute("home"),
        "publisher": office(),
    }


def article(
    edition: Any,
    quotes: Iterable[Any],
    picture: Node | None,
    update: dict[str, Any] | None,
) -> Node:
    """A release as `NewsArticle`, with its quotes; on the current edition with the last
    change that readers must know of."""
    correction = update if edition.is_current else None
    here = address_of(edition)
    leading = issuers(edition.organisation_links)
    terms = office_look.licence()
    return _without_empty(
        {
            "@type": "NewsArticle",
            "@id": here,
            "url": here,
            "mainEntityOfPage": here,
            "headline": edition.headline,
            "description": edition.summary,
            "dateline": edition.dateline,
            "creativeWorkStatus": _status(edition),
            "genre": _genres(edition),
            "dateCreated": edition.delivered_on and edition.delivered_on.isoformat(),
            "locationCreated": edition.venue and _venue(edition.venue),
            "inLanguage": edition.language,
            "datePublished": _moment(edition.release.first_published_at),
            "dateModified": _moment(changed_at(edition, correction)),
            "version": edition.number,
            "isAccessibleForFree": True,
            "license": terms.deed if terms else "",
            "author": [_body(*issuer) for issuer in leading.items()] or office(),
            "publisher": office(),
            "image": picture,
            "about": [_thing("topic", link) for link in edition.topic_links],
            "mentions": [_thing("person", link) for link in edition.people_links],
            "contentLocation": [_thing("place", link) for link in edition.place_links],
            "isPartOf": [
                _collection(link["slug"], link["name"])
                for link in edition.collection_links
            ],
            "correction": [*_withdrawal(edition), *_corrections(correction)],
            "hasPart": [quotation(quote) for quote in quotes],
            **works(edition.language_rows, edition.release_id),
        }
    )


def changed_at(edition: Any, update: dict[str, Any] | None) -> datetime:
    """When readers were last told anew."""
    told: datetime = update["at"] if update else edition.live_from
    stands = edition.stands_since if edition.is_current else None
    return max(told, stands or told)


def _status(edition: Any) -> str | list[str]:
    told = [gettext("Withdrawn")] if edition.withdrawal else []
    told += [published_under(edition)] if published_under(edition) else []
    return told if len(told) > 1 else "".join(told)


def _withdrawal(edition: Any) -> Iterator[Node]:
    if edition.withdrawal:
        yield _comment(edition.withdrawal, edition.withdrawn_at)


def _genres(edition: Any) -> str | list[str]:
    kind = str(edition.release.get_kind_display())
    return [kind, given_as(edition)] if edition.given_as else kind


def _venue(name: str) -> Node:
    return {"@type": "Place", "name": name}


def quotation(quote: Any) -> Node:
    here = absolute("quote-detail", quote.ref)
    said = quote.said_on or quote.edition.release.first_published_at
    return _without_empty(
        {
            "@type": "Quotation",
            "@id": here,
            "url": here,
            "text": quote.words,
            "inLanguage": quote.language,
            "dateCreated": _day(said),
            "creator": _speaker(quote),
            "isPartOf": absolute("release-detail", quote.edition.release.slug),
        }
    )


def collection(about: Any, editions: Iterable[Any]) -> Node:
    """The page of a collection, with the releases that it lists."""
    return _without_empty(
        {
            **_collection(about.slug, about.title),
            "description": about.summary,
            "publisher": office(),
            "hasPart": [
                {
                    "@type": "NewsArticle",
                    "@id": address_of(edition),
                    "url": address_of(edition),
                    "headline": edition.headline,
                    "inLanguage": edition.language,
                    "datePublished": _moment(edition.release.first_published_at),
                }
                for edition in editions
            ],
        }
    )


def _collection(slug: str, title: str) -> Node:
    here = absolute("collection-detail", slug)
    return {"@type": "CollectionPage", "@id": here, "url": here, "name": title}


def person(about: Any, appointments: Iterable[Any]) -> Node:
    """Somebody, with the roles that the page lists, and of which time."""
    here = absolute("person-detail", about.slug)
    return _without_empty(
        {
            "@type": "Person",
            "@id": here,
            "url": here,
            "name": about.name,
            "hasOccupation": [
                _without_empty(
                    {
                        "@type": "Role",
                        "roleName": held.role.kept.title,
                        "startDate": held.started_on and held.started_on.isoformat(),
                        # As far as readers are told.
                        "endDate": held.left_on and held.left_on.isoformat(),
                    }
                )
                for held in appointments
            ],
        }
    )


def body(organisation: Any) -> Node:
    return _body(organisation.slug, organisation.name)


def _body(slug: str, name: str) -> Node:
    here = absolute("organisation-detail", slug)
    return {"@type": "GovernmentOrganization", "@id": here, "url": here, "name": name}


def _thing(kind: str, link: dict[str, str]) -> Node:
    here = absolute(f"{kind}-detail", link["slug"])
    schema = {"person": "Person", "place": "Place"}.get(kind, "Thing")
    return {"@type": schema, "@id": here, "url": here, "name": link["name"]}


def _speaker(quote: Any) -> Node | None:
    if quote.speaker:
        slug = quote.printed_speaker.slug
        told = _thing("person", {"slug": slug, "name": speaker_of(quote)})
    elif quote.speaker_name:
        told = {"@type": "Person", "name": speaker_of(quote)}
    elif quote.organisation:
        return _body(quote.printed_organisation.slug, quote.printed_organisation.name)
    else:
        return None
    return _without_empty({**told, "jobTitle": role_of(quote)})


def _corrections(update: dict[str, Any] | None) -> Iterator[Node]:
    """What readers are told at the top of the page."""
    if update is None:
        return
    first = {"words": update["note"], "at": update["at"]}
    for note in (first, *update["corrections"]):
        yield _comment(note["words"], note["at"])


def _comment(words: str, at: datetime) -> Node:
    return {
        "@type": "CorrectionComment",
        "text": words,
        "datePublished": _moment(at),
    }


def image(picture: Any) -> Node:
    """Of a picture that the page shows."""
    return _without_empty(
        {
            "@type": "ImageObject",
            "contentUrl": on_this_site(picture.src),
            "width": picture.width,
            "height": picture.height,
            "caption": picture.caption,
            "creditText": picture.credit,
        }
    )


def card(address: str) -> Node:
    """Of the picture that is drawn of a release without one."""
    return {
        "@type": "ImageObject",
        "contentUrl": on_this_site(address),
        "width": WIDTH,
        "height": HEIGHT,
    }


def _logo() -> Node | None:
    logo = office_look.logo()
    if logo is None:
        return None
    return {"@type": "ImageObject", "url": on_this_site(logo.src)}


def _moment(value: datetime) -> str:
    return timezone.localtime(value).replace(microsecond=0).isoformat()


def _day(value: date) -> str:
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return value.isoformat()


def _without_empty(node: Node) -> Node:
    return {name: told for name, told in node.items() if told not in (None, "", [])}
