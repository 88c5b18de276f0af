"""The embargoes that texts came with hold on."""

from django.db import migrations

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
    dependencies = [("briefings", "0059_editions_have_embargoes")]

    operations = [migrations.RunSQL(TAKE_UP, migrations.RunSQL.noop)]
