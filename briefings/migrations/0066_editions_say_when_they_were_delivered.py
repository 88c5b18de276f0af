"""A speech or a statement says when and where it was delivered, and what its text is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0065_some_change_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="delivered_on",
            field=models.DateField(
                blank=True,
                help_text="The day of the speech or statement; of an article, the day on which it was written.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="given_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("transcript", "Transcript, exactly as delivered"),
                    ("as_prepared", "Draft, as prepared"),
                    ("notes", "Speaking notes"),
                    ("written_statement", "Written statement"),
                    ("oral_statement", "Oral statement"),
                    ("article", "Authored article"),
                ],
                max_length=20,
                verbose_name="what the text is",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="venue",
            field=models.CharField(
                blank=True,
                help_text="Where it was delivered: for example, Lancaster House.",
                max_length=200,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "given_as__in",
                        [
                            "",
                            "transcript",
                            "as_prepared",
                            "notes",
                            "written_statement",
                            "oral_statement",
                            "article",
                        ],
                    )
                ),
                name="what_an_edition_is_given_as_is_known",
            ),
        ),
    ]
