"""Who may merge people may merge whatever else was entered twice."""

from django.db import migrations

FORMERLY = ("merge_people", "Can merge people who were entered twice")
NOW = ("merge_entries", "Can merge what was entered twice")


def _rename(before, after):
    def rename(apps, schema_editor):
        permissions = apps.get_model("auth", "Permission").objects
        duty = permissions.filter(
            content_type__app_label="briefings", codename=before[0]
        )
        duty.update(codename=after[0], name=after[1])

    return rename


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0016_entered_twice"),
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
                ),
            },
        ),
        migrations.RunPython(_rename(FORMERLY, NOW), _rename(NOW, FORMERLY)),
    ]
