"""A fact-checker reads the names and contacts that stood in the text when it was sent.
What was sent is not rewritten: `guard_guest_link` lets no other column change."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0073_comments_at_change_notes"),
    ]

    operations = [
        migrations.AddField(
            model_name="guestlink",
            name="printed",
            field=models.JSONField(
                editable=False,
                help_text="The names and contacts that stood in it.",
                null=True,
            ),
        ),
    ]
