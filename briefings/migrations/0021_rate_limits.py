from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0020_signed_editions_keep_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allowance",
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
                ("limited", models.CharField(max_length=40)),
                (
                    "key",
                    models.CharField(
                        help_text="A digest: nobody’s address is kept.", max_length=64
                    ),
                ),
                (
                    "used_until",
                    models.DateTimeField(
                        help_text="From here on all of it is there again."
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("limited", "key"), name="one_allowance_of_a_key"
                    )
                ],
            },
        ),
        # Nothing waits for the disk, and a crash only forgets who came too often.
        migrations.RunSQL(
            "ALTER TABLE briefings_allowance SET UNLOGGED",
            "ALTER TABLE briefings_allowance SET LOGGED",
        ),
    ]
