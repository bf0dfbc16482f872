"""What an edit chain gives to ask the list about: the same names as other formats, proven only where signed."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.serialization import Encoding

from fixtures.pki import Identity
from provenance.attestation.formats.c2pa_capture import device_ids_of
from provenance.attestation.types import DeviceId, IdKind
from provenance.credentials.signing_chains import key_digest
from provenance.credentials.tests.recertifying import key_hex
from provenance.credentials.tests.workshop import (
    NOW,
    Json,
    authority,
    created,
    edited,
    listed,
    picture,
    policy,
    read,
    signed,
)
from provenance.policy import Policy, Tier

MAKER, DESK = authority("Maker"), authority("Desk")
LISTED = policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.NEWSROOM, DESK))
SAID = {
    "@context": {}, "tiff:Make": "Maker", "tiff:Model": "One", "exifEX:BodySerialNumber": "5012345",
    "exifEX:CameraFirmware": "2.00",
}  # fmt: skip


def metadata(*, created: bool = True) -> Json:
    return {"label": "c2pa.metadata", "data": SAID, "kind": "Json", "created": created}


def names(content: bytes, whom: Policy = LISTED) -> tuple[DeviceId, ...]:
    found = read(content, whom)
    return device_ids_of(found.steps, found.signed)


def of_kind(content: bytes, kind: IdKind, whom: Policy = LISTED) -> list[DeviceId]:
    return [one for one in names(content, whom) if one.kind is kind]


def shot(signer: Identity, **how: bool) -> bytes:
    return signed(picture(), signer, created(), assertions=[metadata(**how)])


def test_every_kind_is_named_once() -> None:
    camera = MAKER.issues("camera", NOW)
    found = {one.kind: one for one in names(shot(camera))}
    assert found[IdKind.LEAF_KEY] == DeviceId(IdKind.LEAF_KEY, "", key_hex(camera))
    der = camera.certificate.public_bytes(Encoding.DER)
    assert found[IdKind.CERTIFICATE] == DeviceId(IdKind.CERTIFICATE, "", hashlib.sha256(der).hexdigest())
    authority_key = key_digest(MAKER.certificate)
    assert authority_key is not None
    assert found[IdKind.AUTHORITY] == DeviceId(IdKind.AUTHORITY, "", authority_key.hex())
    assert found[IdKind.GENERATOR] == DeviceId(IdKind.GENERATOR, "", "Test Editor", "1")
    assert found[IdKind.MODEL] == DeviceId(IdKind.MODEL, "Maker", "One", "2.00")
    assert found[IdKind.BODY_SERIAL] == DeviceId(IdKind.BODY_SERIAL, "Maker", "5012345", proven=True)


def test_a_serial_that_an_unknown_signer_wrote_is_not_proven() -> None:
    (one,) = of_kind(shot(authority("Stranger").issues("camera", NOW)), IdKind.BODY_SERIAL)
    assert not one.proven


def test_a_serial_that_the_claim_only_gathered_is_nobody_s_word() -> None:
    content = shot(MAKER.issues("camera", NOW), created=False)
    assert of_kind(content, IdKind.BODY_SERIAL) == []


def test_an_editor_s_word_about_a_camera_names_no_camera() -> None:
    content = signed(picture(), MAKER.issues("editor", NOW), edited(), assertions=[metadata()], parent=picture("red"))
    assert of_kind(content, IdKind.BODY_SERIAL) == []
    assert of_kind(content, IdKind.GENERATOR) != []


def test_a_camera_below_an_edit_is_still_named_first() -> None:
    camera = MAKER.issues("camera", NOW)
    content = signed(picture("red"), DESK.issues("desk", NOW), edited(), parent=shot(camera))
    found = of_kind(content, IdKind.LEAF_KEY)
    assert found[0].value == key_hex(camera)
    assert len(found) == 2


def test_a_manifest_around_other_content_names_nobody() -> None:
    content = shot(MAKER.issues("camera", NOW))
    place = content.rindex(b"\xff\xd9") - 3
    assert names(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]) == ()


def test_names_print_nothing() -> None:
    assert "5012345" not in repr(names(shot(MAKER.issues("camera", NOW))))
