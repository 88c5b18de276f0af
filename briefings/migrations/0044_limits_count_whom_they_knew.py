from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models.functions import Now

HELP = "What was limited before is not shown to who came later."


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0043_calendars_keep_what_was_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="handed_over_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When somebody else last changed how this account is entered. "
                "Limits that were set before do not count it.",
                null=True,
            ),
        ),
        # Whoever is a member by now was one before every limit that there is.
        migrations.AddField(
            model_name="membership",
            name="at",
            field=models.DateTimeField(
                default=datetime(1970, 1, 1, tzinfo=UTC), editable=False, help_text=HELP
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="membership",
            name="at",
            field=models.DateTimeField(
                db_default=Now(), editable=False, help_text=HELP
            ),
        ),
    ]
