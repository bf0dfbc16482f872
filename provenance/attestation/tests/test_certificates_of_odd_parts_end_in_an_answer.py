"""Mutations that keep every length right: parts left out, doubled or emptied, in their frames."""

from __future__ import annotations

import random

import cbor2
import pytest

from provenance.attestation import der
from provenance.attestation.chain_certificates import certificate
from provenance.attestation.formats.android import FORMAT as ANDROID
from provenance.attestation.formats.android.tests import phones
from provenance.attestation.formats.apple import FORMAT as APPLE
from provenance.attestation.formats.apple.tests import installations
from provenance.attestation.tests.minting import AT
from provenance.attestation.tests.workshop import CAMERA, CONTENT, ELEMENT, NOW, PLANT, READER, attested
from provenance.attestation.tests.writing_der import tlv

ROUNDS = 300
PHONE = [one.der for one in (phones.attested(phones.Statement()), phones.BATCH, phones.MIDDLE, phones.ROOT)]
APP = cbor2.loads(installations.Installation().attestation())


def parts_of(content: bytes) -> tuple[der.Item, ...]:
    try:
        return der.parts(content)
    except der.NotDer:
        return ()


def reshaped(content: bytes, chance: random.Random) -> bytes:
    """The value with one of its parts, however deep, put in another shape; all lengths are those of what is there."""
    parts = parts_of(content)
    if not parts or chance.random() < 0.15:
        return chance.choice([b"", content[: chance.randrange(len(content) + 1)], content + b"\0", b"\x30\x00"])
    place, written = chance.randrange(len(parts)), [one.encoded for one in parts]
    chosen, way = parts[place], chance.random()
    if way < 0.1:
        del written[place]
    elif way < 0.2:
        written.insert(place, written[place])
    elif chosen.number < 31:
        written[place] = tlv(chosen.kind, reshaped(chosen.content, chance))
    return b"".join(written)


def test_parts_left_out_doubled_or_emptied_raise_nothing_and_count_for_nothing_new() -> None:
    chance = random.Random(20261122)
    for _ in range(ROUNDS):
        chain = list(PHONE)
        place = chance.randrange(len(chain))
        chain[place] = reshaped(chain[place], chance)
        ANDROID.verify(cbor2.dumps({"x5c": chain}), phones.CONTENT, AT, phones.READER)
        x5c = [reshaped(APP["attStmt"]["x5c"][0], chance), *APP["attStmt"]["x5c"][1:]]
        changed = cbor2.dumps({**APP, "attStmt": {"x5c": x5c}})
        APPLE.verify(changed, installations.CONTENT, AT, installations.READER)
        above = [CAMERA.der, reshaped(PLANT.der, chance)]
        ELEMENT.verify(attested(change=lambda fields, above=above: {**fields, 2: above}), CONTENT, NOW, READER)  # type: ignore[misc]


def test_a_certificate_of_nothing_is_none() -> None:
    algorithm = bytes.fromhex("300a06082a8648ce3d040302")
    nothing = tlv(0x30, tlv(0x30, b"") + algorithm + tlv(0x03, b"\0"))
    with pytest.raises(der.NotDer):
        certificate(nothing)
    assert ANDROID.verify(nothing, phones.CONTENT, AT, phones.READER).code == "attestation.unreadable"
