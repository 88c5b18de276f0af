"""Triggers that refuse to rewrite what was issued, whatever code or person tries.

What may still happen to an issued edition is written in `guard_issued_edition`, and
nowhere else: its period may be closed, a close that still lies ahead may be undone, and
one that has not gone live may be unscheduled.
"""

from django.db import migrations

FUNCTIONS = r"""
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record cannot be rewritten: % on % is refused.',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION guard_issued_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- The search column is generated after this trigger, so it has no new value yet.
    may_differ text[] := ARRAY['live_during', 'search'];
    closes timestamptz;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'issued' THEN
            RAISE EXCEPTION 'An edition is issued after it was written, not at once.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'issued' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'An issued edition cannot be deleted.'
            USING ERRCODE = 'restrict_violation';
    END IF;

    IF NEW.state = 'approved' AND lower(OLD.live_during) > statement_timestamp() THEN
        may_differ := may_differ || ARRAY['state', 'issued_at'];
    ELSIF NEW.live_during IS DISTINCT FROM OLD.live_during THEN
        closes := upper(NEW.live_during);
        IF lower(NEW.live_during) IS DISTINCT FROM lower(OLD.live_during)
            -- A close that has passed is history ...
            OR upper(OLD.live_during) <= statement_timestamp()
            -- ... and none may be made up for the past, but for an edition that was
            -- itself entered after the day it was issued.
            OR (closes < now() AND OLD.issued_at <= lower(OLD.live_during))
        THEN
            RAISE EXCEPTION 'The time an edition was live cannot be rewritten.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF to_jsonb(NEW) - may_differ IS DISTINCT FROM to_jsonb(OLD) - may_differ THEN
        RAISE EXCEPTION 'An issued edition cannot be changed: begin a correction.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_part_of_issued_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint;
    edition_state text;
BEGIN
    FOREACH edition IN ARRAY ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN OLD.edition_id END,
        CASE WHEN TG_OP <> 'DELETE' THEN NEW.edition_id END
    ] LOOP
        -- The lock waits for an issue under way, so that nothing slips in beside it.
        SELECT state INTO edition_state FROM briefings_edition
            WHERE id = edition FOR SHARE;
        IF edition_state = 'issued' THEN
            RAISE EXCEPTION '% of an issued edition cannot be changed.', TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION guard_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.confirmed_by_id IS NOT NULL
        OR to_jsonb(NEW) - 'confirmed_by_id' <> to_jsonb(OLD) - 'confirmed_by_id'
    THEN
        RAISE EXCEPTION 'An update is only added to: record another.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'in_force_during' <> to_jsonb(OLD) - 'in_force_during'
        OR lower(NEW.in_force_during) <> lower(OLD.in_force_during)
        OR NOT upper_inf(OLD.in_force_during)
        OR upper(NEW.in_force_during) < now()
    THEN
        RAISE EXCEPTION 'A withdrawal can be ended, not rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.removed_at IS NOT NULL AND (
        NEW.removed_at IS DISTINCT FROM OLD.removed_at
        OR NEW.removal_explanation <> OLD.removal_explanation
    ) THEN
        RAISE EXCEPTION 'A removal cannot be undone or explained anew.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

PARTS = [
    "quote",
    "commitmentstatement",
    "figure",
    "involvement",
    "edition_people",
    "edition_topics",
    "edition_places",
    "edition_events",
    "edition_contacts",
    "edition_related_releases",
]
APPEND_ONLY = ["transition", "revision", "evidence"]


def _trigger(name, when, table, function):
    level = "STATEMENT" if "TRUNCATE" in when else "ROW"
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON briefings_{table} "
        f"FOR EACH {level} EXECUTE FUNCTION {function}()"
    )


TRIGGERS = [
    _trigger("guard", "INSERT OR UPDATE OR DELETE", "edition", "guard_issued_edition"),
    *(
        _trigger(
            "guard",
            "INSERT OR UPDATE OR DELETE",
            part,
            "guard_part_of_issued_edition",
        )
        for part in PARTS
    ),
    *(
        _trigger("append_only", "UPDATE OR DELETE", table, "refuse_rewriting")
        for table in APPEND_ONLY
    ),
    _trigger("guard", "UPDATE", "commitmentupdate", "guard_confirmation"),
    _trigger("guard", "UPDATE", "withdrawal", "guard_withdrawal"),
    _trigger("guard", "UPDATE", "release", "guard_removal"),
    *(
        _trigger("keep", "DELETE", table, "refuse_rewriting")
        for table in ("commitmentupdate", "withdrawal")
    ),
    *(
        _trigger("no_truncate", "TRUNCATE", table, "refuse_rewriting")
        for table in (
            "release",
            "edition",
            "commitment",
            "commitmentupdate",
            "withdrawal",
            *PARTS,
            *APPEND_ONLY,
        )
    ),
]

DROP = """
DROP FUNCTION refuse_rewriting, guard_issued_edition, guard_part_of_issued_edition,
    guard_confirmation, guard_withdrawal, guard_removal CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("briefings", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        *(migrations.RunSQL(trigger, migrations.RunSQL.noop) for trigger in TRIGGERS),
    ]
