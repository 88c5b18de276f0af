from django.db import migrations, models


def stems():
    return models.Func(
        models.F("language"),
        function="search_config",
        output_field=models.TextField(),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0052_told_days_stand_in_order"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(stems(), name="editions_by_stems"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["release"],
                include=("id", "live_during"),
                name="editions_by_period",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(stems(), name="quotes_by_stems"),
        ),
    ]
