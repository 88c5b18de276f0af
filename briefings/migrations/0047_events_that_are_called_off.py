from django.db import migrations, models

COUNTED = r"""
DROP TRIGGER count_change ON briefings_event;
CREATE TRIGGER count_change BEFORE UPDATE ON briefings_event
FOR EACH ROW WHEN (
    (OLD.name, OLD.starts_on, OLD.ends_on, OLD.place_id, OLD.description, OLD.cancellation)
    IS DISTINCT FROM
    (NEW.name, NEW.starts_on, NEW.ends_on, NEW.place_id, NEW.description, NEW.cancellation)
) EXECUTE FUNCTION count_change();
"""
COUNTED_BEFORE = r"""
DROP TRIGGER count_change ON briefings_event;
CREATE TRIGGER count_change BEFORE UPDATE ON briefings_event
FOR EACH ROW WHEN (
    (OLD.name, OLD.starts_on, OLD.ends_on, OLD.place_id, OLD.description)
    IS DISTINCT FROM
    (NEW.name, NEW.starts_on, NEW.ends_on, NEW.place_id, NEW.description)
) EXECUTE FUNCTION count_change();
"""


class Migration(migrations.Migration):
    dependencies = [("briefings", "0046_languages_are_told_by_index")]

    operations = [
        migrations.AddField(
            "event",
            "cancellation",
            models.TextField(
                blank=True,
                default="",
                help_text="Only if it does not take place: why. Readers are told at "
                "once, on every page of it and in the calendars of those who subscribed.",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                name="cancelled_events_say_why",
                condition=models.Q(cancellation="")
                | models.Q(cancellation__regex=r"\S"),
                violation_error_message="Tell readers why it does not take place.",
            ),
        ),
        migrations.RunSQL(COUNTED, COUNTED_BEFORE),
    ]
