import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0041_searches_are_told_without_their_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="export",
            name="hidden",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                default=list,
                editable=False,
                help_text="The releases that the person could not see when it was begun.",
                size=None,
            ),
        ),
    ]
