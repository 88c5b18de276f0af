import django.db.models.deletion
from django.db import migrations, models

# A translation is joined and parted also when both are public: readers are led from one
# language to the other, and every join is in the timeline.
GUARD = r"""
DO $do$
DECLARE
    former text := pg_get_functiondef('guard_release'::regproc);
    named text := '''slug'', ''removed_at''';
    now_is text := replace(former, named, '''translation_of_id'', ' || named);
BEGIN
    IF now_is = former THEN
        RAISE EXCEPTION 'guard_release names other columns than were expected.';
    END IF;
    EXECUTE now_is;
END $do$;
"""
FORMER = r"""
DO $do$
BEGIN
    EXECUTE replace(
        pg_get_functiondef('guard_release'::regproc), '''translation_of_id'', ', ''
    );
END $do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0048_words_beside_marks_are_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="translation_of",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translations",
                to="briefings.release",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("translation_of", None),
                    models.Q(("translation_of", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="no_release_translates_itself",
                violation_error_message="A release does not translate itself.",
            ),
        ),
        migrations.RunSQL(GUARD, FORMER),
    ]
