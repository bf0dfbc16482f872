"""Founds the government of a camera list, and binds seats to accounts: the operator's whole part in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.pins import read_pins
from verify.accounts.models import User
from verify.blacklist.errors import GovernmentRefused
from verify.blacklist.selectors import seats
from verify.blacklist.services import list_found, seat_bind

BAD_USAGE = 2


class Command(BaseCommand):
    help = "Found the government of the camera list, and say which account sits on which seat."

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True)
        found = ways.add_parser("found", help="found it with the maintainers of a file, under the founding rules, once")
        found.add_argument("file", type=Path)
        bind = ways.add_parser("bind", help="let an account sit on a seat")
        bind.add_argument("seat", type=int)
        bind.add_argument("account")
        ways.add_parser("list", help="list the seats and their accounts")

    def handle(self, *, way: str, **options: Any) -> None:
        try:
            {"found": self._found, "bind": self._bind, "list": self._list}[way](**options)
        except (GovernmentRefused, BlindListError) as problem:
            raise CommandError(str(problem), returncode=BAD_USAGE) from problem

    def _found(self, *, file: Path, **_: Any) -> None:
        members = read_pins(file)
        list_found(members=members)
        self.stdout.write(f"Founded with {len(members.members)} seats. Bind each to an account next.")

    def _bind(self, *, seat: int, account: str, **_: Any) -> None:
        user = User.objects.filter(username=account).first()
        if user is None:
            raise CommandError(f"There is no account called {account}.", returncode=BAD_USAGE)
        seat_bind(index=seat, user=user)
        self.stdout.write(f"Seat {seat} is the account {account} now. Ballots still need the seat's own wallet.")

    def _list(self, **_: Any) -> None:
        names = dict(
            User.objects.filter(pk__in=[one.user for one in seats() if one.user]).values_list("pk", "username")
        )
        for one in seats():
            self.stdout.write(f"{one.index}\t{one.name}\t{names.get(one.user, 'bound to nobody')}")
