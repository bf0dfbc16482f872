"""Changes to trust lists: a new version is taken in beside the old ones, and never an older one over a newer one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from provenance.policy import Tier
from verify.accounts.models import Organisation, User
from verify.audit.services import note
from verify.fetch import FetchError, LinkTooLarge
from verify.ledger.values import Viewer
from verify.registry.bringing import ListFetcher
from verify.registry.errors import ListRefused, ListRolledBack, ListUnavailable, RegistryError
from verify.registry.models import DeniedSigner, TrustListVersion
from verify.registry.parsing import ParsedList, parse_list
from verify.registry.selectors import current_version
from verify.webhooks.events import Event
from verify.webhooks.services import announce, announce_to_all

# Clocks differ a little; a list from further in the future is wrong, and would lock every later one out.
CLOCK_SKEW = timedelta(days=2)
# Published lists grow; one that lost more than half was cut between two certificates until an operator says otherwise.
SHRINKS_BY = 2


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
    may_shrink: bool = False,
) -> TrustListVersion:
    """Take in one version of a list, PEM or official JSON; the same bytes again change nothing.

    `issued` is the date the publisher gave, for lists that do not say it themselves; None where nobody knows it.
    `may_shrink` takes in a list that lost most of its certificates. Raises ListRefused or ListRolledBack.
    """
    parsed = parse_list(pem)
    dated = parsed.issued or issued
    if dated is not None and dated > at + CLOCK_SKEW:
        raise ListRefused(f"The list says it was issued on {dated:%Y-%m-%d}, which is still to come. Check the date.")
    current = current_version(name, organisation)
    if current is not None and current.source_sha256 == _digest(pem):
        return current
    if current is not None:
        _require_same_tier(current, tier)
        _require_newer(current, dated, _digest(pem))
        _require_whole(current, parsed, may_shrink=may_shrink)
    made = TrustListVersion.objects.create(
        name=name,
        tier=tier.value,
        organisation=organisation,
        pem=parsed.pem,
        sha256=_digest(parsed.pem.encode()),
        source_sha256=_digest(pem),
        certificates=parsed.certificates,
        issued=dated,
        next_update=parsed.next_update,
        fetched=at,
        origin=origin,
        created=at,
    )
    note("trust_list.taken_in", about="trust list", subject=made.pk, certificates=made.certificates, tier=made.tier)
    _tell(made)
    return made


def _tell(version: TrustListVersion) -> None:
    """An organisation's own list is its own affair; the others count for everybody here."""
    ids = {"list": version.name, "sha256": version.sha256}
    codes: dict[str, str | int] = {"tier": version.tier, "certificates": version.certificates}
    if version.organisation_id is None:
        announce_to_all(Event.LIST_CHANGED, ids, codes)
    else:
        announce(Event.LIST_CHANGED, Viewer(version.organisation_id), ids, codes)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _require_same_tier(current: TrustListVersion, tier: Tier) -> None:
    if current.tier != tier.value:
        raise ListRefused(f"{current.name} is a list of the tier {current.tier}: use another name for {tier.value}.")


def _require_newer(current: TrustListVersion, dated: datetime | None, digest: str) -> None:
    seen = TrustListVersion.objects.filter(name=current.name, organisation=current.organisation, source_sha256=digest)
    older = dated is not None and current.issued is not None and dated < current.issued
    if older or seen.exists():
        raise ListRolledBack(
            f"This list is older than the one in use ({current}), which stays. "
            "If the older one is truly meant, take it in under another name."
        )


def _require_whole(current: TrustListVersion, parsed: ParsedList, *, may_shrink: bool) -> None:
    if parsed.certificates * SHRINKS_BY < current.certificates and not may_shrink:
        raise ListRefused(
            f"The list has {parsed.certificates} certificates, the one in use {current.certificates}: it was probably "
            "cut short. Get it again, or take it in with --may-shrink if this is meant."
        )


def trust_lists_refresh(
    *, fetcher: ListFetcher, sources: Mapping[str, tuple[str, str]], at: datetime
) -> tuple[Refreshed, ...]:
    """Fetch the published lists and take in what is newer; whatever fails leaves the list in use as it is."""
    return tuple(_refresh(fetcher, name, Tier(tier), url, at) for name, (tier, url) in sources.items())


def _refresh(fetcher: ListFetcher, name: str, tier: Tier, url: str, at: datetime) -> Refreshed:
    before = current_version(name, None)
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


@transaction.atomic
def signer_deny(
    *, issuer: str = "", serial: str = "", key: str = "", reason: str, at: datetime, by: User | None = None
) -> DeniedSigner:
    """Refuse a signer on every list from now on: by issuer, by serial number in hex, by both together, or by key.

    `key` is the SHA-256 of its public key in hex.
    """
    serial = serial.lower().replace(":", "").lstrip("0")
    key = key.lower().replace(":", "")
    denied, made = DeniedSigner.objects.get_or_create(
        issuer=issuer.strip(), serial=serial, key=key, defaults={"reason": reason, "created": at, "added_by": by}
    )
    if made:
        note("signer.denied", about="denied signer", subject=denied.pk, reason=reason)
    return denied


@transaction.atomic
def signer_deny_no_more(denied: DeniedSigner) -> None:
    """Refuse this signer no longer: from now on it counts as the lists say."""
    note("signer.denied_no_more", about="denied signer", subject=denied.pk)
    denied.delete()
