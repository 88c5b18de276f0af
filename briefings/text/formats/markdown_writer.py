"""Markdown block by block: paragraphs, headings and tables inside lists and block
quotations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# The nesting that Markdown is read with is limited; nothing a release says is deeper.
DEEPEST = 8


@dataclass
class Container:
    """A block quotation, or an item of a list, that paragraphs stand in. ``marker``
    is written once."""

    tag: str
    marker: str
    following: str
    is_used: bool = False

    def prefix(self) -> str:
        if self.is_used:
            return self.following
        self.is_used = True
        return self.marker


@dataclass
class _List:
    number: int | None  # of the next item
    is_begun: bool = False


@dataclass
class MarkdownWriter:
    lines: list[str] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)

    def open_list(self, number: int | None) -> None:
        self.lists.append(_List(number))

    def close_list(self) -> None:
        if self.lists:
            self.lists.pop()

    def open_item(self) -> None:
        in_list = self.lists[-1] if self.lists else _List(None)
        marker = "- " if in_list.number is None else f"{in_list.number}. "
        if in_list.number is not None:
            in_list.number += 1
        self._open(Container("li", marker, " " * len(marker)))

    def open_quotation(self) -> None:
        self._open(Container("blockquote", "> ", "> "))

    def close(self, tag: str) -> None:
        """The innermost container of this kind, and whatever was left open in it."""
        for depth in range(len(self.containers) - 1, -1, -1):
            if self.containers[depth].tag == tag:
                del self.containers[depth:]
                return

    def _open(self, container: Container) -> None:
        self.containers.append(container)

    def write(self, lines: Sequence[str]) -> None:
        shown = self.containers[:DEEPEST]
        self._leave_out_empty_items(shown)
        if self.lines and not self._follows_item(shown):
            used = "".join(c.following for c in shown if c.is_used)
            self.lines.append(used.rstrip())
        for line in lines:
            prefix = "".join(container.prefix() for container in shown)
            self.lines.append(prefix + line)
        if self.lists:
            self.lists[-1].is_begun = True

    def _leave_out_empty_items(self, shown: Sequence[Container]) -> None:
        """An item of nothing but a list would be two markers in one line."""
        for outer, inner in pairwise(shown):
            if outer.tag == inner.tag == "li" and not outer.is_used:
                outer.marker = outer.following = ""

    def _follows_item(self, shown: Sequence[Container]) -> bool:
        """Items stand close together, but the list apart from what is before it."""
        new = [container for container in shown if not container.is_used]
        return bool(new and new[0].tag == "li" and self._is_in_begun_list(len(new)))

    def _is_in_begun_list(self, opened: int) -> bool:
        return len(self.lists) >= opened and self.lists[-opened].is_begun

    def markdown(self) -> str:
        return "\n".join(self.lines)
