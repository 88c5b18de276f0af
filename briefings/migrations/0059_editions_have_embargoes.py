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
# What came with the text so far.
TAKE_UP = """
UPDATE briefings_edition edition SET embargoed_until = named.until
FROM (
    SELECT release_id, max(embargoed_until) AS until
    FROM briefings_importedfile GROUP BY release_id
) named
WHERE named.release_id = edition.release_id AND named.until IS NOT NULL
    AND edition.number = 1 AND edition.state NOT IN ('issued', 'discarded')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0058_files_of_others_are_uploaded_anew"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="transition",
            name="transition_move_is_known",
        ),
        migrations.AddField(
            model_name="edition",
            name="embargoed_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="transition",
            name="move",
            field=models.CharField(
                choices=[
                    ("submit", "Submit for review"),
                    ("ask_another", "Ask somebody else"),
                    ("take_back", "Take back from review"),
                    ("request_changes", "Request changes"),
                    ("approve", "Approve"),
                    ("reopen", "Reopen"),
                    ("issue", "Issue"),
                    ("backdate", "Enter as issued"),
                    ("unschedule", "Unschedule"),
                    ("issue_urgently", "Issue without approval"),
                    ("put_back", "Put back"),
                    ("discard", "Discard"),
                    ("bring_back", "Bring back"),
                    ("create", "Created"),
                    ("correct", "Correction begun"),
                    ("take_over", "Taken over"),
                    ("embargo", "Embargo changed"),
                    ("lift", "Went live"),
                    ("withdraw", "Withdrawn"),
                    ("reinstate", "Reinstated"),
                    ("remove", "Removed"),
                    ("correct_removal", "Removal explained anew"),
                    ("readdress", "Address changed"),
                    ("restore", "Earlier words restored"),
                    ("approve_afterwards", "Approved afterwards"),
                    ("limit", "Limited to some"),
                    ("open_up", "Opened to the office"),
                    ("join", "Joined to what it translates"),
                    ("part", "Parted from what it translates"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "move__in",
                        [
                            "submit",
                            "ask_another",
                            "take_back",
                            "request_changes",
                            "approve",
                            "reopen",
                            "issue",
                            "backdate",
                            "unschedule",
                            "issue_urgently",
                            "put_back",
                            "discard",
                            "bring_back",
                            "create",
                            "correct",
                            "take_over",
                            "embargo",
                            "lift",
                            "withdraw",
                            "reinstate",
                            "remove",
                            "correct_removal",
                            "readdress",
                            "restore",
                            "approve_afterwards",
                            "limit",
                            "open_up",
                            "join",
                            "part",
                        ],
                    )
                ),
                name="transition_move_is_known",
            ),
        ),
        migrations.RunSQL(GUARD, BEFORE),
    ]
