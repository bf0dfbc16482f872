"""`python -m verify.tests.workers.stores`: the stores of an installation on files, empty and up to date."""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

import django

django.setup()

from django.core.management import call_command
from django.db import connections

for store in connections:
    call_command("migrate", "-v0", "--skip-checks", "--database", store)
    with connections[store].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the file alone is copied
