"""Opens and closes doors through which publishing systems say what they published."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verify import wiring
from verify.accounts.models import Organisation
from verify.intake.webhook_models import Webhook
from verify.intake.webhooks import secret_of, webhook_close, webhook_open

BAD_USAGE = 2


class Command(BaseCommand):
    help = (
        "open: a door for an organisation, with the secret that its publishing system signs with. close: one of them "
        "for good; to change a secret open a new door and close the old one. list: those that are open."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("open", "close", "list"))
        parser.add_argument("--organisation", default="", metavar="SLUG")
        parser.add_argument("--id", default="", dest="door", metavar="ID", help="which one to close")

    def handle(self, *, act: str, organisation: str, door: str, **options: Any) -> None:
        getattr(self, f"_{act}")(organisation, door)

    def _open(self, slug: str, _door: str) -> None:
        found = Organisation.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError("Name the organisation with --organisation SLUG.", returncode=BAD_USAGE)
        made = webhook_open(found.pk, at=wiring.now())
        self.stdout.write(f"Address: /api/v1/intake/webhook/{made.pk}")
        self.stdout.write(f"Secret:  {secret_of(made)}")

    def _close(self, _slug: str, door: str) -> None:
        found = Webhook.objects.filter(pk=door, closed=None).first()
        if found is None:
            raise CommandError("There is no open door of this number: see `webhook list`.", returncode=BAD_USAGE)
        webhook_close(found, at=wiring.now())
        self.stdout.write("Closed. What is signed with its secret is refused from now on.")

    def _list(self, slug: str, _door: str) -> None:
        names = dict(Organisation.objects.values_list("pk", "slug"))
        for one in Webhook.objects.filter(closed=None).order_by("created"):
            if slug in ("", names.get(one.organisation_id)):
                owner = names.get(one.organisation_id, "-")
                self.stdout.write(f"{one.pk}  {owner}  opened {one.created:%Y-%m-%d}")
