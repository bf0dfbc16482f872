"""Sealed ids: each maintainer opens the same one, nobody else any, and whoever seals two is found out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pysodium
import pytest

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist import sealing
from provenance.blindlist.cbor import encode
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.sealing import CannotOpen, Scope, SealedId, seal_id, seal_small, seal_words
from provenance.blindlist.tests.people import chance, maintainers, sealing_key
from provenance.blindlist.types import HolderIndex

MODEL = DeviceId(IdKind.MODEL, "Nikon", "Z 6III")
SERIAL = DeviceId(IdKind.BODY_SERIAL, "Canon", "012345678901")
SCOPE = Scope("1.00", "2.31", datetime(2025, 8, 27, tzinfo=UTC), None)
FIRST, SECOND = HolderIndex(1), HolderIndex(2)


def sealed(one: DeviceId = MODEL, scope: Scope = SCOPE) -> SealedId:
    return seal_id(one, maintainers(), chance("reporter"), scope)


def test_every_maintainer_opens_the_same_id_and_its_scope() -> None:
    for number in range(1, 6):
        opened = sealing.open_id(sealed(), HolderIndex(number), sealing_key(number))
        assert (opened.id.kind, opened.id.maker, opened.id.value) == (MODEL.kind, MODEL.maker, MODEL.value)
        assert opened.scope == SCOPE


def test_what_is_stored_reads_back() -> None:
    one = sealed()

    assert sealing.id_from_json(sealing.to_json(one)) == one
    words = seal_words(b"seen in two places", maintainers(), chance("reporter"))
    assert sealing.words_from_json(sealing.to_json(words)) == words


def test_long_and_short_ids_look_the_same_from_outside() -> None:
    sizes = {len(box) for one in (sealed(), sealed(SERIAL, Scope())) for _, box in one.boxes}

    assert len(sizes) == 1
    assert {
        len(box) for size in (0, 96, 255) for _, box in seal_small(bytes(size), maintainers(), chance("r")).boxes
    } == {32 + 16 + 32 + 256}


def test_nobody_opens_anothers_box() -> None:
    with pytest.raises(CannotOpen):
        sealing.open_id(sealed(), FIRST, sealing_key(2))
    with pytest.raises(CannotOpen):
        sealing.open_id(sealed(), HolderIndex(9), sealing_key(9))


def test_a_reporter_who_tells_two_maintainers_two_ids_is_found_out() -> None:
    honest, other = sealed(), sealed(SERIAL)
    mixed = replace(honest, boxes=tuple(other.boxes[:1] + honest.boxes[1:]))

    with pytest.raises(CannotOpen, match="committed"):
        sealing.open_id(mixed, FIRST, sealing_key(1))
    # The planted fault: without the commitment the first maintainer would believe another id than the second.
    content = pysodium.crypto_box_seal_open(dict(mixed.boxes)[FIRST], sealing_key(1).public, sealing_key(1).secret)
    assert SERIAL.value.encode() in content
    assert sealing.open_id(mixed, SECOND, sealing_key(2)).id.value == MODEL.value


def test_an_id_of_another_kind_than_it_says_is_refused() -> None:
    with pytest.raises(CannotOpen, match="another kind"):
        sealing.open_id(replace(sealed(), kind=IdKind.LEAF_KEY), FIRST, sealing_key(1))


def test_guesses_against_a_commitment_find_nothing() -> None:
    commitment = sealed(SERIAL).commitment
    plain = encode([SERIAL.kind.value, SERIAL.maker, SERIAL.value, "", "", None, None])

    for salt in (b"", bytes(32)):
        content = salt + (plain + b"\x80").ljust(1024, b"\0")
        assert sha256(b"firstlight.blindlist/sealed-id/1\n" + content).hexdigest() != commitment


def test_a_member_who_joined_later_gets_a_box_that_fits_the_old_commitment() -> None:
    newcomer = replace(maintainers(6).members[5], index=HolderIndex(6))
    again = sealing.sealed_again(sealed(), FIRST, sealing_key(1), newcomer)

    assert again.commitment == sealed().commitment
    assert sealing.open_id(again, HolderIndex(6), sealing_key(6)).id.value == MODEL.value


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"commitment": "00", "boxes": {}}', '{"commitment": 1, "boxes": []}']
)
def test_what_was_not_sealed_is_refused(text: str) -> None:
    with pytest.raises(BadBlob):
        sealing.words_from_json(text)


def test_words_that_are_too_long_are_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="64 KiB"):
        seal_words(bytes(65_537), maintainers(), chance("r"))
    with pytest.raises(ValueError, match="255"):
        seal_small(bytes(256), maintainers(), chance("r"))
