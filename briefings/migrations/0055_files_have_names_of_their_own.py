"""The same bytes may be called otherwise by somebody else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0054_reminders"),
    ]

    operations = [
        migrations.AlterField(
            model_name="asset",
            name="sha256",
            field=models.CharField(db_index=True, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.UniqueConstraint(
                fields=("sha256", "name"), name="a_file_has_a_name_once"
            ),
        ),
    ]
