"""Whether e-mails go out is for those to see who keep the accounts."""

from django.db import migrations


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(app_label="briefings", model="mail")
    view, _ = Permission.objects.get_or_create(
        content_type=kind,
        codename="view_mail",
        defaults={"name": "Can view e-mail"},
    )
    for group in Group.objects.filter(name="Administrator"):
        group.permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0011_mails_to_colleagues"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
