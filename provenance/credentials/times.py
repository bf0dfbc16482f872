"""How far the time of each signature is vouched for, and whether its certificate had lapsed by then.

Lapsed means: nobody shows that the signature is older than the end of its certificate. It never means changed.
Stamps of first-generation claims are accepted from any authority by the library, so they count as unverified.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from provenance.credentials.reading import Certificate, Chain, Label, Manifest
from provenance.credentials.signers import ReadAgain
from provenance.policy import Tier
from provenance.types import SigningTime

STAMP_TRUSTED = "timeStamp.trusted"
STAMP_UNTRUSTED = "timeStamp.untrusted"


def listed_times(chain: Chain, at: datetime, read_with: ReadAgain) -> Mapping[Label, SigningTime]:
    """The time of every manifest, where only the time-stamp list counts.

    The first reading believes stamps of any listed authority, claim signers' roots included; so where it trusts one,
    a reading with the time-stamp list alone decides.
    """
    times = times_by_label(chain, at)
    if SigningTime.TRUSTED not in times.values():
        return times
    alone = read_with(Tier.TSA, beside_stamps=True)
    return times_by_label(alone, at) if alone else dict.fromkeys(times, SigningTime.UNVERIFIED)


def times_by_label(chain: Chain, at: datetime) -> Mapping[Label, SigningTime]:
    """The time of every manifest; a trusted stamp of a later step covers the steps it was built on."""
    own = {one.label: _own_time(one, chain, at) for one in chain.manifests}
    covered = dict(own)
    for later in chain.manifests:
        moment = _moment(later.stamped_at)
        if own[later.label] is not SigningTime.TRUSTED or moment is None:
            continue
        for earlier in _ancestors(later, chain):
            if own[earlier.label] is SigningTime.LAPSED and _inside(earlier.certificate, moment):
                covered[earlier.label] = SigningTime.TRUSTED
    return covered


def _own_time(manifest: Manifest, chain: Chain, at: datetime) -> SigningTime:
    statuses = (*chain.about(manifest.label), *chain.silenced(manifest.label))
    stamp = _stamp(manifest, chain)
    if any(one.code == "claimSignature.outsideValidity" and one.failed for one in statuses):
        return SigningTime.LAPSED
    moment = _moment(manifest.stamped_at) if stamp is not SigningTime.NONE else None
    if stamp is SigningTime.TRUSTED or (stamp is SigningTime.UNVERIFIED and _taken_by_library(manifest, chain)):
        return stamp if moment is None or _inside(manifest.certificate, moment) else SigningTime.LAPSED
    return SigningTime.LAPSED if _ended(manifest.certificate, at) else stamp


def _stamp(manifest: Manifest, chain: Chain) -> SigningTime:
    statuses = [one for one in chain.about(manifest.label) if one.code.startswith("timeStamp.")]
    if not manifest.stamped_at and not statuses:
        return SigningTime.NONE
    failed = any(one.failed or one.code.endswith((".mismatch", ".untrusted")) for one in statuses)
    trusted = [one for one in statuses if one.code == STAMP_TRUSTED and not one.failed]
    legacy = manifest.claim_version < 2 or any(one.explanation.startswith("legacy") for one in trusted)
    return SigningTime.TRUSTED if trusted and not failed and not legacy else SigningTime.UNVERIFIED


def _taken_by_library(manifest: Manifest, chain: Chain) -> bool:
    codes = {one.code for one in chain.about(manifest.label) if not one.failed}
    return STAMP_TRUSTED in codes and STAMP_UNTRUSTED not in codes


def _ancestors(manifest: Manifest, chain: Chain) -> list[Manifest]:
    by_label = {one.label: one for one in chain.manifests}
    found: dict[Label, Manifest] = {}
    queue = [one.label for one in manifest.ingredients]
    while queue:
        label = queue.pop()
        if label in by_label and label not in found:
            found[label] = by_label[label]
            queue.extend(one.label for one in by_label[label].ingredients)
    return list(found.values())


def _inside(certificate: Certificate | None, moment: datetime) -> bool:
    if certificate is None or certificate.not_before is None or certificate.not_after is None:
        return True
    return certificate.not_before <= moment <= certificate.not_after


def _ended(certificate: Certificate | None, at: datetime) -> bool:
    # One that has not begun by the reader's clock has not lapsed: clocks differ, and a reader may ask about a past day.
    return certificate is not None and certificate.not_after is not None and certificate.not_after < at


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None
