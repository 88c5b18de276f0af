import django.db.models.functions.datetime
from django.db import migrations, models

FUNCTIONS = r"""
-- A calendar takes an event anew when its number is higher. Only what readers are told
-- of it counts.
CREATE FUNCTION count_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.sequence := OLD.sequence + 1;
    NEW.changed_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER count_change BEFORE UPDATE ON briefings_event
FOR EACH ROW WHEN (
    (OLD.name, OLD.starts_on, OLD.ends_on, OLD.place_id, OLD.description)
    IS DISTINCT FROM
    (NEW.name, NEW.starts_on, NEW.ends_on, NEW.place_id, NEW.description)
) EXECUTE FUNCTION count_change();
"""
DROP = "DROP TRIGGER count_change ON briefings_event; DROP FUNCTION count_change();"


class Migration(migrations.Migration):
    dependencies = [("briefings", "0039_words_that_readers_might_mean")]

    operations = [
        migrations.AddField(
            "event",
            "sequence",
            models.PositiveIntegerField(
                db_default=0,
                editable=False,
                help_text="How often it changed, as calendars count; kept by a trigger.",
            ),
        ),
        migrations.AddField(
            "event",
            "changed_at",
            models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.RunSQL(FUNCTIONS, DROP),
    ]
