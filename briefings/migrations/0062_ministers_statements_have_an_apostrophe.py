"""The words for a source have the apostrophe that all other words have."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0061_figures_may_be_averages"),
    ]

    operations = [
        migrations.AlterField(
            model_name="figure",
            name="source_status",
            field=models.CharField(
                choices=[
                    ("official_statistics", "Official statistics"),
                    ("management_information", "Management information"),
                    ("research", "Research"),
                    ("ministerial", "A minister’s statement"),
                    ("none", "No source given"),
                ],
                default="none",
                max_length=25,
            ),
        ),
    ]
