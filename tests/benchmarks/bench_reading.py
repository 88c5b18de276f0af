"""How long a release takes to read, and whether ten times the text takes ten times
as long, whoever wrote it."""

import time
from collections.abc import Callable
from pathlib import Path

from briefings.text.reading import Unreadable, read_release

TEXTS = sorted((Path(__file__).parents[1] / "data").glob("*.txt"))
A_RELEASE = 5000
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
}
FEW = 2000


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


def run() -> list[tuple[str, float]]:
    texts = [path.read_text(encoding="utf-8") for path in TEXTS]
    size = sum(len(text.encode()) for text in texts)
    once = seconds(lambda: [read(text) for text in texts], times=10)
    together = "\n\n".join(texts)
    ten = seconds(lambda: read("\n\n".join([together] * 100)))
    one = seconds(lambda: read("\n\n".join([together] * 10)))
    largest = ("\n\n".join([together] * (LARGEST // size + 1)))[: LARGEST * 9 // 10]
    return [
        ("releases of 5 KB a second on one core", size / A_RELEASE / once),
        ("ten times the length (linear: 10)", ten / one),
        ("seconds for 4.5 MB", seconds(lambda: read(largest), times=1)),
        *(
            (f"ten times as many {what} (linear: 10)", _growth(sign))
            for what, sign in HOSTILE.items()
        ),
    ]


def _growth(sign: str) -> float:
    few = seconds(lambda: read(f"A word.\n\n{sign * FEW}"))
    return seconds(lambda: read(f"A word.\n\n{sign * FEW * 10}"), times=1) / few
