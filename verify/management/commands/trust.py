"""Take trust lists in, fetch the published ones, and say which are in use."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.policy import Tier
from verify import wiring
from verify.accounts.models import Organisation
from verify.registry.errors import RegistryError
from verify.registry.models import TrustListVersion
from verify.registry.selectors import current_lists
from verify.registry.services import Refreshed, trust_list_import, trust_lists_refresh


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as problem:
        raise argparse.ArgumentTypeError("must be a date like 2026-08-05") from problem


class Command(BaseCommand):
    help = "Trust lists: import one from a file, refresh the published ones, or list what is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        taking = verbs.add_parser("import", help="take one version of a list in from a file, PEM or official JSON")
        taking.add_argument("name", help="the name under which results print it; a name keeps its tier")
        taking.add_argument("file", type=Path)
        taking.add_argument("--tier", choices=[tier.value for tier in Tier], help="needed for a new name")
        taking.add_argument("--issued", type=_day, help="the publisher's date, where the list does not say it itself")
        taking.add_argument("--organisation", help="the slug of the organisation whose newsroom list this is")
        taking.add_argument("--may-shrink", action="store_true", help="take it in although most certificates are gone")
        verbs.add_parser("refresh", help="fetch the published lists; what fails leaves the list in use")
        verbs.add_parser("list", help="the lists in use with their dates and digests")

    def handle(self, *, verb: str, **options: Any) -> None:
        {"import": self._import, "refresh": self._refresh, "list": self._list}[verb](options)

    def _import(self, options: dict[str, Any]) -> None:
        organisation = _organisation(options["organisation"])
        try:
            version = trust_list_import(
                name=options["name"],
                tier=_tier(options["name"], options["tier"], organisation),
                pem=_content(options["file"]),
                issued=options["issued"],
                origin="a file of the operator",
                at=wiring.now(),
                organisation=organisation,
                may_shrink=options["may_shrink"],
            )
        except RegistryError as problem:
            raise CommandError(str(problem), returncode=2) from problem
        self.stdout.write(_line(version))

    def _refresh(self, options: dict[str, Any]) -> None:
        outcomes = trust_lists_refresh(fetcher=wiring.list_fetcher(), sources=settings.TRUST_SOURCES, at=wiring.now())
        for outcome in outcomes:
            self.stdout.write(_outcome(outcome))
        if any(outcome.problem for outcome in outcomes):
            raise CommandError("Not every list could be refreshed; the lines above say why.", returncode=3)

    def _list(self, options: dict[str, Any]) -> None:
        lists = current_lists()
        for version in lists:
            self.stdout.write(_line(version))
        if not lists:
            self.stdout.write("No trust list is in use: every signer is unknown. Run: manage.py trust refresh")


def _organisation(slug: str | None) -> Organisation | None:
    if not slug:
        return None
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no organisation with the slug {slug}.", returncode=2)
    return found


def _tier(name: str, tier: str | None, organisation: Organisation | None) -> Tier:
    known = TrustListVersion.objects.filter(name=name, organisation=organisation).values_list("tier", flat=True).first()
    if organisation is not None and (tier or known or "newsroom") != Tier.NEWSROOM:
        raise CommandError("An organisation keeps lists of the tier newsroom only.", returncode=2)
    chosen = tier or known or ("newsroom" if organisation else None)
    if chosen is None:
        raise CommandError(f"{name} is new here: say with --tier what kind of list it is.", returncode=2)
    return Tier(chosen)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}.", returncode=2) from problem


def _line(version: TrustListVersion) -> str:
    issued = f"issued {version.issued:%Y-%m-%d}" if version.issued else "without a date of its own"
    until = f", next update {version.next_update:%Y-%m-%d}" if version.next_update else ""
    return (
        f"{version.name} ({version.tier}): {version.certificates} certificates, {issued}{until}, "
        f"taken in {version.fetched:%Y-%m-%d}, SHA-256 {version.sha256}"
    )


def _outcome(outcome: Refreshed) -> str:
    if outcome.problem is not None:
        return f"{outcome.name}: {outcome.problem}"
    return f"{'New: ' if outcome.new else 'Unchanged: '}{_line(outcome.version)}" if outcome.version else outcome.name
