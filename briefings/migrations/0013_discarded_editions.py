"""What is discarded has no number of its own and is in nobody's hand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0012_administrators_see_mails"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="edition",
            name="editions_are_numbered",
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="one_edition_in_hand_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="transition",
            name="transition_states_are_known",
        ),
        migrations.RemoveConstraint(
            model_name="transition",
            name="transition_move_is_known",
        ),
        migrations.AlterField(
            model_name="edition",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("changes_requested", "Changes requested"),
                    ("approved", "Approved"),
                    ("issued", "Issued"),
                    ("discarded", "Discarded"),
                ],
                default="draft",
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="from_state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("changes_requested", "Changes requested"),
                    ("approved", "Approved"),
                    ("issued", "Issued"),
                    ("discarded", "Discarded"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="move",
            field=models.CharField(
                choices=[
                    ("submit", "Submit for review"),
                    ("request_changes", "Request changes"),
                    ("approve", "Approve"),
                    ("reopen", "Reopen"),
                    ("issue", "Issue"),
                    ("backdate", "Enter as issued"),
                    ("unschedule", "Unschedule"),
                    ("issue_urgently", "Issue without approval"),
                    ("discard", "Discard"),
                    ("bring_back", "Bring back"),
                    ("create", "Created"),
                    ("correct", "Correction begun"),
                    ("lift", "Went live"),
                    ("withdraw", "Withdrawn"),
                    ("reinstate", "Reinstated"),
                    ("remove", "Removed"),
                    ("correct_removal", "Removal explained anew"),
                    ("readdress", "Address changed"),
                    ("restore", "Earlier words restored"),
                    ("approve_afterwards", "Approved afterwards"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="to_state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("changes_requested", "Changes requested"),
                    ("approved", "Approved"),
                    ("issued", "Issued"),
                    ("discarded", "Discarded"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("state", "discarded")),
                fields=["release"],
                name="editions_discarded",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "discarded"), _negated=True),
                fields=("release", "number"),
                name="editions_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["issued", "discarded"]), _negated=True
                ),
                fields=("release",),
                name="one_edition_in_hand_at_a_time",
                violation_error_message="Another edition is already being written.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "in_review",
                            "changes_requested",
                            "approved",
                            "issued",
                            "discarded",
                        ],
                    )
                ),
                name="edition_state_is_known",
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
                            "request_changes",
                            "approve",
                            "reopen",
                            "issue",
                            "backdate",
                            "unschedule",
                            "issue_urgently",
                            "discard",
                            "bring_back",
                            "create",
                            "correct",
                            "lift",
                            "withdraw",
                            "reinstate",
                            "remove",
                            "correct_removal",
                            "readdress",
                            "restore",
                            "approve_afterwards",
                        ],
                    )
                ),
                name="transition_move_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_state__in",
                        [
                            "draft",
                            "in_review",
                            "changes_requested",
                            "approved",
                            "issued",
                            "discarded",
                        ],
                    ),
                    (
                        "to_state__in",
                        [
                            "draft",
                            "in_review",
                            "changes_requested",
                            "approved",
                            "issued",
                            "discarded",
                        ],
                    ),
                ),
                name="transition_states_are_known",
            ),
        ),
    ]
