"""Long words named in a sentence."""


def opening(words: str) -> str:
    """On one line.

    >>> opening("Enough.\\n\\nWe start on Monday.")
    'Enough. We start on Monday.'
    """
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
