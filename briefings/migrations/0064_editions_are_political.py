"""An edition says whether it was written for the government of its day, and whoever
writes is asked where a minister speaks in it."""

from django.db import migrations, models

TAGS = [
    ("people", "Person"),
    ("places", "Place"),
    ("events", "Event"),
    ("political", "Written for the government of its day"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0063_governments"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="political",
            field=models.BooleanField(
                default=False,
                help_text="It speaks of the policy of this government, or for a minister. When another government takes office, readers are told whose release it was.",
                verbose_name="written for the government of its day",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="tagproposal", name="tag_proposal_kind_is_known"
        ),
        migrations.AlterField(
            model_name="tagproposal",
            name="kind",
            field=models.CharField(choices=TAGS, max_length=10),
        ),
        migrations.AddConstraint(
            model_name="tagproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [value for value, _ in TAGS])),
                name="tag_proposal_kind_is_known",
            ),
        ),
    ]
