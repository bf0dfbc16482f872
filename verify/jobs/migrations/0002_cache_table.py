"""Make the table of the shared cache, so that `migrate` alone makes an installation whole."""

from django.core.management import call_command
from django.db import migrations


def make(apps, editor):
    """Make the table that the CACHES setting names, in the store of the jobs."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = (("jobs", "0001_initial"),)
    operations = (migrations.RunPython(make, migrations.RunPython.noop),)
