"""What an editor sees before is what a reader sees after."""

import re

import pytest
from django.urls import reverse

from briefings.actions.files import remove_file
from briefings.actions.people import add_organisation
from briefings.admin.deeds import page_of
from tests.making import fresh, make_edition, make_issued_edition, make_tagged_edition

pytestmark = pytest.mark.django_db

TEXT = re.compile(r"<article class=\"release\".*?</article>", re.DOTALL)
STYLE = re.compile(r"<link rel=\"stylesheet\"[^>]*>")


def preview(client, edition) -> str:
    page = client.get(reverse("admin:briefings_edition_preview", args=[edition.pk]))
    assert page.status_code == 200
    return page.content.decode()


def without_moments(html: str) -> str:
    return re.sub(r"<time.*?</time>", "", html)


def text_of(page):
    """The head, the text, its notes and contacts; without ways to records, which there
    are none of before the lift."""
    ways = r'<span class="on-screen">.*?</span>|<figcaption>.*?</figcaption>'
    plain = re.sub(ways, "", without_moments(page), flags=re.DOTALL)
    plain = re.sub(r'href="#(figure|source)-', 'href="#', plain)
    named = [
        r"<header.*?</header>",
        r'<div class="prose">.*?</div>',
        r'<section class="matter" aria-labelledby="notes">.*?</section>',
        r'<section class="matter" aria-labelledby="contacts">.*?</section>',
    ]
    found = [re.search(part, plain, re.DOTALL)[0] for part in named]
    return ["".join(part.split()) for part in found]


def test_the_preview_is_the_public_page_of_the_same_words(client, writer):
    draft = make_tagged_edition(
        written_by=writer, notes_to_editors="See *there*.", dateline="Skerrow"
    )
    # Files are seen where they are uploaded.
    for use in draft.files.all():
        draft = remove_file(use, by=writer)
    client.force_login(writer)
    before = preview(client, draft)

    issued = make_issued_edition(draft)

    assert "See it as readers do" in client.get(page_of(issued)).content.decode()
    after = client.get(issued.release.get_absolute_url()).content.decode()
    seen, read = (TEXT.search(page)[0] for page in (before, after))
    assert text_of(seen) == text_of(read)
    assert STYLE.findall(before) == STYLE.findall(after)
    assert "Ministry of Transport" in seen
    assert "Transport desk" in seen


def test_what_is_typed_is_previewed_with_whom_it_names(client, writer):
    edition = make_edition(written_by=writer)
    body = add_organisation(by=writer, name="Ministry of Ferries")
    client.force_login(writer)
    url = reverse("admin:briefings_edition_writing_look", args=[edition.pk])

    typed = {"words-headline": "A bridge", "words-lead_organisations": [body.pk, "x"]}
    paper = client.post(url, typed).json()["paper"]

    assert "<h1>A bridge</h1>" in paper
    assert "Ministry of Ferries" in paper
    assert fresh(edition).headline == "A ferry for Skerrow"


def test_a_preview_is_for_editors(client, writer):
    edition = make_edition(written_by=writer)
    url = reverse("admin:briefings_edition_preview", args=[edition.pk])
    assert client.get(url).status_code == 302

    writer.groups.clear()
    client.force_login(writer)
    assert client.get(url).status_code == 403
