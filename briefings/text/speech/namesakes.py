"""Two people of one surname in a release: a surname alone does not tell which."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefings.text.finds import ReadPerson
from briefings.text.names import surname

LONGEST_PARAGRAPH = 2000


class Namesakes:
    """The people of a release by a surname that more than one of them has."""

    def __init__(self, people: Iterable[ReadPerson]) -> None:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for person in people:
            if " " in person.name:
                # "Ada Penrose" and "Ada M. Penrose" are one.
                found[surname(person.name)].setdefault(_given(person.name), person.name)
        self._names = {
            name: tuple(whole.values())
            for name, whole in found.items()
            if len(whole) > 1
        }

    def of(self, name: str | None) -> tuple[str, ...]:
        return self._names.get(surname(name), ()) if name and self._names else ()

    def leave_open(self, name: str | None, attribution: str) -> bool:
        """Whether these words could mean somebody else of that surname."""
        return bool(self.of(name)) and _given(name or "") not in attribution.lower()

    def named_last(
        self, name: str, above: Sequence[str], earlier: Sequence[str | None]
    ) -> str | None:
        """Whoever of that surname was named in full last in the paragraphs above, else
        whoever of them spoke last."""
        names = self.of(name)
        for words in reversed(above):
            # Of an endless line not all, which would be quadratic.
            near = words[-LONGEST_PARAGRAPH:]
            at, last = max((near.rfind(whole), whole) for whole in names)
            if at >= 0:
                return last
        return next((spoke for spoke in earlier if spoke in names), None)


def _given(name: str) -> str:
    return name.split()[0].lower() if name else ""
