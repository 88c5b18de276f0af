"""Governments follow one another. Whoever keeps the registers of people keeps them."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

# What readers are told of old releases would be gone without a word.
NO_TRUNCATE = (
    "CREATE TRIGGER no_truncate BEFORE TRUNCATE ON briefings_government "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
)
VERBS = ("view", "add", "change")


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(
        app_label="briefings", model="government"
    )
    for verb in VERBS:
        permission, _ = Permission.objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_government",
            defaults={"name": f"Can {verb} government"},
        )
        for group in Group.objects.filter(permissions__codename=f"{verb}_role"):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0062_ministers_statements_have_an_apostrophe"),
    ]

    operations = [
        migrations.CreateModel(
            name="Government",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As readers are told it after “Published under the”: for example, 2022 to 2024 Example Conservative government.",
                        max_length=200,
                    ),
                ),
                ("slug", models.SlugField(max_length=150, unique=True)),
                ("started_on", models.DateField()),
                (
                    "ended_on",
                    models.DateField(
                        blank=True,
                        help_text="The first day it is in office no more. From that day on readers are told beside its political releases whose they were.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_on"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on", None),
                            ("ended_on", None),
                            ("ended_on__gt", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="government_ends_after_it_starts",
                        violation_error_message="The end must be after the start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="governments_have_a_name",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("started_on"),
                                    models.F("ended_on"),
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            )
                        ],
                        name="one_government_at_a_time",
                        violation_error_message="Another government is in office then.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NO_TRUNCATE, migrations.RunSQL.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
