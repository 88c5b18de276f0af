"""What guests did is only ever added to, by the clock of the database; and a role for
whoever lets the press in."""

from django.db import migrations

APPEND_ONLY = ("guestaccess", "factcheckanswer", "earlysightnote")
STAMPED = (*APPEND_ONLY, "factcheckremark")


def _trigger(name, when, table, level, function):
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON briefings_{table} "
        f"FOR EACH {level} EXECUTE FUNCTION {function}()"
    )


GUARDS = """
-- A remark may follow its words; what was said of them stays.
CREATE FUNCTION guard_remark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_differ text[] := ARRAY['start', 'end', 'words', 'prefix', 'suffix'];
BEGIN
    IF to_jsonb(NEW) - may_differ <> to_jsonb(OLD) - may_differ THEN
        RAISE EXCEPTION 'What a fact-checker said cannot be rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- Whose link it is, to what, and that it was revoked.
CREATE FUNCTION guard_guest_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_differ text[] := ARRAY['expires_at', 'revoked_at', 'revoked_by_id',
        'mailed_at', 'mail_due_at', 'mail_tries', 'reminded_at'];
BEGIN
    IF to_jsonb(NEW) - may_differ <> to_jsonb(OLD) - may_differ
        OR (OLD.revoked_at IS NOT NULL AND (
            NEW.revoked_at IS DISTINCT FROM OLD.revoked_at
            OR NEW.revoked_by_id IS DISTINCT FROM OLD.revoked_by_id
        ))
    THEN
        RAISE EXCEPTION 'A link is revoked and given anew, not rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
TRIGGERS = [
    *(
        _trigger("append_only", "UPDATE OR DELETE", t, "ROW", "refuse_rewriting")
        for t in APPEND_ONLY
    ),
    *(_trigger("stamp", "INSERT", t, "ROW", "stamp_moment") for t in STAMPED),
    *(
        _trigger("no_truncate", "TRUNCATE", t, "STATEMENT", "refuse_rewriting")
        for t in (*STAMPED, "guestlink")
    ),
    *(
        _trigger("keep", "DELETE", t, "ROW", "refuse_rewriting")
        for t in ("factcheckremark", "guestlink")
    ),
    _trigger("guard", "UPDATE", "factcheckremark", "ROW", "guard_remark"),
    _trigger("guard", "UPDATE", "guestlink", "ROW", "guard_guest_link"),
]
DROP = "DROP FUNCTION guard_remark, guard_guest_link CASCADE"
DUTY = "accredit_journalists", "Can accredit journalists and give them early sight"
SEEN = {
    "journalist": "journalist",
    "guestlink": "guest link",
    "guestaccess": "guest’s access",
}


def create_role(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(model, codename, name):
        kind, _ = ContentType.objects.get_or_create(app_label="briefings", model=model)
        return Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )[0]

    duty = permission("release", *DUTY)
    views = [permission(m, f"view_{m}", f"Can view {n}") for m, n in SEEN.items()]
    # What everybody with a role may look at, and no duty of theirs.
    records = Group.objects.filter(name="Records officer").first()
    plain = (
        records.permissions.exclude(content_type__model="release") if records else []
    )
    look = Permission.objects.filter(
        content_type__app_label="briefings", codename="view_release"
    )
    officer, _ = Group.objects.get_or_create(name="Press officer")
    officer.permissions.set([*plain, *look, *views, duty])
    for group in Group.objects.all():
        group.permissions.add(*views)
    for group in Group.objects.filter(name="Administrator"):
        group.permissions.add(duty)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0029_guests"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunSQL(GUARDS, DROP),
        *(migrations.RunSQL(trigger, migrations.RunSQL.noop) for trigger in TRIGGERS),
        migrations.RunPython(create_role, migrations.RunPython.noop),
    ]
