"""Which way a language is written."""

_FROM_RIGHT_TO_LEFT = {
    *("ar", "arc", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo", "ps", "sd"),
    *("ug", "ur", "yi"),
}
_SCRIPTS = {
    *("adlm", "arab", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"),
    "yezi",
}


def direction(language: str) -> str:
    """Of its script, where the tag names one; else of the one it is mostly in.

    >>> direction("ur-PK"), direction("az"), direction("az-Arab")
    ('rtl', 'ltr', 'rtl')
    """
    subtags = language.lower().split("-")
    named = next((tag for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()), "")
    is_rtl = named in _SCRIPTS if named else subtags[0] in _FROM_RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"
