"""Of all that a file names, a report takes what it is about, and a proof what signed exactly these bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from provenance.attestation import naming
from provenance.attestation.types import (
    Binding,
    DeviceId,
    Evidence,
    IdKind,
    KeyDigest,
    Level,
    Revocation,
    RevocationEvidence,
    RootTier,
)
from verify.reporting.ids import key_of_device, reported, shown_at_hand
from verify.reporting.models import What

KEY = naming.leaf_key_id(KeyDigest(b"k" * 32))
ISSUER, ROOT = (naming.authority_id(KeyDigest(letter * 32)) for letter in (b"i", b"r"))
MODEL = naming.model_id("Demo", "One", "1.2")
SERIAL = naming.serial_id("Demo", "000123", proven=True)
GUESSED = naming.serial_id("Demo", "000124", proven=False)
ALL = (KEY, naming.certificate_id(b"a certificate"), ISSUER, ROOT, SERIAL, GUESSED, MODEL)
BOUND = Evidence(
    format="secure_element",
    level=Level.HARDWARE,
    code="hardware.integrity_unknown",
    binding=Binding.BOUND,
    root=RootTier.MAKER,
    maker="Demo",
    revocation=RevocationEvidence(Revocation.UNKNOWN, "revocation.unknown"),
    claims={},
    ids=(KEY, SERIAL, GUESSED),
)


@pytest.mark.parametrize(
    ("what", "taken"),
    [
        (What.DEVICE, (KEY, SERIAL)),
        (What.MODEL, (MODEL,)),
        (What.AUTHORITY, (ISSUER,)),
        (What.CERTIFICATE, (ALL[1],)),
        (What.GENERATOR, ()),
    ],
)
def test_a_report_takes_what_it_is_about(what: str, taken: tuple[DeviceId, ...]) -> None:
    assert reported(ALL, what) == taken


def test_a_serial_that_anybody_can_write_is_never_taken() -> None:
    """Else a forged file would list the camera of somebody else."""
    assert reported((GUESSED,), What.DEVICE) == ()
    assert GUESSED not in shown_at_hand((BOUND,))


def test_a_proof_is_what_signed_these_bytes() -> None:
    assert shown_at_hand((BOUND,)) == (KEY, SERIAL)
    assert key_of_device(shown_at_hand((BOUND,))) == KEY


@pytest.mark.parametrize(
    "other",
    [
        {"binding": Binding.UNBOUND},
        {"binding": Binding.NOT_CHECKED},
        {"level": Level.REFUSED, "code": "signature.broken"},
        {"level": Level.REFUSED, "code": "chain.broken"},
    ],
)
def test_what_is_signed_for_something_else_proves_nothing(other: dict[str, Any]) -> None:
    assert shown_at_hand((replace(BOUND, **other),)) == ()


def test_a_listed_device_can_still_show_itself() -> None:
    assert shown_at_hand((replace(BOUND, level=Level.QUESTIONED),)) == (KEY, SERIAL)
    revoked = replace(BOUND, level=Level.REFUSED, code="revocation.revoked")
    assert shown_at_hand((revoked,)) == (KEY, SERIAL)


def test_what_names_no_key_counts_nobody() -> None:
    assert key_of_device((SERIAL, MODEL)) is None


def test_no_id_shows_itself() -> None:
    assert SERIAL.kind is IdKind.BODY_SERIAL
    assert "000123" not in repr(reported(ALL, What.DEVICE))
