"""Every role may look at files."""

from django.db import migrations


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for model in ("asset", "editionasset"):
        kind, _ = ContentType.objects.get_or_create(app_label="briefings", model=model)
        view, _ = Permission.objects.get_or_create(
            content_type=kind,
            codename=f"view_{model}",
            defaults={"name": f"Can view {model}"},
        )
        for group in Group.objects.filter(permissions__codename="view_edition"):
            group.permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [("briefings", "0025_files_cannot_be_rewritten")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
