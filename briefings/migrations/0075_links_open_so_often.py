"""A link of a guest lets so many browsers in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0074_names_as_they_were_sent"),
    ]

    operations = [
        migrations.AddField(
            model_name="guestlink",
            name="most_openings",
            field=models.PositiveSmallIntegerField(
                editable=False,
                help_text="How many browsers it lets in, each by a code; without, any "
                "number.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="guestlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_openings", None), ("most_openings__gt", 0), _connector="OR"
                ),
                name="a_guest_link_opens_once_or_more",
            ),
        ),
    ]
