"""What is stored of a recorded work's camera opens for nobody without three key holders and this installation's key."""

from __future__ import annotations

import secrets
from dataclasses import replace

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.types import Label
from verify.linking.asking import Known, Linkable
from verify.linking.marks import Handle, Way, handle, linking, marked

KEY = b"k" * 32
CAMERA, OTHER = Label(b"c" * 64), Label(b"o" * 64)
LEAF = DeviceId(IdKind.LEAF_KEY, "", "ab" * 32)
SERIAL = DeviceId(IdKind.BODY_SERIAL, "Maker", "5012345")


def of(label: Label, scope: str = "o1", key: bytes = KEY) -> Handle:
    return handle(Way.SERIAL, label, scope, key)


def test_a_mark_fits_its_camera_and_no_other() -> None:
    mark = marked(of(CAMERA), secrets.token_bytes)
    assert mark.is_of(of(CAMERA))
    assert not mark.is_of(of(OTHER))


def test_two_marks_of_one_camera_share_nothing() -> None:
    one, two = (marked(of(CAMERA), secrets.token_bytes) for _ in range(2))
    assert one.salt != two.salt
    assert one.tag != two.tag


def test_another_team_s_handle_fits_nothing() -> None:
    assert not marked(of(CAMERA), secrets.token_bytes).is_of(of(CAMERA, scope="o2"))


def test_another_installation_s_handle_fits_nothing() -> None:
    assert not marked(of(CAMERA), secrets.token_bytes).is_of(of(CAMERA, key=b"x" * 32))


def test_a_number_is_never_taken_for_a_certificate() -> None:
    mark = marked(of(CAMERA), secrets.token_bytes)
    assert not mark.is_of(replace(of(CAMERA), way=Way.CERTIFICATE))


def test_models_and_tools_link_nobody() -> None:
    shared = (DeviceId(IdKind.MODEL, "Maker", "One"), DeviceId(IdKind.GENERATOR, "", "Editor"),
              DeviceId(IdKind.AUTHORITY, "", "cd" * 32))  # fmt: skip
    assert linking((*shared, SERIAL, LEAF, LEAF)) == ((Way.CERTIFICATE, LEAF), (Way.SERIAL, SERIAL))


def test_what_lies_beside_a_held_file_comes_back_whole() -> None:
    found = Linkable(Known.KNOWN, (of(CAMERA),))
    assert Linkable.from_bytes(found.to_bytes()) == found
    assert of(CAMERA).value.hex() not in repr(found)
