"""From where a guest came is kept as long as the audit. That they came stays: who had
early sight is part of the record."""

from django.db import migrations

FORGET = """
-- The same rows for good, but for who could be found again by them when their time is
-- over.
CREATE FUNCTION guard_guest_access() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    traces text[] := ARRAY['address', 'agent'];
BEGIN
    IF to_jsonb(NEW) - traces <> to_jsonb(OLD) - traces
        OR NEW.address IS NOT NULL OR NEW.agent <> ''
        OR OLD.at > now() - audit_kept()
    THEN
        RAISE EXCEPTION 'What a guest did cannot be rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER append_only ON briefings_guestaccess;
CREATE TRIGGER append_only BEFORE DELETE ON briefings_guestaccess
    FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER guard BEFORE UPDATE ON briefings_guestaccess
    FOR EACH ROW EXECUTE FUNCTION guard_guest_access();

CREATE OR REPLACE FUNCTION forget_old_audit() RETURNS bigint LANGUAGE sql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE briefings_guestaccess SET address = NULL, agent = ''
    WHERE at < now() - audit_kept() AND (address IS NOT NULL OR agent <> '');
    WITH gone AS (
        DELETE FROM briefings_auditentry WHERE at < now() - audit_kept() RETURNING 1
    )
    SELECT count(*) FROM gone
$$;
"""

REMEMBER = """
CREATE OR REPLACE FUNCTION forget_old_audit() RETURNS bigint LANGUAGE sql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM briefings_auditentry WHERE at < now() - audit_kept() RETURNING 1
    )
    SELECT count(*) FROM gone
$$;
DROP TRIGGER guard ON briefings_guestaccess;
DROP FUNCTION guard_guest_access;
DROP TRIGGER append_only ON briefings_guestaccess;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON briefings_guestaccess
    FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0055_files_have_names_of_their_own"),
    ]

    operations = [
        migrations.RunSQL(FORGET, REMEMBER),
    ]
