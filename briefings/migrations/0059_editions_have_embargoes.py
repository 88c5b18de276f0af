"""Any release may be held back, whether or not its text says so."""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("briefings.migrations.0005_urgency_and_its_flag").GUARD
# An embargo may change also while a release is approved: it is no word of it.
GUARD = BEFORE.replace(
    "may_differ || ARRAY['state', 'issued_at']",
    "may_differ || ARRAY['state', 'issued_at', 'embargoed_until']",
    1,
)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0058_files_of_others_are_uploaded_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="embargoed_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(GUARD, BEFORE),
    ]
