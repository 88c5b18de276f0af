"""Letters about accounts wait in the table of e-mails, so that they are tried again."""

from django.db import migrations, models

OCCASIONS = [
    *("review", "changes", "approved", "ready", "live", "altered", "comment"),
    *("urgent", "reminder", "commitments"),
]


def of_a_letter(field):
    return {"blank": True, "db_default": "", "help_text": "Of a letter.", **field}


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0075_links_open_so_often"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="to",
            field=models.EmailField(**of_a_letter({"max_length": 254})),
        ),
        migrations.AddField(
            model_name="mail",
            name="subject",
            field=models.CharField(**of_a_letter({"max_length": 200})),
        ),
        migrations.AddField(
            model_name="mail",
            name="words",
            field=models.TextField(**of_a_letter({})),
        ),
        migrations.RemoveConstraint(
            model_name="mail",
            name="mail_occasion_is_known",
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                name="mail_occasion_is_known",
                condition=models.Q(occasion__in=["", *OCCASIONS]),
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                name="a_mail_has_an_occasion_or_is_a_letter",
                condition=(
                    ~models.Q(occasion="") & models.Q(to="", subject="", words="")
                )
                | (
                    models.Q(occasion="")
                    & ~models.Q(to="")
                    & ~models.Q(subject="")
                    & ~models.Q(words="")
                ),
            ),
        ),
    ]
