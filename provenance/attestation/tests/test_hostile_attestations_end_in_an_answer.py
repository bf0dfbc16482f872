"""Bytes of strangers: whatever is done to them, a format answers, and nothing that was changed counts for more."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from datetime import datetime

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.attestation import der
from provenance.attestation.chain_certificates import certificate
from provenance.attestation.formats.android import FORMAT as ANDROID
from provenance.attestation.formats.android.description import description_of
from provenance.attestation.formats.android.tests import phones
from provenance.attestation.formats.apple import FORMAT as APPLE
from provenance.attestation.formats.apple.tests import installations
from provenance.attestation.limits import ATTESTATION_BYTES, DER_ITEMS
from provenance.attestation.tests.minting import AT
from provenance.attestation.types import Binding, Evidence, Format, Level, Reader

SHORT, LONG = 2_000, 200_000
HONEST = installations.Installation(made_for=installations.CHALLENGE)
SEEDS: list[tuple[Format, bytes, bytes, Reader]] = [
    (ANDROID, phones.honest(), phones.CONTENT, phones.READER),
    (ANDROID, cbor2.dumps({"x5c": [phones.attested(phones.Statement()).der, phones.BATCH.der, phones.MIDDLE.der]}),
     phones.CONTENT, phones.READER),
    (APPLE, installations.Installation().attestation(), installations.CONTENT, installations.READER),
    (APPLE, installations.captured(HONEST, HONEST.assertion()), installations.CONTENT, installations.READER),
]  # fmt: skip
Verify = Callable[[Format, bytes, bytes, Reader], Evidence]


def verify(format_: Format, attestation: bytes, content: bytes, reader: Reader, at: datetime = AT) -> Evidence:
    return format_.verify(attestation, content, at, reader)  # type: ignore[arg-type]


def mutated(seed: bytes, random_: random.Random) -> bytes:
    """The seed with some bytes changed, cut, doubled or put elsewhere."""
    content = bytearray(seed)
    for _ in range(random_.choice((1, 1, 2, 5))):
        place, length = random_.randrange(len(content)), random_.randrange(1, 40)
        match random_.randrange(5):
            case 0:
                content[place] ^= 1 << random_.randrange(8)
            case 1:
                content[place : place + length] = random_.randbytes(length)
            case 2:
                del content[place : place + length]
            case 3:
                content[place:place] = content[place : place + length]
            case _:
                content[place] = random_.choice((0, 0x30, 0x7F, 0x80, 0xA0, 0xFF))
        content = content or bytearray(b"\x30")
    return bytes(content)


def strengthened(count: int, check: Verify = verify) -> Iterator[str]:
    """What became of changed bytes wherever it was as good as the honest ones: of each seed, by its number."""
    random_ = random.Random(20261122)
    best = [check(*seed) for seed in SEEDS]
    for _ in range(count):
        number = random_.randrange(len(SEEDS))
        format_, attestation, content, reader = SEEDS[number]
        found = check(format_, mutated(attestation, random_), content, reader)
        if found.level > best[number].level or not set(found.ids) <= set(best[number].ids):
            yield f"{number}: {found.code}"


def test_every_seed_counts() -> None:
    assert all(verify(*seed).level >= Level.HARDWARE and verify(*seed).binding is Binding.BOUND for seed in SEEDS)


def test_changed_bytes_end_in_an_answer_and_never_name_another_device() -> None:
    assert list(strengthened(SHORT)) == []


@pytest.mark.torture
def test_many_more_changed_bytes_end_in_an_answer() -> None:
    count = int(os.environ.get("FIRSTLIGHT_FUZZ", LONG))
    assert list(strengthened(count)) == []


def test_a_check_that_lets_changes_pass_is_found_out() -> None:
    def careless(format_: Format, attestation: bytes, content: bytes, reader: Reader) -> Evidence:
        found = verify(format_, attestation, content, reader)
        return found if found.level >= Level.HARDWARE else verify(SEEDS[0][0], *SEEDS[0][1:])

    assert next(strengthened(SHORT, careless), None)


@given(st.binary(max_size=400))
def test_bytes_of_no_kind_are_refused(content: bytes) -> None:
    for format_ in (ANDROID, APPLE):
        assert verify(format_, content, bytes(32), Reader()).level is Level.REFUSED


@given(st.binary(max_size=200))
def test_what_is_no_der_is_said_to_be_none(content: bytes) -> None:
    for read in (der.parts, certificate, description_of):
        try:
            read(content)
        except der.NotDer:
            continue


@pytest.mark.parametrize(
    "content",
    [
        b"\x30\x80\x00\x00", b"\x30\x81\x01\x00", b"\x30\x82\x00\x81" + bytes(129), b"\x30\x85\x01\x00\x00\x00\x00",
        b"\x30\x02\x00", b"\xbf\x1e\x00", b"\xbf\x80\x1f\x00", b"\xbf\xff\xff\xff\x00", b"\x05\x00" * (DER_ITEMS + 1),
    ],
    ids=[
        "no definite length", "a length too long", "a length with noughts", "a length of five bytes", "cut short",
        "a short tag in the long form", "a tag with noughts", "a tag too long", "too many",
    ],
)  # fmt: skip
def test_one_value_has_one_encoding(content: bytes) -> None:
    with pytest.raises(der.NotDer):
        der.parts(content)


def test_more_bytes_than_any_attestation_has_are_not_looked_at() -> None:
    for format_, attestation, content, reader in SEEDS:
        padded = attestation + bytes(ATTESTATION_BYTES)
        assert verify(format_, padded, content, reader).code == "attestation.unreadable"


def test_a_chain_of_many_certificates_is_not_walked() -> None:
    long = phones.chain(phones.attested(phones.Statement()), *[phones.BATCH] * 20, phones.ROOT)
    assert verify(ANDROID, long, phones.CONTENT, phones.READER).code == "attestation.unreadable"
