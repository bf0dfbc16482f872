"""How strong an Android key is by the device's own words; the words count only under a root that is listed.

What the hardware list says of key and boot counts, what the software list says does not: that one is written by the
operating system. Source: Android key attestation, notes on hardware attestation section 5.
"""

from __future__ import annotations

from typing import Final

from provenance.attestation.formats.android.description import Boot, KeyDescription, Origin, RootOfTrust, Secured
from provenance.attestation.levels import HARDWARE, LOCKED, SOFTWARE, UNLOCKED, Standing
from provenance.attestation.types import Level

IMPORTED: Final = Standing(Level.SOFTWARE, "key.imported")
NOT_FOR_SIGNING: Final = Standing(Level.REFUSED, "key.not_for_signing")
OWN_SYSTEM: Final = Standing(Level.HARDWARE, "hardware.own_system")
UNVERIFIED_BOOT: Final = Standing(Level.QUESTIONED, "device.boot_not_vouched_for")

_SIGN: Final = 2


def claims_hardware(said: KeyDescription) -> bool:
    """Whether the statement claims to have been made by hardware.

    Early phones attested keys of their hardware in software and said so: that is honest, and worth as little.
    """
    return said.attested_by > Secured.SOFTWARE


def in_hardware(said: KeyDescription) -> bool:
    """Whether both the key and the statement about it are said to be of hardware."""
    return min(said.attested_by, said.kept_by) > Secured.SOFTWARE


def standing_of(said: KeyDescription, *, signs: bool) -> Standing:
    """The highest that this key may reach; `signs` says that it made a signature besides being attested."""
    if not in_hardware(said):
        return SOFTWARE
    if signs and _SIGN not in _purposes(said):
        return NOT_FOR_SIGNING
    if said.hardware.get("origin", Origin.GENERATED) is not Origin.GENERATED:
        return IMPORTED
    started = said.hardware.get("rootOfTrust")
    return _started(started) if isinstance(started, RootOfTrust) else HARDWARE


def _purposes(said: KeyDescription) -> tuple[int, ...]:
    purposes = said.hardware.get("purposes")
    return purposes if isinstance(purposes, tuple) else ()


def _started(device: RootOfTrust) -> Standing:
    if not device.locked:
        return UNLOCKED
    if device.boot is Boot.VERIFIED:
        return LOCKED
    return OWN_SYSTEM if device.boot is Boot.SELF_SIGNED else UNVERIFIED_BOOT
