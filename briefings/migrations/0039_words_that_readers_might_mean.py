import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

FUNCTIONS = r"""
CREATE FUNCTION word_neighbours(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT array_agg(DISTINCT left(plain, n - 1) || substr(plain, n + 1))
    FROM (SELECT lower(folded(left(word, 30))) AS plain) AS spelt,
        generate_series(1, char_length(plain) + 1) AS n
);
"""
TRIGGER = r"""
-- Whoever issues, and however: what comes with a period will be read one day. The words
-- are noted in their order, so that two issues at once cannot wait for each other.
CREATE FUNCTION note_words() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO briefings_word (word)
    SELECT DISTINCT lexeme
    FROM unnest(to_tsvector(
        'pg_catalog.simple',
        left(spaced(NEW.headline || ' ' || NEW.plain_text), 60000)
    ))
    WHERE lexeme ~ '^[[:alpha:]]{4,24}$'
    ORDER BY lexeme
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER note_words AFTER UPDATE OF live_during ON briefings_edition
FOR EACH ROW WHEN (OLD.live_during IS NULL AND NEW.live_during IS NOT NULL)
EXECUTE FUNCTION note_words();
"""
# Of what was issued before.
BACKFILL = r"""
INSERT INTO briefings_word (word)
SELECT DISTINCT lexeme FROM briefings_edition, unnest(to_tsvector(
    'pg_catalog.simple', left(spaced(headline || ' ' || plain_text), 60000)
))
WHERE live_during IS NOT NULL AND lexeme ~ '^[[:alpha:]]{4,24}$'
ON CONFLICT DO NOTHING;
"""
DROP = "DROP TRIGGER note_words ON briefings_edition; DROP FUNCTION note_words();"


class Migration(migrations.Migration):
    dependencies = [("briefings", "0038_search_in_every_language")]

    operations = [
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION word_neighbours(text);"),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "word",
                    models.CharField(max_length=24, primary_key=True, serialize=False),
                ),
                (
                    "near",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("word"),
                            function="word_neighbours",
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                        ),
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=None
                        ),
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["near"], name="words_near"
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGER, DROP),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
