import time
from collections.abc import Callable

from briefings.text.markup.anchors import anchor_at, follow
from briefings.text.markup.markdown import parse, plain_text
from briefings.text.markup.rendering import Mark, render

PARAGRAPH = (
    "The ferry *Aurora* will sail from [Oster](/places/oster/) every day from May, the "
    "mayor said, and the quay, which cost **£4 million**, will be open by then.\n\n"
    "> We will sail in all weathers, and nobody will pay more than they do today.\n\n"
)
RELEASE = PARAGRAPH * 43  # about 1,900 words


def seconds(work: Callable[[], object]) -> float:
    """The best of five, which is the one least disturbed."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def marks_on(body: str) -> list[Mark]:
    text = plain_text((), body)
    return [
        Mark("quote" if at % 2 else "figure", f"r{at}", at, at + 60, f"/{at}/")
        for at in range(0, len(text) - 60, 301)
    ]


def run() -> list[tuple[str, float]]:
    marks, long_marks = marks_on(RELEASE), marks_on(RELEASE * 10)
    once = seconds(lambda: render((), RELEASE, marks))
    text = plain_text((), RELEASE * 10)
    anchors = [anchor_at(text, at, at + 60) for at in range(0, len(text) - 60, 3001)]

    def following(times: int) -> float:
        old = text * times
        return seconds(lambda: follow(old, f"New. {old} End.", anchors))

    def brackets(times: int) -> float:
        return seconds(lambda: render((), "[" * 2000 * times))

    return [
        (
            "rendering ten times the words (linear: 10)",
            seconds(lambda: render((), RELEASE * 10, long_marks)) / once,
        ),
        (
            "rendering with marks, as against parsing alone",
            once / seconds(lambda: parse((), RELEASE)),
        ),
        (
            "rendering marks, as against none",
            once / seconds(lambda: render((), RELEASE)),
        ),
        (
            "ten times as many open brackets (linear: 10)",
            brackets(10) / brackets(1),
        ),
        (
            "following anchors through ten times the repetition (linear: 10)",
            following(10) / following(1),
        ),
    ]
