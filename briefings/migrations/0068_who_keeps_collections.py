"""Whoever keeps topics keeps collections."""

from django.db import migrations

NAMED = {"view": "Can view collection", "add": "Can add collection"}
NAMED |= {"change": "Can change collection"}


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(
        app_label="briefings", model="collection"
    )
    for verb, name in NAMED.items():
        permission, _ = Permission.objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_collection",
            defaults={"name": name},
        )
        alike = {"content_type__app_label": "briefings", "codename": f"{verb}_topic"}
        like = Permission.objects.filter(**alike)
        for group in Group.objects.filter(permissions__in=like):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0067_collections"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
