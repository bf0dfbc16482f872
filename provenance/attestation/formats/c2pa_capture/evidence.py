"""Evidence from steps that a camera or phone signed as C2PA (C2PA 2.2; Certificate Policy of its conformance scheme).

What binds the content is the hard binding that the library checked. Only a newest step that is a capture and nothing
else says that a key in a camera signed exactly these bytes; a capture further down was signed for an earlier version.
An assurance level counts under the official list, or under the key of a maker on the reader's own list of makers: any
authority can write one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from provenance.attestation.formats.c2pa_capture.captures import intact_history, is_capture, is_only_capture
from provenance.attestation.formats.c2pa_capture.names import ids_of_step
from provenance.attestation.formats.c2pa_capture.rooting import Rooted, rooted
from provenance.attestation.levels import LAPSED, Standing, weighed
from provenance.attestation.types import (
    Binding,
    Evidence,
    Level,
    Reader,
    Revocation,
    RevocationEvidence,
    RootTier,
)
from provenance.credentials.signing_chains import SignedBy
from provenance.types import Integrity, SigningTime, Step, Trust

NAME: Final = "c2pa_capture"

MOST_CAPTURES: Final = 10
"""Captures told of one file; a collage of more names the newest ones."""

LEVEL_2: Final = Standing(Level.HARDWARE, "c2pa.level_2")
LEVEL_1: Final = Standing(Level.SOFTWARE, "c2pa.level_1")
NOT_STATED: Final = Standing(Level.SOFTWARE, "c2pa.level_not_stated")
NOT_ONLY_CAPTURED: Final = Standing(Level.SOFTWARE, "c2pa.not_only_captured")
SIGNER_DENIED: Final = Standing(Level.REFUSED, "c2pa.signer_denied")
SIGNER_NOT_READ: Final = Standing(Level.ROOT_UNKNOWN, "c2pa.signer_not_read")

_COUNTED_LEVELS: Final = frozenset({RootTier.OFFICIAL, RootTier.MAKER})
_UNKNOWN: Final = RevocationEvidence(Revocation.UNKNOWN, "revocation.unknown")


def evidence_of(
    steps: tuple[Step, ...], signed: Sequence[SignedBy | None], at: datetime, reader: Reader
) -> tuple[Evidence, ...]:
    """What each step that says it is a capture shows of this file, newest first; `signed` runs along with `steps`."""
    captures = [place for place, step in enumerate(steps) if is_capture(step)][:MOST_CAPTURES]
    return tuple(_evidence(steps, place, signed[place], at, reader) for place in captures)


def _evidence(steps: tuple[Step, ...], place: int, signed: SignedBy | None, at: datetime, reader: Reader) -> Evidence:
    step, binding = steps[place], _binding(steps, place)
    if signed is None:
        return _made(step, SIGNER_NOT_READ, Binding.NOT_CHECKED, None)
    proven = _proven_time(step)
    found = rooted(step, signed, reader, proven or at, at)
    made = _made(step, _standing(steps, place, found, proven, at), binding, found)
    ids = ids_of_step(step, signed) if binding is Binding.BOUND else ()
    return replace(made, captured_at=proven, claims=dict(_claims(signed)), ids=ids)


def _made(step: Step, standing: Standing, binding: Binding, found: Rooted | None) -> Evidence:
    root = found.root if found else None
    level_2 = standing.level >= Level.HARDWARE
    return Evidence(
        format=NAME,
        level=standing.level,
        code=standing.code,
        binding=binding,
        root=root.tier if root else RootTier.NONE,
        maker=root.maker if root else "",
        revocation=found.revocation if found else _UNKNOWN,
        claims={},
        not_checked=("device_integrity",) if level_2 else ("key_storage", "device_integrity"),
        subject=step.id,
    )


def _binding(steps: tuple[Step, ...], place: int) -> Binding:
    step = steps[place]
    if step.integrity in (Integrity.RECORDED_FAILURE, Integrity.NOT_CHECKABLE):
        return Binding.NOT_CHECKED
    if place not in intact_history(steps):
        return Binding.UNBOUND
    return Binding.EARLIER_VERSION if place else Binding.BOUND


def _standing(steps: tuple[Step, ...], place: int, found: Rooted, proven: datetime | None, at: datetime) -> Standing:
    step = steps[place]
    if step.trust is Trust.DENIED:
        return SIGNER_DENIED
    if step.time is SigningTime.LAPSED:
        return LAPSED
    # A stamp that somebody listed vouches for is no claim of the device: what was revoked later was good then.
    since = found.revocation.since
    settled = found.revocation.state is Revocation.REVOKED and proven and since and proven < since
    standing = replace(found.revocation, state=Revocation.GOOD) if settled else found.revocation
    return weighed(_best(step, found), found.root, standing, proven, at)


def _best(step: Step, found: Rooted) -> Standing:
    if not is_only_capture(step):
        return NOT_ONLY_CAPTURED
    counted = found.root is not None and found.root.tier in _COUNTED_LEVELS and not found.by_interim_list
    levels: Mapping[int | None, Standing] = {2: LEVEL_2, 1: LEVEL_1} if counted else {}
    return levels.get(found.assurance, NOT_STATED)


def _proven_time(step: Step) -> datetime | None:
    if step.time is not SigningTime.TRUSTED or not step.signed_at:
        return None
    try:
        moment = datetime.fromisoformat(step.signed_at)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _claims(signed: SignedBy) -> Iterator[tuple[str, str | int]]:
    if signed.assurance is not None:
        yield "assurance_level", signed.assurance
    if signed.record:
        yield "product_record", signed.record
    if signed.device.maker and signed.device.model:
        yield "model", f"{signed.device.maker} {signed.device.model}"
