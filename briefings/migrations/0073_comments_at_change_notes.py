"""Comments stand at words of the change note of a correction too."""

from django.db import migrations, models

PARTS = [
    ("headline", "headline"),
    ("summary", "summary"),
    ("notes_to_editors", "notes to editors"),
    ("change_note", "change note"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0072_comments_beside_the_text"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_part_is_known",
        ),
        migrations.AlterField(
            model_name="comment",
            name="part",
            field=models.CharField(
                blank=True,
                choices=PARTS,
                db_default="",
                default="",
                editable=False,
                help_text="Where its words stand, if not in the text.",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["", *[part for part, _ in PARTS]])),
                name="comment_part_is_known",
            ),
        ),
    ]
