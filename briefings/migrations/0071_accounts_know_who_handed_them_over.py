import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0070_who_features_releases"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="handed_over_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                editable=False,
                help_text="The accounts that did so, by number, since somebody else "
                "last confirmed whose it is.",
                size=None,
            ),
        ),
    ]
