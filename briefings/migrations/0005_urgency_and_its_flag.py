"""What can be issued without approval says why, and a correction of a change note is
added, never rewritten."""

from django.db import migrations

# As 0002 has it, but for an edition that says why nobody approved it first.
GUARD = r"""
CREATE OR REPLACE FUNCTION guard_issued_edition() RETURNS trigger LANGUAGE plpgsql AS $$
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
        IF NEW.state = 'issued' AND OLD.state <> 'approved' AND NEW.urgency = '' THEN
            RAISE EXCEPTION 'Only an approved edition can be issued, or one that says why not.'
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
"""

DUTIES = {
    "issue_urgently": "Can issue releases that nobody approved yet",
    "merge_people": "Can merge people who were entered twice",
}
GRANTED = {
    "Publisher": ["issue_urgently"],
    "Records officer": ["merge_people"],
    "Administrator": list(DUTIES),
}
TO_BE_SEEN = ["comment", "reply", "changenotecorrection"]

TRIGGERS = [
    "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE "
    "ON briefings_changenotecorrection FOR EACH ROW "
    "EXECUTE FUNCTION refuse_rewriting()",
    "CREATE TRIGGER no_truncate BEFORE TRUNCATE ON briefings_changenotecorrection "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()",
    "CREATE TRIGGER stamp BEFORE INSERT ON briefings_changenotecorrection "
    "FOR EACH ROW EXECUTE FUNCTION stamp_moment()",
]


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(model, codename, name):
        kind, _ = ContentType.objects.get_or_create(app_label="briefings", model=model)
        return Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )[0]

    duties = {code: permission("release", code, name) for code, name in DUTIES.items()}
    seen = [permission(m, f"view_{m}", f"Can view {m}") for m in TO_BE_SEEN]
    for group in Group.objects.filter(name__in=ROLES):
        granted = [duties[code] for code in GRANTED.get(group.name, ())]
        group.permissions.add(*seen, *granted)


ROLES = ["Writer", "Approver", "Publisher", "Records officer", "Administrator"]


class Migration(migrations.Migration):
    dependencies = [("briefings", "0004_the_editors_desk")]

    operations = [
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        *(migrations.RunSQL(trigger, migrations.RunSQL.noop) for trigger in TRIGGERS),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
