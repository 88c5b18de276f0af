"""Columns of an edition that a list has no use for, and that would make it slow."""

LONG = (
    "body",
    "body_html",
    "digest",
    "key_points_html",
    "notes_html",
    "notes_to_editors",
    "plain_text",
    "search",
)
