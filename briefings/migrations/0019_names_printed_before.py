"""What was approved or issued before editions kept the names that they print gets those
of today: no others are known.

The guard of issued editions is away for this one statement, in this one transaction."""

from django.db import migrations

_NAME = "coalesce(kept.{column}, named.{column})"
_NAMES = """
    SELECT {edition}, named.id::text AS row, to_jsonb({name}) AS words
    FROM {links}
    JOIN briefings_{table} named ON named.id = {key}
    LEFT JOIN briefings_{table} kept ON kept.id = named.merged_into_id
"""
_QUOTES = "briefings_quote link"


def _names(table, links, key, column="name", edition="link.edition_id AS edition"):
    name = _NAME.format(column=column)
    return _NAMES.format(table=table, links=links, key=key, name=name, edition=edition)


def _tags(tag, table):
    return _names(table, f"briefings_edition_{tag} link", f"link.{table}_id")


_KINDS = {
    "organisations": [
        _names("organisation", "briefings_involvement link", "link.organisation_id"),
        _names("organisation", _QUOTES, "link.organisation_id"),
        _names(
            "organisation",
            "briefings_edition_contacts link "
            "JOIN briefings_contact contact ON contact.id = link.contact_id",
            "contact.organisation_id",
        ),
    ],
    "people": [
        _tags("people", "person"),
        _names("person", _QUOTES, "link.speaker_id"),
    ],
    "roles": [
        _names(
            "role",
            f"{_QUOTES} JOIN briefings_roleappointment held "
            "ON held.id = link.appointment_id",
            "held.role_id",
            column="title",
        ),
    ],
    "topics": [_tags("topics", "topic")],
    "places": [_tags("places", "place")],
    "events": [_tags("events", "event"), _names("event", _QUOTES, "link.said_at_id")],
    "contacts": [
        """
    SELECT link.edition_id AS edition, named.id::text AS row, jsonb_build_object(
        'name', named.name, 'telephone', named.telephone,
        'email', named.email, 'hours', named.hours
    ) AS words
    FROM briefings_edition_contacts link
    JOIN briefings_contact named ON named.id = link.contact_id
"""
    ],
}


def _of_kind(kind, parts):
    """No words of anybody's are in it: the statement is made of those above."""
    part = " UNION ALL ".join(parts)
    return (
        f"'{kind}', (SELECT coalesce(jsonb_object_agg(row, words), '{{}}') "  # noqa: S608
        f"FROM ({part}) AS part WHERE part.edition = briefings_edition.id)"
    )


KEEP = (
    "UPDATE briefings_edition SET printed = jsonb_build_object("  # noqa: S608
    + ", ".join(_of_kind(kind, parts) for kind, parts in _KINDS.items())
    + ") WHERE state IN ('approved', 'issued')"
)
GUARD = "ALTER TABLE briefings_edition {} TRIGGER guard"


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0018_printed_names"),
    ]

    operations = [
        migrations.RunSQL(GUARD.format("DISABLE"), GUARD.format("ENABLE")),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD.format("ENABLE"), GUARD.format("DISABLE")),
    ]
