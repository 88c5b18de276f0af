"""What the tags of HTML mean for prose."""

from briefings.text.names import word_set

# Everything else stands inside a line.
BLOCKS = word_set(
    "address article aside blockquote body button caption center dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 "
    "h5 h6 head header hgroup hr html iframe legend li main menu nav noscript ol "
    "optgroup option p pre search section select summary table tbody td textarea "
    "tfoot th thead title tr ul video"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What nobody reads: no words, and so none to lose.
SILENT = frozenset({"script", "style", "template"})
# What is worked with and not read, wherever it stands.
CONTROLS = word_set(
    "button select textarea option optgroup noscript iframe svg object canvas"
)


def is_block(tag: str) -> bool:
    return tag in BLOCKS or "-" in tag
