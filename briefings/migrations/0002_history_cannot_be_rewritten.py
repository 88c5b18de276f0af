"""Triggers that refuse to rewrite what was issued, whatever code or person tries.

What may still happen to an issued edition is written in `guard_issued_edition`, and
nowhere else: its period may be closed, a close that still lies ahead may be undone, and
one that has not gone live may be unscheduled.
"""

from django.db import migrations

FUNCTIONS = r"""
-- An action reads the clock in its own transaction, a little before it writes. What is
-- older was made up, also by a transaction that was held open for it.
CREATE FUNCTION just_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT greatest(now(), statement_timestamp() - interval '1 minute')
$$;

-- When the edition was last issued, by the clock of the database alone.
CREATE FUNCTION entered_at(edition bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(at), '-infinity') FROM briefings_transition
    WHERE edition_id = edition AND to_state = 'issued' AND from_state <> 'issued'
$$;

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
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'An edition is issued after it was written, not at once.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;

    IF OLD.state <> 'issued' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF NEW.state = 'issued' AND OLD.state <> 'approved' THEN
            RAISE EXCEPTION 'Only an approved edition can be issued.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'approved' AND OLD.state NOT IN ('approved', 'in_review') THEN
            RAISE EXCEPTION 'Only an edition in review can be approved.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'issued' AND NEW.issued_at < just_now() THEN
            RAISE EXCEPTION 'The moment of issuing cannot be made up.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        may_differ := may_differ || ARRAY['state', 'issued_at'];
        IF OLD.state = 'approved' AND NEW.state IN ('approved', 'issued')
            AND to_jsonb(NEW) - may_differ IS DISTINCT FROM to_jsonb(OLD) - may_differ
        THEN
            RAISE EXCEPTION 'Approved words change only on their way back to review.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;

    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'An issued edition cannot be deleted.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'approved' AND lower(OLD.live_during) > clock_timestamp() THEN
        may_differ := may_differ || ARRAY['state', 'issued_at'];
    ELSIF NEW.live_during IS DISTINCT FROM OLD.live_during THEN
        closes := upper(NEW.live_during);
        IF lower(NEW.live_during) IS DISTINCT FROM lower(OLD.live_during)
            -- A close that has passed is history ...
            OR upper(OLD.live_during) <= clock_timestamp()
            -- ... and none may be made up for a time in which the edition was to be
            -- read here. Before it was entered it was not.
            OR (closes < just_now() AND closes > least(OLD.issued_at, entered_at(OLD.id)))
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

-- Asked again when the transaction ends: it may have waited past the lift.
CREATE FUNCTION guard_unscheduling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF lower(OLD.live_during) <= clock_timestamp() THEN
        RAISE EXCEPTION 'The edition went live before it could be unscheduled.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
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

CREATE FUNCTION guard_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signature text[] := ARRAY['confirmed_by_id', 'confirmed_at'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.recorded_at := clock_timestamp();
        NEW.confirmed_at := NULL;
        IF NEW.confirmed_by_id IS NOT NULL THEN
            RAISE EXCEPTION 'An update is confirmed after it was recorded.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.confirmed_by_id IS NOT NULL
        OR to_jsonb(NEW) - signature <> to_jsonb(OLD) - signature
    THEN
        RAISE EXCEPTION 'An update is only added to: record another.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.confirmed_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE FUNCTION guard_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF lower(NEW.in_force_during) < just_now()
            OR NOT upper_inf(NEW.in_force_during)
        THEN
            RAISE EXCEPTION 'A withdrawal begins when it is made.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF to_jsonb(NEW) - 'in_force_during' <> to_jsonb(OLD) - 'in_force_during'
        OR lower(NEW.in_force_during) <> lower(OLD.in_force_during)
        OR NOT upper_inf(OLD.in_force_during)
        OR upper(NEW.in_force_during) < just_now()
    THEN
        RAISE EXCEPTION 'A withdrawal can be ended, not rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_differ text[] := ARRAY[
        'slug', 'removed_at', 'removal_explanation', 'redirect_to'
    ];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.removed_at IS NOT NULL OR NEW.first_published_at IS NOT NULL THEN
            RAISE EXCEPTION 'A release is written before it is public or removed.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.removed_at < just_now() AND OLD.removed_at IS NULL THEN
        RAISE EXCEPTION 'The moment of a removal cannot be made up.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.first_published_at IS DISTINCT FROM OLD.first_published_at
        AND NEW.first_published_at IS DISTINCT FROM (
            SELECT lower(live_during) FROM briefings_edition
            WHERE release_id = OLD.id AND number = 1
        )
    THEN
        RAISE EXCEPTION 'A release is first public with its first edition.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.removed_at IS NOT NULL AND (
        NEW.removed_at IS DISTINCT FROM OLD.removed_at
        OR NEW.removal_explanation <> OLD.removal_explanation
        OR NEW.redirect_to <> OLD.redirect_to
    ) THEN
        RAISE EXCEPTION 'A removal cannot be undone or explained anew.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM briefings_edition
        WHERE release_id = OLD.id AND lower(live_during) <= clock_timestamp()
    ) THEN
        RETURN NEW;
    END IF;
    IF OLD.first_published_at IS NULL THEN
        may_differ := may_differ || ARRAY['first_published_at'];
    END IF;
    IF to_jsonb(NEW) - may_differ <> to_jsonb(OLD) - may_differ THEN
        RAISE EXCEPTION 'What a release was published as cannot be rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.slug <> OLD.slug AND NOT EXISTS (
        SELECT 1 FROM briefings_formeraddress
        WHERE release_id = OLD.id AND slug = OLD.slug
    ) THEN
        RAISE EXCEPTION 'A public address is kept as a former one before it changes.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION is_issued(commitment bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM briefings_commitmentstatement statement
        JOIN briefings_edition edition ON edition.id = statement.edition_id
        WHERE statement.commitment_id = commitment AND edition.state = 'issued'
    )
$$;

-- How a promise is followed may be told better; what was promised may not be told anew.
CREATE FUNCTION guard_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_differ text[] := ARRAY[
        'title', 'responsible_organisation_id', 'responsible_role_id',
        'success_criteria', 'verifiability', 'part_of_id', 'superseded_by_id'
    ];
BEGIN
    IF to_jsonb(NEW) - may_differ <> to_jsonb(OLD) - may_differ
        AND is_issued(OLD.id)
    THEN
        RAISE EXCEPTION 'This promise is public: record an update, or begin a '
            'correction.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_counterparty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND is_issued(OLD.commitment_id))
        OR (TG_OP <> 'DELETE' AND is_issued(NEW.commitment_id))
    THEN
        RAISE EXCEPTION 'This promise is public: record an update, or begin a '
            'correction.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

-- Quotes point at appointments for the role their speaker held that day.
CREATE FUNCTION guard_appointment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.person_id, NEW.role_id) <> (OLD.person_id, OLD.role_id) AND EXISTS (
        SELECT 1 FROM briefings_quote quote
        JOIN briefings_edition edition ON edition.id = quote.edition_id
        WHERE quote.appointment_id = OLD.id AND edition.state = 'issued'
    ) THEN
        RAISE EXCEPTION 'Somebody was quoted in this role: end the appointment, and '
            'add another.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT confirmed_by_id FROM briefings_commitmentupdate WHERE id = NEW.update_id)
        IS NOT NULL
    THEN
        RAISE EXCEPTION 'This update is confirmed: record another.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- When something happened is written by the database alone.
CREATE FUNCTION stamp_moment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
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
APPEND_ONLY = [
    "transition",
    "revision",
    "commitmentrevision",
    "evidence",
    "formeraddress",
]


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
    "CREATE CONSTRAINT TRIGGER guard_unscheduling AFTER UPDATE ON briefings_edition "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
    "WHEN (OLD.state = 'issued' AND NEW.state <> 'issued') "
    "EXECUTE FUNCTION guard_unscheduling()",
    _trigger("guard", "INSERT OR UPDATE", "commitmentupdate", "guard_update"),
    _trigger("guard", "INSERT OR UPDATE", "withdrawal", "guard_withdrawal"),
    _trigger("guard", "INSERT OR UPDATE", "release", "guard_release"),
    _trigger("guard", "INSERT", "revision", "guard_part_of_issued_edition"),
    _trigger("guard", "INSERT", "evidence", "guard_evidence"),
    _trigger("guard", "UPDATE", "commitment", "guard_commitment"),
    _trigger(
        "guard",
        "INSERT OR UPDATE OR DELETE",
        "commitment_counterparties",
        "guard_counterparty",
    ),
    _trigger("guard", "UPDATE", "roleappointment", "guard_appointment"),
    *(
        _trigger("stamp", "INSERT", table, "stamp_moment")
        for table in ("transition", "revision", "commitmentrevision")
    ),
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
            "commitment_counterparties",
            "commitmentupdate",
            "withdrawal",
            *PARTS,
            *APPEND_ONLY,
        )
    ),
]

DROP = """
DROP FUNCTION refuse_rewriting, guard_issued_edition, guard_unscheduling,
    guard_part_of_issued_edition, guard_update, guard_withdrawal, guard_release,
    guard_evidence, entered_at, guard_commitment, guard_counterparty, guard_appointment, is_issued, stamp_moment,
    just_now CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("briefings", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        *(migrations.RunSQL(trigger, migrations.RunSQL.noop) for trigger in TRIGGERS),
    ]
