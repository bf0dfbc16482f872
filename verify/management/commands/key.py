"""A key for programs of the demo in one line, so that curl can be tried without a browser."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from verify import wiring
from verify.accounts.models import User
from verify.apikeys.errors import ApiKeyError
from verify.apikeys.scopes import Scope
from verify.apikeys.services import key_make
from verify.demo.making import USER

BAD_USAGE = 2
DAYS = 30


class Command(BaseCommand):
    help = (
        "Print a key for programs of the demo's user, good for 30 days. In a demo only: elsewhere people make their "
        "keys on the page of their keys, behind a second factor."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scopes", nargs="+", choices=Scope.values, metavar="SCOPE", help=", ".join(Scope.values))

    def handle(self, *, scopes: list[str], **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Log in and make a key under Your account, Keys for programs; this makes keys of a demo only.",
                returncode=BAD_USAGE,
            )
        user = _user_of_the_demo()
        if user is None:
            raise CommandError(
                f"There is no demo in {settings.DATA_DIR} yet: start `make run` first, and set DATA_DIR as there.",
                returncode=BAD_USAGE,
            )
        try:
            made = key_make(user=user, name="from the command line", scopes=scopes, days=DAYS, at=wiring.now())
        except ApiKeyError as problem:
            raise CommandError(str(problem), returncode=BAD_USAGE) from problem
        self.stdout.write(made.token.text)


def _user_of_the_demo() -> User | None:
    try:
        return User.objects.filter(username=USER).first()
    except OperationalError:  # a folder in which no demo was ever started
        return None
