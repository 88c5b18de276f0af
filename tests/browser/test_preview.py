"""What an editor sees while writing is what readers see afterwards."""

import pytest
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from briefings.models import Edition
from tests.making import fresh, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db(transaction=True)

# The look of every part of the head and the text, whatever the style sheet says; ways
# to other pages are the public's alone.
LOOK = """
(article) => [...article.querySelectorAll(".release-head *, .matter-body *")].filter(
  (part) => !part.closest(".on-screen")
).map((part) => {
  const style = getComputedStyle(part);
  const names = ["font-family", "font-size", "line-height", "color", "margin-top",
    "background-color", "border-inline-start", "text-decoration-line"];
  return [part.localName, ...names.map((name) => style.getPropertyValue(name))];
})
"""
BODY = "## Why\n\nIt *floats*.\n\n- One\n- Two\n\n> The islands waited.\n"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_live_preview_looks_as_the_public_page_does(browser_of, writer, scheme):
    edition = make_edition(written_by=writer, body="It comes.")
    page = browser_of(writer, color_scheme=scheme)
    page.goto(page_of(edition))
    frame = page.frame_locator("iframe[title^='Preview of the text']")
    expect(frame.get_by_role("heading", level=1)).to_have_text("A ferry for Skerrow")

    page.get_by_role("textbox", name="Body").fill(BODY)
    expect(frame.get_by_text("The islands waited.")).to_be_visible()
    page.get_by_role("button", name="Save the text").first.click()
    expect(frame.get_by_text("The islands waited.")).to_be_visible()
    seen = frame.locator("article.release").evaluate(LOOK)

    issued = make_issued_edition(Edition.objects.get(pk=edition.pk))
    # As narrow as the frame was.
    width = page.locator("iframe").evaluate("frame => frame.clientWidth")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(fresh(issued).release.get_absolute_url())
    read = page.locator("article.release").evaluate(LOOK)
    assert seen == read


def test_a_preview_runs_no_script_and_stays_where_it_was_scrolled(browser_of, writer):
    edition = make_edition(written_by=writer, body="A line.\n\n" * 60)
    page = browser_of(writer)
    page.goto(page_of(edition))
    frame = page.frame_locator("iframe[title^='Preview of the text']")
    expect(frame.get_by_text("A line.").first).to_be_visible()
    root = frame.locator("html")
    root.evaluate("root => root.scrollTo(0, 500)")

    page.get_by_role("textbox", name="Headline").fill("<script>x()</script> & more")
    heading = frame.get_by_role("heading", level=1)
    expect(heading).to_have_text("<script>x()</script> & more")

    expect(root).to_have_js_property("scrollTop", 500)
