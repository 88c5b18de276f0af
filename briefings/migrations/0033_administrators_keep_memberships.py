"""Who keeps the accounts says who works for which organisation."""

from django.db import migrations

VERBS = ("view", "add", "delete")


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(
        app_label="briefings", model="membership"
    )
    granted = [
        Permission.objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_membership",
            defaults={"name": f"Can {verb} membership"},
        )[0]
        for verb in VERBS
    ]
    for group in Group.objects.filter(name="Administrator"):
        group.permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0032_limited_drafts"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
