"""Brings every store of the environment's installation up to date and founds a small newsroom; prints what it made.

With `--people-only` the stores are left as they are.
"""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

import json
import sys
from datetime import UTC, datetime

import django

django.setup()

from django.core.management import call_command
from django.db import connections

from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.apikeys.scopes import ALL
from verify.apikeys.services import key_make
from verify.tests.columns.secrets import NARROW, PASSWORD


def main() -> None:
    if "--people-only" not in sys.argv:
        for store in connections:
            call_command("migrate", "-v0", "--skip-checks", "--database", store)
    print(json.dumps(_newsroom()))  # noqa: T201 - its one answer


def _newsroom() -> dict[str, str]:
    editor = User.objects.create_user("editor", email="editor@desk.example.org", password=PASSWORD)
    organisation_create(name="Desk", slug="desk", owner=editor)
    stranger = User.objects.create_user("stranger", email="stranger@example.net", password=PASSWORD)
    made = {name: key_make(user=user, name=name, scopes=ALL, days=7, at=datetime.now(UTC)) for name, user in (
        ("editor", editor), ("narrow", editor), ("stranger", stranger),
    )}  # fmt: skip
    narrow = made["narrow"].key
    narrow.checks_per_minute = NARROW
    narrow.save()
    return {name: one.token.text for name, one in made.items()}


main()
