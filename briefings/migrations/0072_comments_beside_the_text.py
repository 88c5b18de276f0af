"""Comments stand at words of the headline, the summary and the notes to editors too."""

from django.db import migrations, models

PARTS = [
    ("headline", "headline"),
    ("summary", "summary"),
    ("notes_to_editors", "notes to editors"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0071_accounts_know_who_handed_them_over"),
    ]

    operations = [
        migrations.AddField(
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
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("part", ""), ("start", None), _connector="OR"),
                name="comments_beside_the_text_have_no_place_in_it",
            ),
        ),
    ]
