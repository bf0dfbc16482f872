"""On which list, if any, the signer of each manifest is found.

The library's state of the whole file says "trusted" over an unknown middle signer, because what an outer signer
recorded about an inner one is left out of its results. So each manifest is asked by itself: the library must have
called its signer trusted now, or an outer signer recorded it so and nothing could have kept the library from
disagreeing. A false record of trust surfaces as a failure of now, unless somebody recorded that failure as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from provenance.credentials.codes import Trouble, trouble_of
from provenance.credentials.listed_leaves import tier_of_leaf
from provenance.credentials.reading import Certificate, Chain, Label, Manifest, Status
from provenance.credentials.signing_chains import SignedBy
from provenance.policy import SIGNER_TIERS, Denied, Policy, Tier
from provenance.types import Trust

TRUSTED = "signingCredential.trusted"


class Standing(StrEnum):
    """What one reading says about one signer."""

    FIRST_POOL = "first_pool"
    SOME_POOL = "some_pool"
    UNKNOWN = "unknown"


def standing_of(chain: Chain, label: Label) -> Standing:
    """Whether this reading's pools vouch for the signer of one manifest."""
    statuses = chain.about(label)
    trusted = [one for one in statuses if one.code == TRUSTED and not one.failed]
    if _refused(statuses, now=True) or not trusted:
        return Standing.UNKNOWN
    if any(one.now and "system_anchors" in one.explanation for one in trusted):
        return Standing.FIRST_POOL
    if any(one.now for one in trusted) or not _refused((*statuses, *chain.silenced(label)), now=False):
        return Standing.SOME_POOL
    # Recorded both as trusted and as not: the library then says neither, so nobody vouches in this reading.
    return Standing.UNKNOWN


def _refused(statuses: tuple[Status, ...], *, now: bool) -> bool:
    return any(one.failed and one.now is now and trouble_of(one.code) is Trouble.SIGNER for one in statuses)


class ReadAgain(Protocol):
    """Reads the same file with one list alone, or with that list in the first pool beside the time-stamp list."""

    def __call__(self, tier: Tier, *, beside_stamps: bool = False) -> Chain | None:
        """The chain under these pools; None where nothing is read any more."""


def trust_by_label(
    chain: Chain, policy: Policy, read_with: ReadAgain, signed: Mapping[Label, SignedBy]
) -> Mapping[Label, Trust]:
    """The list that vouches for each signer; reads again, with one list alone, only where that is open.

    `signed` holds the signers that the library and our own reading agree on.
    """
    standings = {one.label: standing_of(chain, one.label) for one in chain.manifests}
    found = {label: Trust.OFFICIAL for label, standing in standings.items() if standing is Standing.FIRST_POOL}
    open_labels = {one.label for one in chain.manifests if _is_open(one, standings, chain)}
    for tier in SIGNER_TIERS:
        if open_labels and policy.of_tier(tier):
            vouched = _vouched(read_with(tier), open_labels)
            found.update({label: Trust(tier.value) for label in vouched})
            open_labels -= vouched
    stamped = {label for label in open_labels if standings[label] is Standing.SOME_POOL}
    found.update(_vouched_beside_stamps(stamped, policy, read_with))
    return {one.label: _final(one, chain, policy, found, signed.get(one.label)) for one in chain.manifests}


def _vouched_beside_stamps(labels: set[Label], policy: Policy, read_with: ReadAgain) -> Mapping[Label, Trust]:
    # All lists together vouch and none alone does: either the time-stamp list does, which counts for nothing,
    # or a later step carries a stamp for a signer who has lapsed since then.
    found: dict[Label, Trust] = {}
    if not labels or not policy.of_tier(Tier.TSA):
        return found
    labels = labels - _vouched(read_with(Tier.TSA, beside_stamps=True), labels)
    for tier in SIGNER_TIERS:
        if labels and policy.of_tier(tier):
            vouched = _vouched(read_with(tier, beside_stamps=True), labels)
            found.update({label: Trust(tier.value) for label in vouched})
            labels = labels - vouched
    return found


def _is_open(manifest: Manifest, standings: Mapping[Label, Standing], chain: Chain) -> bool:
    # A lapsed signer may read as untrusted only because it is judged at today's date.
    lapsed = any(one.failed and trouble_of(one.code) is Trouble.TIME for one in chain.about(manifest.label))
    return standings[manifest.label] is Standing.SOME_POOL or (standings[manifest.label] is Standing.UNKNOWN and lapsed)


def _vouched(chain: Chain | None, labels: set[Label]) -> set[Label]:
    if chain is None:
        return set()
    return {label for label in labels if standing_of(chain, label) is not Standing.UNKNOWN}


def _final(
    manifest: Manifest, chain: Chain, policy: Policy, found: Mapping[Label, Trust], signed: SignedBy | None
) -> Trust:
    revoked = any(
        one.failed and one.now and trouble_of(one.code) is Trouble.REVOKED for one in chain.about(manifest.label)
    )
    key = signed.key.hex() if signed and signed.key else ""
    if revoked or any(denies(one, manifest.certificate, key) for one in policy.denied):
        return Trust.DENIED
    leaf = tier_of_leaf(chain, signed, policy) if signed and manifest.label not in found else None
    return Trust(leaf.value) if leaf else found.get(manifest.label, Trust.UNKNOWN)


def denies(denied: Denied, certificate: Certificate | None, key: str = "") -> bool:
    """Whether this entry of the reader's refused signers is about this certificate, or about this key (hex)."""
    if denied.key:
        return _plain_serial(denied.key) == _plain_serial(key)
    issuer, serial = _plain(denied.issuer), (denied.serial or "").strip()
    if certificate is None or not (issuer or serial):
        return False
    issuers = {_plain(one) for one in (certificate.issuer_name, certificate.issuer_organisation)}
    return (not issuer or issuer in issuers) and (not serial or _plain_serial(serial) == certificate.serial)


def _plain(name: str | None) -> str:
    # People copy names with other capitals and blanks; refusing nobody because of one would go unnoticed.
    return " ".join((name or "").casefold().split())


def _plain_serial(serial: str) -> str:
    return re.sub(r"[\s:-]", "", serial.lower()).removeprefix("0x").lstrip("0")
