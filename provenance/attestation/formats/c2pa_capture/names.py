"""What names the devices and tools of an edit chain: to be asked about blinded, and then forgotten.

Only steps that are intact count: a manifest laid around a stranger's picture says nothing of that picture's camera.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.attestation.formats.c2pa_capture.captures import intact_history, is_capture, made_of_nothing
from provenance.attestation.naming import (
    authority_id,
    certificate_id,
    generator_id,
    leaf_key_id,
    model_id,
    serial_id,
)
from provenance.attestation.types import DeviceId
from provenance.credentials.signing_chains import SignedBy
from provenance.types import SigningTime, Step, Trust

MOST_NAMES = 64
"""Names given of one file, captures first: a history of fifteen steps by different signers."""

LISTED = frozenset({Trust.OFFICIAL, Trust.INTERIM, Trust.NEWSROOM})


def device_ids_of(steps: tuple[Step, ...], signed: Sequence[SignedBy | None]) -> tuple[DeviceId, ...]:
    """The names of every intact step, captures first, each once; `signed` runs along with `steps`."""
    places = sorted(intact_history(steps), key=lambda place: not is_capture(steps[place]))
    found = [one for place in places for one in ids_of_step(steps[place], signed[place])]
    return tuple(dict.fromkeys(found))[:MOST_NAMES]


def ids_of_step(step: Step, signed: SignedBy | None) -> tuple[DeviceId, ...]:
    """The names of one step; none where its signer is not read for sure."""
    return tuple(_ids(step, signed)) if signed is not None and signed.chain else ()


def _ids(step: Step, signed: SignedBy) -> Iterator[DeviceId]:
    if signed.key:
        yield leaf_key_id(signed.key)
    yield certificate_id(signed.chain[0])
    if signed.issuer:
        yield authority_id(signed.issuer)
    if signed.generator:
        yield generator_id(signed.generator, signed.generator_version)
    if is_capture(step):
        yield from _of_device(step, signed)


def _of_device(step: Step, signed: SignedBy) -> Iterator[DeviceId]:
    device = signed.device
    # A model or number means something only beside its maker.
    if device.maker and device.model:
        yield model_id(device.maker, device.model, device.firmware)
    if device.maker and device.body_serial:
        certain = step.trust in LISTED and step.time is not SigningTime.LAPSED and made_of_nothing(step)
        yield serial_id(device.maker, device.body_serial, proven=certain)
