"""While it waits for a review, and drafts that somebody else takes over or holds
back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0056_guests_are_forgotten_in_time"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="transition",
            name="transition_move_is_known",
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
    ]
