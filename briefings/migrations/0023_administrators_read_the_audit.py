from django.db import migrations


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(
        app_label="briefings", model="auditentry"
    )
    view, _ = Permission.objects.get_or_create(
        content_type=kind,
        codename="view_auditentry",
        defaults={"name": "Can view audit entry"},
    )
    Group.objects.get(name="Administrator").permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [("briefings", "0022_audit")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
