"""How the page of a release shows its images and attachments."""

import re
from datetime import date

import pytest

from briefings.actions.files import describe_file
from briefings.models.files import FileRole
from tests.attaching import attach, show
from tests.drawing import CSV, picture
from tests.making import make_edition, make_issued_edition

pytestmark = pytest.mark.django_db

ADDRESS = "/releases/a-ferry-for-skerrow/"


@pytest.fixture
def edition(clock):
    return make_edition()


def figures(client) -> list[str]:
    page = client.get(ADDRESS).text
    return re.findall(r'<figure class="picture">.*?</figure>', page, re.DOTALL)


def test_a_browser_chooses_among_formats_and_widths(client, edition):
    show(edition, picture(1200, 800))
    make_issued_edition(edition)

    [figure] = figures(client)

    sources = re.findall(r'<source type="([^"]+)" srcset="([^"]+)"', figure)
    assert [kind for kind, _ in sources] == ["image/avif", "image/webp", "image/jpeg"]
    for kind, addresses in sources:
        widths = [one.rpartition(" ")[2] for one in addresses.split(", ")]
        assert widths == ["480w", "960w", "1200w"]
        for one in addresses.split(", "):
            response = client.get(one.split(" ")[0])
            assert response.headers["Content-Type"] == kind


def test_a_page_does_not_jump_and_the_lead_is_not_waited_for(client, edition):
    show(edition, picture(1200, 800))
    show(edition, picture(100, 50), name="small.png", alt="Small.")
    make_issued_edition(edition)

    lead, other = figures(client)

    assert 'width="960" height="640" fetchpriority="high"' in lead
    assert 'loading="lazy"' not in lead
    assert 'width="100" height="50" loading="lazy"' in other


def test_images_are_described_or_passed_over(client, edition, writer):
    show(edition, alt='A "ferry" & <quay>.')
    use = show(edition, picture(9, 9), name="line.png", alt="")
    describe_file(use, by=writer, is_decorative=True)
    make_issued_edition(edition)

    first, second = figures(client)

    assert 'alt="A &#34;ferry&#34; &amp; &lt;quay&gt;."' in first
    assert 'alt=""' in second


def test_captions_credits_and_the_last_day_of_use_are_printed(client, edition, writer):
    describe_file(
        show(edition),
        by=writer,
        caption="<b>At</b> sea.",
        not_for_use_after=date(2092, 1, 1),
    )
    make_issued_edition(edition)

    [figure] = figures(client)

    assert "&lt;b&gt;At&lt;/b&gt; sea." in figure
    assert "Odd Larsen" in figure
    assert "Not for use after" in figure


def test_attachments_are_told_with_kind_and_size(client, edition, writer):
    use = attach(edition, CSV, name="Passengers.csv")
    describe_file(use, by=writer, caption="Passengers by year", licence="ogl")
    image = show(edition, name="large.png")
    describe_file(image, by=writer, role=FileRole.ATTACHMENT)
    make_issued_edition(edition)

    page = client.get(ADDRESS).text

    assert figures(client) == []
    assert f'<a href="{use.asset.get_absolute_url()}">Passengers by year</a>' in page
    assert f"CSV table, {len(CSV)}\N{NO-BREAK SPACE}bytes" in page
    assert "Open Government Licence 3.0" in page
    assert f'<a href="{image.asset.get_absolute_url()}">large.png</a>' in page
    assert "media-kit.zip" in page


def test_the_lead_is_shown_where_the_release_is_shared(client, edition):
    use = show(edition, picture(1200, 800))
    make_issued_edition(edition)

    page = client.get(ADDRESS).text

    jpeg = use.asset.renditions.get(media_type="image/jpeg", width=960)
    address = jpeg.get_absolute_url()
    assert re.search(rf'property="og:image" content="https?://[^"/]+{address}"', page)
    assert 'property="og:image:width" content="960"' in page


def test_a_release_without_files_has_nothing_of_it(client, edition):
    make_issued_edition(edition)

    page = client.get(ADDRESS).text

    for word in ("<picture", "/media/", "Attachments", "media-kit"):
        assert word not in page


def test_files_cost_a_page_no_query(client, edition, django_assert_num_queries):
    for n in range(4):
        show(edition, picture(100 + n, 50), name=f"{n}.png", alt=f"No. {n}.")
    make_issued_edition(edition)

    client.get(ADDRESS)
    with django_assert_num_queries(4):
        client.get(ADDRESS)
