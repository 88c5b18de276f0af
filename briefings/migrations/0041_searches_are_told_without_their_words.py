from django.db import migrations

STAMP = r"""
CREATE OR REPLACE FUNCTION stamp_audit() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    acting jsonb :=
        coalesce(nullif(current_setting('newsroom.acting', true), ''), '{}');
BEGIN
    NEW.at := clock_timestamp();
    NEW.role := session_user;
    NEW.source := coalesce(acting ->> 'source', 'sql');
    NEW.person_id := (acting ->> 'person')::bigint;
    NEW.name := left(coalesce(acting ->> 'name', ''), 150);
    NEW.address := left(coalesce(acting ->> 'address', ''), 60);
    NEW.agent := left(coalesce(acting ->> 'agent', ''), 60);
    NEW.method := left(coalesce(acting ->> 'method', ''), 10);
    NEW.path := left(coalesce(acting ->> 'path', ''), 300);
    NEW.request := left(coalesce(acting ->> 'request', ''), 40);
{words}    RETURN NEW;
END $$;
"""
# Somebody who sees a limited draft types its words; others read that they searched.
WORDS = r"""    IF NEW.kind = 'view' THEN
        NEW.label := regexp_replace(NEW.label, '(^|[?&])q=[^&]*', '\1q=…', 'g');
    ELSIF NEW.subject = 'savedfilter' THEN
        NEW.label := '';
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0040_events_count_their_changes"),
    ]

    operations = [
        migrations.RunSQL(
            STAMP.replace("{words}", WORDS), STAMP.replace("{words}", "")
        ),
    ]
