"""A number may be an average, which is not to say that it is about so much."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0060_embargoes_are_taken_up"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_modifier_is_known",
        ),
        migrations.AlterField(
            model_name="figure",
            name="modifier",
            field=models.CharField(
                choices=[
                    ("exact", "Exactly"),
                    ("about", "About"),
                    ("almost", "Almost"),
                    ("more_than", "More than"),
                    ("up_to", "Up to"),
                    ("at_least", "At least"),
                    ("average", "On average"),
                ],
                default="exact",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "modifier__in",
                        [
                            "exact",
                            "about",
                            "almost",
                            "more_than",
                            "up_to",
                            "at_least",
                            "average",
                        ],
                    )
                ),
                name="figure_modifier_is_known",
            ),
        ),
    ]
