"""Releases of earlier governments are changed by those who issue and those who keep the
office, unless an office decides otherwise."""

from django.db import migrations

DUTY = "change_history"
TRUSTED = ("Publisher", "Administrator")


def give_duty(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(app_label="briefings", model="release")
    duty, _ = Permission.objects.get_or_create(
        content_type=kind,
        codename=DUTY,
        defaults={"name": "Can change releases of earlier governments"},
    )
    for group in Group.objects.filter(name__in=TRUSTED):
        group.permissions.add(duty)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0064_editions_are_political"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="release",
            options={
                "ordering": ["-created_at"],
                "permissions": (
                    ("write_release", "Can write releases"),
                    ("review_release", "Can approve releases or ask for changes"),
                    ("issue_release", "Can issue, schedule and unschedule releases"),
                    (
                        "backdate_release",
                        "Can enter releases issued before this record began",
                    ),
                    (
                        "take_down_release",
                        "Can withdraw, reinstate and remove releases",
                    ),
                    ("keep_commitments", "Can follow commitments to delivery"),
                    ("issue_urgently", "Can issue releases that nobody approved yet"),
                    ("merge_entries", "Can merge what was entered twice"),
                    (
                        "keep_accounts",
                        "Can invite people and look after their accounts",
                    ),
                    (
                        "accredit_journalists",
                        "Can accredit journalists and give them early sight",
                    ),
                    ("change_history", "Can change releases of earlier governments"),
                ),
            },
        ),
        migrations.RunPython(give_duty, migrations.RunPython.noop),
    ]
