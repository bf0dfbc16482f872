"""Changes to trust lists: a new version is taken in beside the old ones, and never an older one over a newer one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from provenance.policy import Tier
from verify.accounts.models import Organisation
from verify.fetch import FetchError, LinkTooLarge
from verify.registry.errors import ListRefused, ListRolledBack, ListUnavailable, RegistryError
from verify.registry.models import DeniedSigner, TrustListVersion
from verify.registry.parsing import ParsedList, parse_list

# Clocks differ a little; a list from further in the future is wrong, and would lock every later one out.
CLOCK_SKEW = timedelta(days=2)


class ListFetcher(Protocol):
    """What brings the bytes of a published list."""

    def bring(self, url: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one list: the version now in use, whether it is new, or why nothing changed."""

    name: str
    version: TrustListVersion | None
    new: bool
    problem: RegistryError | None = None


@transaction.atomic
def trust_list_import(  # noqa: PLR0913 - each is said by name, and none has a default that would be safe
    *,
    name: str,
    tier: Tier,
    pem: bytes,
    issued: datetime | None,
    origin: str,
    at: datetime,
    organisation: Organisation | None = None,
) -> TrustListVersion:
    """Take in one version of a list, PEM or official JSON; the same bytes again change nothing.

    `issued` is the date the publisher gave; the list's own date comes first, and `at` stands in where both are missing.
    Raises ListRefused or ListRolledBack.
    """
    parsed = parse_list(pem)
    dated = parsed.issued or issued or at
    if dated > at + CLOCK_SKEW:
        raise ListRefused(f"The list says it was issued on {dated:%Y-%m-%d}, which is still to come. Check the date.")
    current = TrustListVersion.objects.filter(name=name, organisation=organisation).order_by("issued", "id").last()
    if current is not None:
        _require_successor(current, parsed, dated, tier)
        if current.sha256 == _digest(parsed):
            return current
    return TrustListVersion.objects.create(
        name=name,
        tier=tier.value,
        organisation=organisation,
        pem=parsed.pem.decode(),
        sha256=_digest(parsed),
        certificates=parsed.certificates,
        issued=dated,
        next_update=parsed.next_update,
        fetched=at,
        origin=origin,
        created=at,
    )


def _require_successor(current: TrustListVersion, parsed: ParsedList, dated: datetime, tier: Tier) -> None:
    if current.tier != tier.value:
        raise ListRefused(f"{current.name} is a list of the tier {current.tier}: use another name for {tier.value}.")
    if dated < current.issued and current.sha256 != _digest(parsed):
        raise ListRolledBack(
            f"This list was issued on {dated:%Y-%m-%d}, the one in use on {current.issued:%Y-%m-%d}. "
            "The newer one stays. If the older one is truly meant, take it in under another name."
        )


def _digest(parsed: ParsedList) -> str:
    return hashlib.sha256(parsed.pem).hexdigest()


def trust_lists_refresh(
    *, fetcher: ListFetcher, sources: Mapping[str, tuple[str, str]], at: datetime
) -> tuple[Refreshed, ...]:
    """Fetch the published lists and take in what is newer; whatever fails leaves the list in use as it is."""
    return tuple(_refresh(fetcher, name, Tier(tier), url, at) for name, (tier, url) in sources.items())


def _refresh(fetcher: ListFetcher, name: str, tier: Tier, url: str, at: datetime) -> Refreshed:
    before = TrustListVersion.objects.filter(name=name, organisation=None).order_by("issued", "id").last()
    try:
        content = _brought(fetcher, url)
        version = trust_list_import(name=name, tier=tier, pem=content, issued=None, origin=url, at=at)
    except RegistryError as problem:
        return Refreshed(name, before, new=False, problem=problem)
    return Refreshed(name, version, new=before is None or before.pk != version.pk)


def _brought(fetcher: ListFetcher, url: str) -> bytes:
    try:
        return fetcher.bring(url)
    except LinkTooLarge as problem:
        raise ListRefused("The list is larger than any trust list. The one in use stays.") from problem
    except FetchError as problem:
        raise ListUnavailable(f"The list could not be fetched, so the one in use stays. {problem.public}") from problem


def signer_deny(*, issuer: str = "", serial: str = "", reason: str, at: datetime) -> DeniedSigner:
    """Refuse a signer on every list from now on: by issuer, by serial number in hex, or by both together."""
    serial = serial.lower().replace(":", "").lstrip("0")
    denied, _ = DeniedSigner.objects.get_or_create(
        issuer=issuer.strip(), serial=serial, defaults={"reason": reason, "created": at}
    )
    return denied
