"""Changes to makers' roots, counted apps and revocation evidence: everything is added, nothing is edited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import transaction

from provenance.attestation.errors import AttestationError
from provenance.attestation.ocsp import read_ocsp
from provenance.attestation.roots import About, read_roots
from provenance.attestation.status_list import StatusList, read_status_list
from provenance.attestation.types import Platform, RootTier
from verify.accounts.models import Organisation, User
from verify.audit.services import note
from verify.fetch import FetchError
from verify.registry.bringing import ListFetcher
from verify.registry.errors import ListRefused, ListUnavailable, RegistryError
from verify.registry.makers import CountedApp, MakerRootVersion, OcspResponse, RevocationSource, StatusListVersion
from verify.registry.services import CLOCK_SKEW, SHRINKS_BY


@transaction.atomic
def roots_import(
    *, content: bytes, about: About, organisation: Organisation | None = None, by: User | None = None
) -> tuple[MakerRootVersion, ...]:
    """Take in the roots of a file; keys that already stand so change nothing. Raises ListRefused."""
    if organisation is not None and about.tier is not RootTier.NEWSROOM:
        raise ListRefused("An organisation keeps roots of the tier newsroom only.")
    if about.valid_from and about.valid_to and about.valid_from >= about.valid_to:
        raise ListRefused("A root must end after it begins. Check the two dates.")
    try:
        read = read_roots(content, about)
    except AttestationError as problem:
        raise ListRefused(problem.public) from problem
    stands = {
        "maker": about.maker, "tier": about.tier.value, "counts": True, "valid_from": about.valid_from,
        "valid_to": about.valid_to,
    }  # fmt: skip
    named = [(root.key.hex(), root.spki) for root in read]
    return tuple(_stated(organisation, about.platform, key, spki, stands, about.origin, by) for key, spki in named)


def _stated(  # noqa: PLR0913, PLR0917 - one row's worth
    organisation: Organisation | None,
    platform: Platform,
    key: str,
    spki: bytes,
    stands: Mapping[str, object],
    origin: str,
    by: User | None,
) -> MakerRootVersion:
    newest = _newest(organisation, platform, key)
    if newest is not None and all(getattr(newest, name) == value for name, value in stands.items()):
        return newest
    made = MakerRootVersion.objects.create(
        organisation=organisation, platform=platform.value, key=key, spki=spki, origin=origin, added_by=by, **stands
    )
    act = "maker_root.taken_in" if made.counts else "maker_root.taken_away"
    note(act, about="maker root", subject=made.pk, platform=made.platform, tier=made.tier)
    return made


def _newest(organisation: Organisation | None, platform: Platform, key: str) -> MakerRootVersion | None:
    rows = MakerRootVersion.objects.filter(organisation=organisation, platform=platform.value, key=key)
    return rows.order_by("id").last()


@transaction.atomic
def root_take_away(
    *, key: str, platform: Platform, origin: str, organisation: Organisation | None = None, by: User | None = None
) -> MakerRootVersion:
    """A root counts no more from now on, for captures of any time; its rows stay. Raises ListRefused."""
    newest = _newest(organisation, platform, key.lower())
    if newest is None or not newest.counts:
        raise ListRefused("No root with this key counts here. `manage.py roots list` names those that do.")
    stands = {
        "maker": newest.maker, "tier": newest.tier, "counts": False, "valid_from": newest.valid_from,
        "valid_to": newest.valid_to,
    }  # fmt: skip
    return _stated(organisation, platform, newest.key, bytes(newest.spki), stands, origin, by)


@transaction.atomic
def app_count(*, app: str, reason: str, organisation: Organisation | None = None, by: User | None = None) -> CountedApp:
    """Captures by this app count from now on: `TEAMID.bundle.id`, or `package@SHA-256 of its signing certificate`."""
    name = app.strip()
    if not name or len(name) > 255 or not name.isprintable():
        raise ListRefused("Name the app as TEAMID.bundle.id (Apple) or package@certificate digest (Android).")
    row, made = CountedApp.objects.get_or_create(
        organisation=organisation, app=name, defaults={"reason": reason, "added_by": by}
    )
    if made:
        note("app.counted", about="counted app", subject=row.pk, reason=reason)
    return row


@transaction.atomic
def app_discount(*, app: str, organisation: Organisation | None = None) -> None:
    """Captures by this app count no more."""
    for row in CountedApp.objects.filter(organisation=organisation, app=app.strip()):
        note("app.counted_no_more", about="counted app", subject=row.pk)
        row.delete()


@transaction.atomic
def status_list_import(
    *, content: bytes, platform: Platform, origin: str, at: datetime, may_shrink: bool = False
) -> StatusListVersion:
    """Take in a list of revoked certificates as it was seen at `at`; the same bytes again only renew the time.

    Raises ListRefused, also where most entries are gone, because nobody takes revocations back.
    """
    try:
        read = read_status_list(content, at, origin, platform)
    except AttestationError as problem:
        raise ListRefused(problem.public) from problem
    source, _ = RevocationSource.objects.select_for_update().get_or_create(platform=platform.value)
    if source.seen is not None and source.seen > at:
        raise ListRefused("A newer list is in use already.")
    version = _version(source.version, read, content, may_shrink=may_shrink)
    RevocationSource.objects.filter(pk=source.pk).update(version=version, seen=at, tried=at, problem="")
    return version


def _version(
    current: StatusListVersion | None, read: StatusList, content: bytes, *, may_shrink: bool
) -> StatusListVersion:
    """The row of these bytes: the current one where they are the same, else a new one that lost no entries."""
    digest = hashlib.sha256(content).hexdigest()
    if current is not None and current.sha256 == digest:
        return current
    entries = len(json.loads(content)["entries"])
    if current is not None and entries * SHRINKS_BY < current.entries and not may_shrink:
        raise ListRefused(
            f"The list has {entries} entries, the one in use {current.entries}: it was probably cut short. Get it "
            "again, or take it in with --may-shrink if this is meant."
        )
    made = StatusListVersion.objects.create(
        platform=read.platform.value, content=content.decode(), sha256=digest, entries=entries, origin=read.source,
        created=read.evidence_at,
    )  # fmt: skip
    note("revocations.taken_in", about="list of revocations", subject=made.pk, entries=entries)
    return made


@transaction.atomic
def ocsp_import(*, response: bytes, issuer: bytes, origin: str, at: datetime, by: User | None = None) -> OcspResponse:
    """Take in an OCSP response that this issuer (a certificate, PEM or DER) vouches for. Raises ListRefused."""
    certificate = _certificate(issuer)
    try:
        answers = read_ocsp(response, certificate, origin)
    except AttestationError as problem:
        raise ListRefused(problem.public) from problem
    made = max(answer.evidence_at for answer in answers)
    if made > at + CLOCK_SKEW:
        raise ListRefused("The response says it was made at a time still to come. Check the clocks.")
    row, new = OcspResponse.objects.get_or_create(
        sha256=hashlib.sha256(response).hexdigest(),
        defaults={
            "response": response, "issuer": certificate.public_bytes(Encoding.DER), "made": made, "origin": origin,
            "added_by": by, "created": at,
        },
    )  # fmt: skip
    if new:
        note("ocsp.taken_in", about="OCSP response", subject=row.pk)
    return row


def _certificate(content: bytes) -> x509.Certificate:
    load = x509.load_pem_x509_certificate if content.lstrip().startswith(b"-----") else x509.load_der_x509_certificate
    try:
        return load(content)
    except ValueError as problem:
        raise ListRefused("The issuer's certificate cannot be read. Give it in PEM or DER.") from problem


@dataclass(frozen=True, slots=True)
class SourceRefreshed:
    """What became of one platform's list: the version in use, or why nothing changed."""

    platform: Platform
    version: StatusListVersion | None
    problem: RegistryError | None = None


def status_list_refresh(*, fetcher: ListFetcher, platform: Platform, url: str, at: datetime) -> SourceRefreshed:
    """Fetch one list and take it in. What fails leaves the list in use, which ages: unreachable is never good."""
    try:
        content = _brought(fetcher, url)
        return SourceRefreshed(platform, status_list_import(content=content, platform=platform, origin=url, at=at))
    except RegistryError as problem:
        source, _ = RevocationSource.objects.get_or_create(platform=platform.value)
        RevocationSource.objects.filter(pk=source.pk).update(tried=at, problem=str(problem)[:300])
        return SourceRefreshed(platform, source.version, problem)


def _brought(fetcher: ListFetcher, url: str) -> bytes:
    try:
        return fetcher.bring(url)
    except FetchError as problem:
        raise ListUnavailable(f"The list of revocations could not be fetched. {problem.public}") from problem
