"""How long a release takes to read, and whether ten times the text takes ten times
as long, whoever wrote it."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from briefings.text.reading import Unreadable, read_release

ORDINARY = sorted((Path(__file__).parent / "ordinary").glob("*.txt"))
# Written for the tests: a quote, a promise or a figure in almost every line.
DENSE = sorted((Path(__file__).parents[1] / "data").glob("**/*.txt"))
A_RELEASE = 5000
# Answers about lines are kept, and other lines push them out.
OTHER_LINES = "\n\n".join(
    f"Huw Parry{n}, Mayor of Quay{n}, said no to {n} locks" for n in range(600)
)
LARGEST = 5_000_000
HOSTILE = {
    "quotation marks": "“",
    "straight marks": '"',
    "brackets": "[",
    "pictures": "![",
    "tags": "<",
    "one endless line of words": "word ",
    "lines of a dash": "-\n",
    "numbered items": "1. word\n",
    "quotations in each other": "> ",
    "quotations after each other": "> word\n\n",
    "headings": "# word\n",
    "sums": "£1 ",
    "speakers": "Ada said: ",
    "speakers above their words": "Ada Lin said:\n\nWe sail on.\n\n",
    "sentences of a release in one line": (
        "“We sail,” said Ada Lin, chair of the Quay Trust. It gave £5 on 7 May 2024. "
    ),
    "short names": "“It opens by then,” said A. B. ",
}
# Of fewer letters the processor's own memory holds all there is to read.
FEW_LETTERS = 50_000


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of a few, which is the one least disturbed."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def read(source: str) -> None:
    try:
        read_release(source)
    except Unreadable:
        return


def releases_a_second(paths: Sequence[Path], times: int = 8) -> float:
    """As if each of the releases came for the first time."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    best = float("inf")
    for _ in range(times):
        read(OTHER_LINES)
        best = min(best, seconds(lambda: [read(text) for text in texts], times=1))
    return sum(len(text.encode()) for text in texts) / A_RELEASE / best


def run() -> list[tuple[str, float]]:
    together = "\n\n".join(path.read_text(encoding="utf-8") for path in ORDINARY)
    ten = seconds(lambda: read("\n\n".join([together] * 30)), times=2)
    one = seconds(lambda: read("\n\n".join([together] * 3)))
    copies = LARGEST // len(together.encode())
    largest = "\n\n".join([together] * copies)
    return [
        ("releases of 5 KB a second on one core", releases_a_second(ORDINARY)),
        ("the same of the dense texts of the tests", releases_a_second(DENSE)),
        ("ten times the length (linear: 10)", ten / one),
        ("seconds for 5 MB", seconds(lambda: read(largest), times=1)),
        *(
            (f"ten times as many {what} (linear: 10)", _growth(sign))
            for what, sign in HOSTILE.items()
        ),
    ]


def _growth(sign: str) -> float:
    """Each read once, because what was read before is remembered in part."""
    times = FEW_LETTERS // len(sign)
    few = seconds(lambda: read(f"A word.\n\n{sign * times}"), times=1)
    return seconds(lambda: read(f"A word.\n\n{sign * times * 10}"), times=1) / few
