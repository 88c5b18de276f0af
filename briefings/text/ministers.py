"""Whether a post is one of those who govern, by the words that name it."""

import re

_GOVERNING = re.compile(
    r"\b(?:prime |first )?minist(?:er|re|ra|ro)(?:in)?\b|minister(?:in)?\b|"
    r"\bg?weinidog\b|\bsecretary of state\b|\bchancellor of the (?:exchequer|duchy)\b|"
    r"\b(?:home|foreign|defence|health|education|business|transport|environment|"
    r"justice|culture|welsh|scottish|northern ireland|treasury) secretary\b|"
    r"\bsecretary to the treasury\b|\b(?:vice[- ])?premier\b|"
    r"\bpremier ministre\b|\btaoiseach\b|\btánaiste\b|\bbundeskanzler(?:in)?\b"
)
# Who works for one of them, was one or would be one; and those who serve a church.
_NOT_GOVERNING = re.compile(
    r"\b(?:former|shadow|ex|acting for|opposition|advis[eo]r|aide|assistant|"
    r"spokes\w+|private|press|permanent|church|parish|chapel|methodist|baptist)\b|"
    r"\b(?:porte-parole|sprecher(?:in)?|llefarydd)\b|\bof religion\b"
)


def is_ministerial(post: str) -> bool:
    """
    >>> is_ministerial("Minister for Roads and Ports")
    True
    >>> is_ministerial("Verkehrsministerin")
    True
    >>> is_ministerial("Secretary of State for Health")
    True
    >>> is_ministerial("spokesperson for the Prime Minister")
    False
    >>> is_ministerial("Permanent Secretary at the Ministry of Transport")
    False
    """
    post = post.casefold()
    return bool(_GOVERNING.search(post)) and not _NOT_GOVERNING.search(post)
