"""Room for the names that an edition prints."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0017_one_duty_to_merge"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="printed",
            field=models.JSONField(
                editable=False,
                help_text="The names, and the ways to call, that it was approved to print.",
                null=True,
            ),
        ),
    ]
