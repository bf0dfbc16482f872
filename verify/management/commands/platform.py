"""Opens and closes the way to platforms that want to be told of upheld objections and revoked consents."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verify import wiring
from verify.consents.errors import ConsentError
from verify.consents.selectors.platforms import platforms
from verify.consents.services import platform_close, platform_open
from verify.consents.services.platforms import secret_of

BAD_USAGE = 2


class Command(BaseCommand):
    help = (
        "open: tell an https address from now on, and print the secret that the messages are signed with. close: tell "
        "it nothing any more; to change a secret open it anew and close the old one. list: those that are told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("open", "close", "list"))
        parser.add_argument("--name", default="")
        parser.add_argument("--url", default="", metavar="HTTPS")
        parser.add_argument("--id", default="", dest="number", metavar="ID", help="which one to close")

    def handle(self, *, act: str, name: str, url: str, number: str, **options: Any) -> None:
        if act == "open":
            self._open(name, url)
        elif act == "close":
            self._close(number)
        else:
            self._list()

    def _open(self, name: str, url: str) -> None:
        if not name:
            raise CommandError("Name the platform with --name.", returncode=BAD_USAGE)
        try:
            made = platform_open(name=name, url=url, at=wiring.now())
        except ConsentError as problem:
            raise CommandError(str(problem), returncode=BAD_USAGE) from problem
        self.stdout.write(f"Number: {made.pk}")
        self.stdout.write(f"Secret: {secret_of(made)}")

    def _close(self, number: str) -> None:
        found = platforms().filter(pk=number).first()
        if found is None:
            raise CommandError("No platform of this number is told: see `platform list`.", returncode=BAD_USAGE)
        platform_close(found)
        self.stdout.write("Closed. It is told nothing any more.")

    def _list(self) -> None:
        for one in platforms():
            off = f"  SWITCHED OFF {one.disabled:%Y-%m-%d}: {one.disabled_code}" if one.disabled else ""
            self.stdout.write(f"{one.pk}  {one.name}  {one.url}  since {one.created:%Y-%m-%d}{off}")
