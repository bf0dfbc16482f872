"""Makers' roots and what is revoked: take them in, take them away, fetch what is published, list what counts."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.attestation.roots import About
from provenance.attestation.types import Platform, RootTier
from verify import wiring
from verify.accounts.models import Organisation
from verify.registry import maker_services as services
from verify.registry.errors import RegistryError
from verify.registry.maker_selectors import apps_in_use, roots_in_use
from verify.registry.makers import MakerRootVersion, RevocationSource

PLATFORMS = [one.value for one in Platform]
BY_OPERATOR = "a file of the operator"


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as problem:
        raise argparse.ArgumentTypeError("must be a date like 2026-08-05") from problem


class Command(BaseCommand):
    help = "Makers' roots, apps that count, and evidence of revocation."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        _roots(verbs)
        _apps(verbs)
        _evidence(verbs)
        listing = verbs.add_parser("list", help="the roots, apps and lists of revocations in use")
        listing.add_argument("--organisation", help="with those of this organisation, by its slug")

    def handle(self, *, verb: str, **options: Any) -> None:
        options["organisation"] = _organisation(options.get("organisation"))
        verbs = {
            "import": self._import, "remove": self._remove, "count-app": self._count, "discount-app": self._discount,
            "status": self._status, "ocsp": self._ocsp, "refresh": self._refresh, "list": self._list,
        }  # fmt: skip
        try:
            verbs[verb](options)
        except RegistryError as problem:
            raise CommandError(str(problem), returncode=2) from problem

    def _import(self, options: dict[str, Any]) -> None:
        tier = options["tier"] or ("newsroom" if options["organisation"] else None)
        if tier is None:
            raise CommandError("Say with --tier what kind of root it is: official, maker or newsroom.", returncode=2)
        about = About(
            options["maker"], Platform(options["platform"]), RootTier(tier), options["origin"], options["since"],
            options["until"],
        )  # fmt: skip
        rows = services.roots_import(
            content=_content(options["file"]), about=about, organisation=options["organisation"]
        )
        for row in rows:
            self.stdout.write(_line(row))

    def _remove(self, options: dict[str, Any]) -> None:
        row = services.root_take_away(
            key=options["key"], platform=Platform(options["platform"]), origin=BY_OPERATOR,
            organisation=options["organisation"],
        )  # fmt: skip
        self.stdout.write(_line(row))

    def _count(self, options: dict[str, Any]) -> None:
        row = services.app_count(app=options["app"], reason=options["reason"], organisation=options["organisation"])
        self.stdout.write(f"Captures by {row.app} count.")

    def _discount(self, options: dict[str, Any]) -> None:
        services.app_discount(app=options["app"], organisation=options["organisation"])
        self.stdout.write(f"Captures by {options['app']} count no more.")

    def _status(self, options: dict[str, Any]) -> None:
        version = services.status_list_import(
            content=_content(options["file"]), platform=Platform(options["platform"]), origin=BY_OPERATOR,
            at=options["seen"] or wiring.now(), may_shrink=options["may_shrink"],
        )  # fmt: skip
        self.stdout.write(f"In use: {version}")

    def _ocsp(self, options: dict[str, Any]) -> None:
        row = services.ocsp_import(
            response=_content(options["file"]), issuer=_content(options["issuer"]), origin=BY_OPERATOR,
            at=wiring.now(),
        )  # fmt: skip
        self.stdout.write(f"Taken in: {row}")

    def _refresh(self, options: dict[str, Any]) -> None:
        outcomes = [
            services.status_list_refresh(
                fetcher=wiring.list_fetcher(), platform=Platform(platform), url=url, at=wiring.now()
            )
            for platform, url in settings.REVOCATION_SOURCES.items()
        ]
        for outcome in outcomes:
            self.stdout.write(f"{outcome.platform.value}: {outcome.problem or outcome.version}")
        if any(outcome.problem for outcome in outcomes):
            raise CommandError("Not every list could be fetched; the lines above say why.", returncode=3)

    def _list(self, options: dict[str, Any]) -> None:
        rows = roots_in_use(options["organisation"])
        for row in rows:
            self.stdout.write(_line(row))
        if not rows:
            self.stdout.write("No maker's root is in use: no device's attestation is vouched for. See roots import.")
        for app in apps_in_use(options["organisation"]):
            self.stdout.write(f"app: {app}")
        for source in RevocationSource.objects.select_related("version").order_by("platform"):
            seen = f"last seen {source.seen:%Y-%m-%d %H:%M}" if source.seen else "never seen"
            self.stdout.write(f"revocations: {source.version or source.platform}, {seen}{_trouble(source)}")


def _roots(verbs: Any) -> None:
    taking = verbs.add_parser("import", help="take roots in: JSON as published for Android, PEM, DER or public keys")
    taking.add_argument("maker", help="whose roots these are, as results name them")
    taking.add_argument("file", type=Path)
    taking.add_argument("--platform", choices=PLATFORMS, required=True)
    taking.add_argument("--tier", choices=[one.value for one in RootTier if one is not RootTier.NONE])
    taking.add_argument("--origin", default=BY_OPERATOR, help="where the file is from")
    taking.add_argument("--since", type=_day, help="counts for captures from this day on")
    taking.add_argument("--until", type=_day, help="counts for captures before this day")
    taking.add_argument("--organisation", help="the slug of the organisation whose own root this is")
    removing = verbs.add_parser("remove", help="a root counts no more; its rows stay")
    removing.add_argument("key", help="its SHA-256 as `roots list` prints it")
    removing.add_argument("--platform", choices=PLATFORMS, required=True)
    removing.add_argument("--organisation")


def _apps(verbs: Any) -> None:
    counting = verbs.add_parser("count-app", help="captures by this app count")
    counting.add_argument("app", help="TEAMID.bundle.id, or package@SHA-256 of its signing certificate")
    counting.add_argument("--reason", required=True, help="why you know that it signs what the camera saw")
    counting.add_argument("--organisation")
    discounting = verbs.add_parser("discount-app", help="captures by this app count no more")
    discounting.add_argument("app")
    discounting.add_argument("--organisation")


def _evidence(verbs: Any) -> None:
    status = verbs.add_parser("status", help="take in a published list of revoked certificates (JSON)")
    status.add_argument("file", type=Path)
    status.add_argument("--platform", choices=PLATFORMS, required=True)
    status.add_argument("--seen", type=_day, help="the day it was published, where that is not now")
    status.add_argument("--may-shrink", action="store_true", help="take it in although most entries are gone")
    ocsp = verbs.add_parser("ocsp", help="take in an OCSP response (DER)")
    ocsp.add_argument("file", type=Path)
    ocsp.add_argument("--issuer", type=Path, required=True, help="certificate of the authority it is about")
    verbs.add_parser("refresh", help="fetch the published lists of revocations; what fails leaves those in use")


def _organisation(slug: str | None) -> Organisation | None:
    found = Organisation.objects.filter(slug=slug).first() if slug else None
    if slug and found is None:
        raise CommandError(f"There is no organisation with the slug {slug}.", returncode=2)
    return found


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}.", returncode=2) from problem


def _line(row: MakerRootVersion) -> str:
    since = f", for captures from {row.valid_from:%Y-%m-%d}" if row.valid_from else ""
    until = f", for captures before {row.valid_to:%Y-%m-%d}" if row.valid_to else ""
    whose = f" of {row.organisation}" if row.organisation else ""
    gone = "" if row.counts else ", taken away"
    return f"{row.maker} ({row.platform}, {row.tier}{whose}): key {row.key}{since}{until}, from {row.origin}{gone}"


def _trouble(source: RevocationSource) -> str:
    return f"; the last attempt failed: {source.problem}" if source.problem else ""
