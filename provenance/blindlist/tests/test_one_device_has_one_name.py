"""Canonical ids: the same device gives the same bytes however it is written, two devices never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.errors import BadId
from provenance.blindlist.ids import MOST_BYTES, canonical, key_of
from provenance.blindlist.types import KeyName

MODEL, SERIAL, KEY, GENERATOR = IdKind.MODEL, IdKind.BODY_SERIAL, IdKind.LEAF_KEY, IdKind.GENERATOR


def name(kind: IdKind, maker: str, value: str, **more: str) -> bytes:
    return canonical(DeviceId(kind, maker, value, **more))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((MODEL, "NIKON CORPORATION", "NIKON Z6_3"), (MODEL, "Nikon", "Z6_3")),
        ((MODEL, "Canon", "Canon EOS R5"), (MODEL, "canon inc.", " eos  r5 ")),
        ((MODEL, "Leica Camera AG", "LEICA M11-P"), (MODEL, "leica camera", "leica m11-p")),
        ((SERIAL, "Sony", "\uff10\uff1012 34"), (SERIAL, "SONY", "001234")),
        ((SERIAL, "Sony", "ab\u200b12\n"), (SERIAL, "Sony", "AB12")),
        ((KEY, "Pixel", "AA:BB"), (KEY, "", "aabb")),
        ((GENERATOR, "", "Straße"), (GENERATOR, "", "STRASSE")),
    ],
)
def test_one_device_in_two_writings_is_one(one: tuple[IdKind, str, str], other: tuple[IdKind, str, str]) -> None:
    assert name(*one) == name(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((SERIAL, "Sony", "1"), (SERIAL, "Nikon", "1")),
        ((SERIAL, "Sony", "01"), (SERIAL, "Sony", "1")),
        ((SERIAL, "Sony 1", "2"), (SERIAL, "Sony", "12")),
        ((SERIAL, "Sony", "1"), (MODEL, "Sony", "1")),
        ((KEY, "", "aa"), (IdKind.APP_KEY, "", "aa")),
        ((MODEL, "Co", "R5"), (MODEL, "Inc", "R5")),
        ((MODEL, "Canon", "Canon"), (MODEL, "Canon", "R5")),
    ],
)
def test_two_devices_stay_two(one: tuple[IdKind, str, str], other: tuple[IdKind, str, str]) -> None:
    assert name(*one) != name(*other)


def test_version_and_proof_are_no_part_of_the_name() -> None:
    plain = DeviceId(MODEL, "Nikon", "Z6_3")
    assert canonical(plain) == canonical(DeviceId(MODEL, "Nikon", "Z6_3", version="2.00", proven=True))


def test_the_bytes_are_fixed_because_lists_are_built_over_them() -> None:
    assert name(SERIAL, "Nikon Corp.", "60 31") == (
        b"\x00\x13firstlight.device/1\x00\x0bbody_serial\x00\x05nikon\x00\x046031"
    )


def test_only_serials_are_asked_under_the_key_with_the_small_budget() -> None:
    assert {kind for kind in IdKind if key_of(kind) is KeyName.SERIALS} == {SERIAL}
    assert {key_of(kind) for kind in IdKind} == {KeyName.SERIALS, KeyName.OPEN}


@pytest.mark.parametrize("value", ["", "  ", "\u200b", "\x00", "x" * (MOST_BYTES + 1), "\ufdfa" * 400, "y" * 10**6])
def test_what_names_nothing_or_too_much_is_refused(value: str) -> None:
    with pytest.raises(BadId):
        name(SERIAL, "Sony", value)


@given(st.sampled_from(list(IdKind)), st.text(max_size=40), st.text(max_size=40))
def test_a_name_is_named_the_same_once_it_is_in_its_form(kind: IdKind, maker: str, value: str) -> None:
    try:
        first = name(kind, maker, value)
    except BadId:
        return
    parts = split(first)
    assert name(kind, parts[2], parts[3]) == first or kind is MODEL


def split(named: bytes) -> list[str]:
    parts = []
    while named:
        size = int.from_bytes(named[:2], "big")
        parts.append(named[2 : 2 + size].decode())
        named = named[2 + size :]
    return parts
