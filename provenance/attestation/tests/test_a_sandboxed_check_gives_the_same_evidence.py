"""Behind the walls nothing can be loaded late: every format and every kind of signature must answer there as here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fixtures.photographs import PHOTOS
from provenance.attestation.demo_camera.making import Plate, camera, maker, status_list
from provenance.attestation.demo_camera.shooting import Scene, plain_shot, shot
from provenance.attestation.errors import BadSidecar
from provenance.attestation.formats.android.tests import phones
from provenance.attestation.formats.apple.tests import installations
from provenance.attestation.naming import key_digest, spki_of
from provenance.attestation.revocation import Book
from provenance.attestation.sidecar import SIDECAR_LIMIT, sidecar_of
from provenance.attestation.status_list import read_status_list
from provenance.attestation.tests.minting import AT as MINTED
from provenance.attestation.tests.workshop import NOW
from provenance.attestation.types import (
    Beacon,
    Binding,
    IdKind,
    Level,
    MakerRoot,
    Platform,
    Reader,
    RootTier,
)
from provenance.inspection import examine
from provenance.opening import digest_of
from provenance.policy import Policy
from provenance.sandbox import Sandbox
from provenance.types import Examination

PICTURE = PHOTOS / "lake.jpg"
MADE = maker("A Maker", b"seed", NOW)
SPKI = spki_of(MADE.root.certificate)
ROOT = MakerRoot(key_digest(SPKI), "A Maker", Platform.SECURE_ELEMENT, RootTier.MAKER, SPKI)
LIST = read_status_list(status_list(MADE, 7), NOW, "a list", Platform.SECURE_ELEMENT)
POLICY = Policy(reader=Reader((ROOT,), Book((LIST,))))
BEACON = Beacon("eip155:1", 19_000_000, "11" * 32)
AT = NOW + timedelta(minutes=5)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Policy(), warm=1) as opened:
        yield opened


def digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return bytes.fromhex(digest_of(stream)[0])


def examined(sandbox: Sandbox, capture: bytes, *, policy: Policy = POLICY, at: datetime = AT) -> Examination:
    descriptor = os.open(PICTURE, os.O_RDONLY)
    try:
        return sandbox.examine(descriptor, at, policy=policy, capture=capture, fingerprints=False)
    finally:
        os.close(descriptor)


@pytest.mark.sandbox
@pytest.mark.parametrize("edwards", [False, True], ids=["p256", "ed25519"])
@pytest.mark.parametrize("form", ["secure_element", "cose_sign1"])
def test_a_capture_is_the_same_in_here_and_out_there(sandbox: Sandbox, form: str, edwards: bool) -> None:
    by = camera(MADE, Plate(), b"seed", NOW, edwards=edwards)
    capture = shot(by, digest(PICTURE), NOW, beacon=BEACON, scene=Scene.SCREEN, form=form)
    there = examined(sandbox, capture)
    with PICTURE.open("rb") as stream:
        here = examine(stream, POLICY, AT, capture=capture)
    assert there.captures == here.captures
    assert there.device_ids == here.device_ids
    (evidence,) = there.captures
    assert (evidence.level, evidence.binding, evidence.beacon) == (Level.HARDWARE, Binding.BOUND, BEACON)
    assert there.report.headline.code == "captured"
    assert {one.kind for one in there.device_ids} == {
        IdKind.LEAF_KEY, IdKind.CERTIFICATE, IdKind.AUTHORITY, IdKind.BODY_SERIAL, IdKind.MODEL,
    }  # fmt: skip


def of_phone(content: bytes) -> tuple[str, bytes]:
    """A phone's chain with the content as its challenge."""
    chain = (phones.attested(phones.Statement(challenge=content)), phones.BATCH, phones.MIDDLE)
    return "android_key", b"".join(one.der for one in chain)


def of_app(content: bytes) -> tuple[str, bytes]:
    """An app's attestation that was made for the content."""
    return "apple_app_attest", installations.Installation(made_for=content).attestation()


@pytest.mark.sandbox
@pytest.mark.parametrize("attested", [of_phone, of_app], ids=["android", "apple"])
def test_a_phone_s_attestation_is_the_same_in_here_and_out_there(
    sandbox: Sandbox, attested: Callable[[bytes], tuple[str, bytes]]
) -> None:
    capture = sidecar_of(digest(PICTURE), [attested(digest(PICTURE))])
    reader = Reader((*phones.READER.roots, *installations.READER.roots), Book())
    there = examined(sandbox, capture, policy=Policy(reader=reader), at=MINTED)
    with PICTURE.open("rb") as stream:
        here = examine(stream, Policy(reader=reader), MINTED, capture=capture)
    assert there.captures == here.captures
    (evidence,) = there.captures
    assert evidence.binding is Binding.BOUND
    assert evidence.level >= Level.ROOT_UNKNOWN
    assert len(there.device_ids) > 1


@pytest.mark.sandbox
def test_what_was_signed_for_another_file_names_no_camera_of_this_one(sandbox: Sandbox) -> None:
    by = camera(MADE, Plate(), b"seed", NOW)
    there = examined(sandbox, plain_shot(by, digest(PHOTOS / "street.jpg")))
    assert [one.code for one in there.report.findings if one.kind == "camera"] == ["camera.unbound"]
    assert there.device_ids == ()


@pytest.mark.sandbox
def test_a_sidecar_that_is_none_costs_the_sidecar_alone(sandbox: Sandbox) -> None:
    there = examined(sandbox, b"\xa3 no sidecar")
    assert [one.code for one in there.report.findings if one.kind == "camera"] == ["camera.sidecar.not_cbor"]
    assert there.report.headline.code == "no_credentials"


@pytest.mark.sandbox
def test_a_sidecar_beyond_its_limit_is_not_handed_over(sandbox: Sandbox) -> None:
    with pytest.raises(BadSidecar):
        examined(sandbox, b"\0" * (SIDECAR_LIMIT + 1))


@pytest.mark.sandbox
def test_nothing_of_a_device_is_printed_with_what_was_found(sandbox: Sandbox) -> None:
    by = camera(MADE, Plate(serial="PLANTED-77"), b"seed", NOW)
    there = examined(sandbox, shot(by, digest(PICTURE), NOW))
    assert any(one.value == "PLANTED-77" for one in there.device_ids)
    key = next(one.value for one in there.device_ids if one.kind is IdKind.LEAF_KEY)
    printed = repr(there) + repr(there.report)
    assert "PLANTED-77" not in printed
    assert key not in printed


@pytest.mark.sandbox
def test_a_capture_sidecar_alone_is_told_what_it_is(sandbox: Sandbox, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.write_bytes(plain_shot(camera(MADE, Plate(), b"seed", NOW), digest(PICTURE)))
    descriptor = os.open(alone, os.O_RDONLY)
    try:
        found = sandbox.examine(descriptor, AT, fingerprints=False).report.findings
    finally:
        os.close(descriptor)
    assert [one.code for one in found] == ["refused.capture_alone"]
