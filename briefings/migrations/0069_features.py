"""Releases that the office puts first on its home page, and the duty to choose them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0068_who_keeps_collections"),
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
                    ("feature_release", "Can feature releases on the home page"),
                    (
                        "accredit_journalists",
                        "Can accredit journalists and give them early sight",
                    ),
                    ("change_history", "Can change releases of earlier governments"),
                ),
            },
        ),
        migrations.CreateModel(
            name="Feature",
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
                ("position", models.FloatField(editable=False)),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day on the home page; none, if it is ended by hand.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feature",
                        to="briefings.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "featured release",
                "ordering": ["position", "id"],
            },
        ),
    ]
