"""The embargoes that texts came with hold on."""

from importlib import import_module

from django.db import migrations

TAKE_UP = import_module("briefings.migrations.0059_editions_have_embargoes").TAKE_UP


class Migration(migrations.Migration):
    dependencies = [("briefings", "0059_editions_have_embargoes")]

    operations = [migrations.RunSQL(TAKE_UP, migrations.RunSQL.noop)]
