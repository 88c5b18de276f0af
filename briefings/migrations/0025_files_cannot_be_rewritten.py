"""A file in an issued edition stays as it was signed, and a file stays the bytes it is,
whatever code or person tries."""

from django.db import migrations

FUNCTIONS = r"""
-- What may be done with a file is told better as it is learnt; which file it is may not
-- change.
CREATE FUNCTION guard_asset() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_differ text[] := ARRAY[
        'licence', 'licence_terms', 'not_for_use_after', 'rendered_at', 'failure'
    ];
BEGIN
    IF to_jsonb(NEW) - may_differ <> to_jsonb(OLD) - may_differ THEN
        RAISE EXCEPTION 'A file cannot be changed: upload another.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- Somebody who cannot see an image is told what it shows, or that it shows nothing.
CREATE FUNCTION guard_described_images() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM briefings_editionasset
        WHERE edition_id = NEW.id AND role IN ('lead', 'image')
        AND (alternative_text ~ '\S') = is_decorative
    ) THEN
        RAISE EXCEPTION 'Describe every image, or mark it as decorative, before the '
            'release goes out.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

TRIGGERS = [
    "CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON briefings_editionasset "
    "FOR EACH ROW EXECUTE FUNCTION guard_part_of_issued_edition()",
    "CREATE TRIGGER guard BEFORE UPDATE ON briefings_asset "
    "FOR EACH ROW EXECUTE FUNCTION guard_asset()",
    "CREATE TRIGGER append_only BEFORE UPDATE ON briefings_rendition "
    "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()",
    "CREATE TRIGGER described_images BEFORE UPDATE ON briefings_edition FOR EACH ROW "
    "WHEN (NEW.state = 'issued' AND OLD.state <> 'issued') "
    "EXECUTE FUNCTION guard_described_images()",
    *(
        f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON briefings_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        for table in ("asset", "rendition", "editionasset")
    ),
]

DROP = """
DROP TRIGGER guard ON briefings_editionasset;
DROP TRIGGER append_only ON briefings_rendition;
DROP TRIGGER no_truncate ON briefings_asset;
DROP TRIGGER no_truncate ON briefings_rendition;
DROP TRIGGER no_truncate ON briefings_editionasset;
DROP FUNCTION guard_asset, guard_described_images CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("briefings", "0024_files_of_editions")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        *(migrations.RunSQL(trigger, migrations.RunSQL.noop) for trigger in TRIGGERS),
    ]
