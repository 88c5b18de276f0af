"""Administrators invite people, and what all processes count alike has a table."""

from django.db import migrations

DUTY = "keep_accounts"
CACHE = """
CREATE TABLE newsroom_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX newsroom_cache_expires ON newsroom_cache (expires);
"""


def give_duty(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(app_label="briefings", model="release")
    duty, _ = Permission.objects.get_or_create(
        content_type=kind,
        codename=DUTY,
        defaults={"name": "Can invite people and look after their accounts"},
    )
    invitation, _ = ContentType.objects.get_or_create(
        app_label="briefings", model="invitation"
    )
    look, _ = Permission.objects.get_or_create(
        content_type=invitation,
        codename="view_invitation",
        defaults={"name": "Can view invitation"},
    )
    for group in Group.objects.filter(name="Administrator"):
        group.permissions.add(duty, look)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0027_accounts_by_invitation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(give_duty, migrations.RunPython.noop),
        migrations.RunSQL(CACHE, "DROP TABLE newsroom_cache"),
    ]
