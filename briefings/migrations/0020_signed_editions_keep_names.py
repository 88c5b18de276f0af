"""What is approved, or issued, keeps the names that it prints; nothing else does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0019_names_printed_before"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "printed__has_keys",
                            [
                                "organisations",
                                "people",
                                "roles",
                                "topics",
                                "places",
                                "events",
                                "contacts",
                            ],
                        ),
                        ("printed__isnull", False),
                        ("state__in", ["approved", "issued"]),
                    ),
                    models.Q(
                        models.Q(("state__in", ["approved", "issued"]), _negated=True),
                        ("printed__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="what_is_signed_keeps_what_it_prints",
            ),
        ),
    ]
