"""Publishers choose what is featured; whoever looks at releases sees it."""

from django.db import migrations

DUTY = "feature_release", "Can feature releases on the home page"
ROLES = ("Publisher", "Administrator")


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(model, codename, name):
        kind, _ = ContentType.objects.get_or_create(app_label="briefings", model=model)
        return Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )[0]

    duty = permission("release", *DUTY)
    look = permission("feature", "view_feature", "Can view featured release")
    for group in Group.objects.filter(name__in=ROLES):
        group.permissions.add(duty)
    alike = {"content_type__app_label": "briefings", "codename": "view_release"}
    seen = Permission.objects.filter(**alike)
    for group in Group.objects.filter(permissions__in=seen):
        group.permissions.add(look)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0069_features"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
