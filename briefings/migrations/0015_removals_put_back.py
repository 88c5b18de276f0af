"""A removal ends by putting the release back, and what readers were told of it is kept."""

from django.db import migrations, models

# As 0010 has it, but for releases that are put back, and for their kind.
GUARD = r"""
-- Whether what readers were told of a removal is kept, in the same transaction, with the
-- move that ends or changes it.
CREATE FUNCTION told_by(kept_by text, release briefings_release)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM briefings_transition kept
        JOIN briefings_edition edition ON edition.id = kept.edition_id
        WHERE edition.release_id = release.id
        AND kept.move = kept_by AND kept.at >= just_now()
        AND position(release.removal_explanation IN kept.note) > 0
        AND position(release.redirect_to IN kept.note) > 0
    )
$$;

CREATE OR REPLACE FUNCTION guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_differ text[] := ARRAY[
        'slug', 'removed_at', 'removal_explanation', 'redirect_to'
    ];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.removed_at IS NOT NULL OR NEW.first_published_at IS NOT NULL THEN
            RAISE EXCEPTION 'A release is written before it is public or removed.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.removed_at < just_now() AND OLD.removed_at IS NULL THEN
        RAISE EXCEPTION 'The moment of a removal cannot be made up.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.first_published_at IS DISTINCT FROM OLD.first_published_at
        AND NEW.first_published_at IS DISTINCT FROM (
            SELECT lower(live_during) FROM briefings_edition
            WHERE release_id = OLD.id AND number = 1
        )
    THEN
        RAISE EXCEPTION 'A release is first public with its first edition.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.removed_at IS NOT NULL AND NEW.removed_at IS DISTINCT FROM OLD.removed_at
        AND NOT (
            NEW.removed_at IS NULL AND told_by('put_back', OLD)
            -- In an edition that is public from now on, and not before.
            AND EXISTS (
                SELECT 1 FROM briefings_edition
                WHERE release_id = OLD.id AND state = 'issued'
                AND upper_inf(live_during) AND lower(live_during) >= just_now()
            )
        )
    THEN
        RAISE EXCEPTION 'A removal cannot be undone but by putting the release back.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.removed_at IS NOT NULL
        AND (NEW.removal_explanation, NEW.redirect_to)
            <> (OLD.removal_explanation, OLD.redirect_to)
        AND NOT told_by('put_back', OLD) AND NOT told_by('correct_removal', OLD)
    THEN
        RAISE EXCEPTION 'What a removal was explained with cannot be rewritten: keep it first.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM briefings_edition
        WHERE release_id = OLD.id AND lower(live_during) <= clock_timestamp()
    ) THEN
        -- What is scheduled goes out as it was signed.
        IF NEW.kind <> OLD.kind AND EXISTS (
            SELECT 1 FROM briefings_edition
            WHERE release_id = OLD.id AND state = 'issued'
        ) THEN
            RAISE EXCEPTION 'The kind of an issued release cannot be changed.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.first_published_at IS NULL THEN
        may_differ := may_differ || ARRAY['first_published_at'];
    END IF;
    IF to_jsonb(NEW) - may_differ <> to_jsonb(OLD) - may_differ THEN
        RAISE EXCEPTION 'What a release was published as cannot be rewritten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.slug <> OLD.slug AND NOT EXISTS (
        SELECT 1 FROM briefings_formeraddress
        WHERE release_id = OLD.id AND slug = OLD.slug
    ) THEN
        RAISE EXCEPTION 'A public address is kept as a former one before it changes.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0014_kind_is_signed"),
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
                            "put_back",
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
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
