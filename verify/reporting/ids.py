"""Which ids of a file a report or a proof takes; they stay in memory until they are sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from provenance.attestation.types import Binding, DeviceId, Evidence, IdKind, Level
from verify.reporting.models import What

TAKEN: Final[dict[str, tuple[IdKind, ...]]] = {
    What.DEVICE: (IdKind.LEAF_KEY, IdKind.APP_KEY, IdKind.BODY_SERIAL),
    What.MODEL: (IdKind.MODEL,),
    What.AUTHORITY: (IdKind.AUTHORITY,),
    What.GENERATOR: (IdKind.GENERATOR,),
    What.CERTIFICATE: (IdKind.CERTIFICATE,),
}
SIGNED_ALL_THE_SAME: Final = frozenset({"revocation.revoked", "root.software_claims_hardware"})
"""Why evidence is refused although its signature holds: the device is at hand, whatever is thought of it."""
OF_KEYS: Final = (IdKind.LEAF_KEY, IdKind.APP_KEY)
"""The ids that one holder of a key can show to be theirs."""


def reported(ids: Iterable[DeviceId], what: str) -> tuple[DeviceId, ...]:
    """Return what a report of this file names; an unproven serial is left out: anybody can write one into a file."""
    wanted = [one for one in ids if one.kind in TAKEN[what] and (one.proven or one.kind is not IdKind.BODY_SERIAL)]
    if what == What.AUTHORITY:  # the one that certified the device; its own authorities certify many others
        wanted = wanted[:1]
    return tuple(dict.fromkeys(wanted))


def shown_at_hand(captures: Iterable[Evidence]) -> tuple[DeviceId, ...]:
    """Return the ids of the devices that signed exactly these bytes; one that is listed signs like any other."""
    ids = [one for evidence in captures if _signed(evidence) for one in evidence.ids]
    return tuple(dict.fromkeys(one for one in ids if one.proven or one.kind is not IdKind.BODY_SERIAL))


def _signed(evidence: Evidence) -> bool:
    holds = evidence.level is not Level.REFUSED or evidence.code in SIGNED_ALL_THE_SAME
    return holds and evidence.binding is Binding.BOUND


def key_of_device(ids: Iterable[DeviceId]) -> DeviceId | None:
    """Return the key among them, by which an owner is counted once."""
    return next((one for one in ids if one.kind in OF_KEYS), None)
