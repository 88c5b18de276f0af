"""Anything in the registers may have been entered twice, as people may."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0015_removals_put_back"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="person",
            name="nobody_is_merged_into_themselves",
        ),
        migrations.RemoveConstraint(
            model_name="person",
            name="mergers_have_a_moment",
        ),
        migrations.AddField(
            model_name="event",
            name="merged_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="merged_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The row under which this one, entered twice, is kept.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="briefings.event",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="merged_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="merged_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The row under which this one, entered twice, is kept.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="briefings.organisation",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="merged_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="place",
            name="merged_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The row under which this one, entered twice, is kept.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="briefings.place",
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="merged_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="role",
            name="merged_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The row under which this one, entered twice, is kept.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="briefings.role",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="merged_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="topic",
            name="merged_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The row under which this one, entered twice, is kept.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="briefings.topic",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The row under which this one, entered twice, is kept.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="briefings.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="no_event_is_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_at", None), ("merged_by", None), ("merged_into", None)
                    ),
                    models.Q(
                        ("merged_at__isnull", False), ("merged_into__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="event_mergers_have_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="no_organisation_is_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_at", None), ("merged_by", None), ("merged_into", None)
                    ),
                    models.Q(
                        ("merged_at__isnull", False), ("merged_into__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="organisation_mergers_have_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="no_person_is_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_at", None), ("merged_by", None), ("merged_into", None)
                    ),
                    models.Q(
                        ("merged_at__isnull", False), ("merged_into__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="person_mergers_have_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="no_place_is_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_at", None), ("merged_by", None), ("merged_into", None)
                    ),
                    models.Q(
                        ("merged_at__isnull", False), ("merged_into__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="place_mergers_have_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="no_role_is_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_at", None), ("merged_by", None), ("merged_into", None)
                    ),
                    models.Q(
                        ("merged_at__isnull", False), ("merged_into__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="role_mergers_have_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="no_topic_is_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_at", None), ("merged_by", None), ("merged_into", None)
                    ),
                    models.Q(
                        ("merged_at__isnull", False), ("merged_into__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="topic_mergers_have_a_moment",
            ),
        ),
    ]
