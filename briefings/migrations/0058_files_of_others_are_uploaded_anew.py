"""What one may not see, another uploads anew under the same name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0057_reviews_are_asked_of_another"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="asset",
            name="a_file_has_a_name_once",
        ),
    ]
