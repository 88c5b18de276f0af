"""What axe-core finds on a page at WCAG 2.2 AA."""

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

SOURCE = AXE_FILE_PATH.read_text("utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (levels) => {
  const asked = { runOnly: levels, resultTypes: ["violations"], preload: false };
  const place = (node) => `${node.target} ${node.any[0]?.message ?? ""}`;
  const { violations } = await axe.run(asked);
  return violations.map((rule) => [rule.id, ...rule.nodes.map(place)]);
}"""


def barriers(page: Page) -> list[list[str]]:
    """The rules that are broken, each with the elements that break it. The script is
    evaluated, because the Content-Security-Policy lets no page load it."""
    page.evaluate(SOURCE)
    return page.evaluate(RUN, LEVELS)
