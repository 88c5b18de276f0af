"""What people do at the pages of the admin, as they would tell it."""

from datetime import datetime
from pathlib import Path

from playwright.sync_api import Locator, Page

DATA = Path(__file__).parent.parent / "data"
TEXT = (DATA / "night_trains.txt").read_text("utf-8")
HEADLINE = "Night trains return to the northern line"
PUBLIC_PAGE = "/releases/night-trains-return-to-the-northern-line/"


def paste(page: Page) -> str:
    """The address of the draft that comes of it; the page is where it is marked up."""
    page.goto("/admin/")
    page.get_by_role("link", name="New release").first.click()
    page.get_by_label("The text of a release").fill(TEXT)
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_role("heading", name=f"Mark up: {HEADLINE}").wait_for()
    return page.get_by_role("link", name="To the release").get_attribute("href")


def accept_all(page: Page) -> None:
    page.get_by_role("button", name="Accept all").click()
    page.get_by_text("proposals are decided").wait_for()


def follow(place: Locator) -> None:
    """Click on what leads to another page, and be there. A click alone returns when
    the page before may still be shown."""
    with place.page.expect_navigation():
        place.click()


def press(page: Page, button: str) -> str:
    """What the page says when the button was pressed."""
    page.get_by_role("button", name=button, exact=True).first.click()
    return said(page)


def said(page: Page) -> str:
    page.wait_for_load_state()
    return page.locator(".messagelist").inner_text()


def unfold(page: Page, name: str):
    """The form behind its name."""
    folded = page.locator("details").filter(has=page.get_by_text(name, exact=True))
    folded.first.locator("summary").click()
    return folded.first


def press_with(page: Page, button: str, **fields: str) -> str:
    """Fill in the form that ends with the button, and press it."""
    form = page.locator("form").filter(
        has=page.get_by_role("button", name=button, exact=True, include_hidden=True)
    )
    for label, words in fields.items():
        form.get_by_label(label.replace("_", " ").capitalize()).fill(words)
    form.get_by_role("button", name=button, exact=True).click()
    return said(page)


def schedule(page: Page, at: datetime) -> str:
    page.get_by_label("Day", exact=True).first.fill(f"{at:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).first.fill(f"{at:%H:%M}")
    return press(page, "Schedule")


def choose(page: Page, label: str, words: str) -> None:
    """From a list that is searched by typing."""
    page.get_by_role("combobox", name=label, exact=True).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words, exact=True).click()


def select(page: Page, words: str, *, within: str = "#paper [data-words]") -> None:
    """With the mouse, as far as the page can tell."""
    page.evaluate(SELECT, [within, words])


def tab_to(page: Page, name: str) -> None:
    """Go by the Tab key, as somebody without a mouse does."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate(NAME_OF_FOCUS).startswith(name):
            return
    raise AssertionError(f"The Tab key never came to “{name}”.")


def enter_at(page: Page, name: str) -> None:
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


NAME_OF_FOCUS = """() => {
  const here = document.activeElement;
  const label = here.labels?.[0]?.textContent ?? here.getAttribute("aria-label");
  return (label ?? here.textContent).trim();
}"""
SELECT = """([within, words]) => {
  const text = document.querySelector(within);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(
      walker.currentNode, at, walker.currentNode, at + words.length);
    return;
  }
}"""
