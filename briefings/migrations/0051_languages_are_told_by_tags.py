from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0050_joining_is_a_move"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("language__regex", "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
                ),
                name="languages_are_told_by_tags",
                violation_error_message="Tell the language by its tag, such as en, cy or fr-CA.",
            ),
        ),
    ]
