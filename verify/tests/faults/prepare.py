"""Brings the stores of an installation up to date, founds a desk that is told at URLs, and prints its key."""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

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
from verify.webhooks.events import ALL as EVERYTHING
from verify.webhooks.services.subscribing import subscription_open


def main() -> None:
    for store in connections:
        call_command("migrate", "-v0", "--skip-checks", "--database", store)
    editor = User.objects.create_user("editor", email="editor@desk.example.org", password="a long word for a test")
    organisation_create(name="Desk", slug="desk", owner=editor)
    for url in sys.argv[1:]:
        subscription_open(user=editor, name="desk", url=url, events=EVERYTHING)
    made = key_make(user=editor, name="rig", scopes=ALL, days=7, at=datetime.now(UTC))
    print(made.token.text)  # noqa: T201 - its one answer


main()
