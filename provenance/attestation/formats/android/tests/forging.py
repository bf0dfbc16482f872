"""Forged attestations by the thousand: of real phones, without their keys, and of phones made here, with some of them.

Each forger's way is one function; what it yields must never count. `content` is what the forger wants vouched for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from provenance.attestation.formats.android.tests import phones as made
from provenance.attestation.formats.android.tests.corpus import Phone, phones, reader
from provenance.attestation.formats.android.tests.phones import (
    BATCH,
    CONTENT,
    MIDDLE,
    OID,
    ROOT,
    Statement,
    attested,
    chain,
)
from provenance.attestation.tests.minting import AT, YEARS, Order, issued, key_of
from provenance.attestation.types import ContentDigest, Reader

Forged = tuple[str, bytes, ContentDigest, datetime, Reader]

MALFORMED = ("2.5.29.31", b"\x00")
"""An extension as some makers write it, which general parsers stop at."""

_EVIL = key_of(666)


def every_forgery() -> Iterator[Forged]:
    """All of them."""
    real = [phone for phone in phones() if phone.rooted]
    for number, phone in enumerate(real):
        # Phones of one batch share its key: another one's statement under it is no forgery.
        other = next(one for one in reversed(real) if one.certificates[1].key != phone.certificates[1].key)
        yield from _of_a_real_phone(phone, other, random.Random(number))
    for number in range(12):
        yield from _of_phones_made_here(number)


def _of_a_real_phone(phone: Phone, other: Phone, random_: random.Random) -> Iterator[Forged]:
    here = phone.at, reader()
    certificates, encoded = phone.certificates, phone.encoded
    wanted = ContentDigest(random_.randbytes(32))
    yield "swapped challenge", phone.attestation, wanted, *here
    leaf = _edited(encoded[0], phone.challenge, wanted)
    yield "challenge written over", b"".join((leaf, *encoded[1:])), wanted, *here
    yield "statement of another phone", b"".join((other.encoded[0], *encoded[1:])), other.challenge, *here
    place = random_.randrange(40, len(certificates[0].signed))
    flipped = bytes([encoded[0][place] ^ 1 << random_.randrange(8)])
    yield "one bit", b"".join((encoded[0][:place], flipped, encoded[0][place + 1 :], *encoded[1:])), wanted, *here
    child = issued(Order("Child", key_of(7), extensions=[(OID, Statement(challenge=wanted).der())]), with_key=_EVIL)
    yield "genuine key as issuer", b"".join((child.der, *encoded)), wanted, *here
    evil = issued(Order("Root", _EVIL, authority=True))
    mine = attested(Statement(challenge=wanted), 8, evil)
    yield "own root in front", mine.der + evil.der + encoded[-1], wanted, *here
    yield "genuine issuers under an own key", b"".join((mine.der, *encoded[1:])), wanted, *here


def _edited(encoded: bytes, was: bytes, now: bytes) -> bytes:
    if was not in encoded:
        raise AssertionError("the challenge is not where it should be")
    return encoded.replace(was, now)


def _of_phones_made_here(number: int) -> Iterator[Forged]:
    for name, attestation in (*_issuers(number), *_roots(number), *_statements(number), *_times(number)):
        yield name, attestation, CONTENT, AT, made.READER
    yield "swapped challenge", made.honest(), ContentDigest(bytes([number]) * 32), AT, made.READER


def _issuers(number: int) -> Iterator[tuple[str, bytes]]:
    """Who holds one attested key certifies another one with it, in every guise."""
    mine = attested(Statement(challenge=bytes(32)), 100 + number)
    child = attested(Statement(), 200 + number, mine)
    yield "signed by an attested key", chain(child, mine, BATCH, MIDDLE, ROOT)
    as_authority = attested(Statement(challenge=b"x"), 300 + number, authority=True)
    yield (
        "an attested key that is an authority",
        chain(attested(Statement(), 9, as_authority), as_authority, BATCH, MIDDLE, ROOT),
    )
    hidden = Order("Key", key_of(400 + number), True, extensions=[MALFORMED, (OID, Statement().der())])
    between = issued(hidden, BATCH)
    yield (
        "statement of the issuer behind a malformed one",
        chain(attested(Statement(), 9, between), between, BATCH, MIDDLE, ROOT),
    )
    twice = issued(Order("Middle", MIDDLE.key, True, extensions=[(OID, Statement().der())]), ROOT)
    yield "statement in the middle", chain(attested(Statement()), BATCH, twice, ROOT)
    plain = issued(Order("Plain", key_of(500 + number), authority=False), BATCH)
    yield (
        "signed by a certificate that is no authority",
        chain(attested(Statement(), 9, plain), plain, BATCH, MIDDLE, ROOT),
    )
    bare = issued(Order("Bare", key_of(600 + number)), ROOT)
    yield "signed by one that does not say", chain(attested(Statement(), 9, bare), bare, ROOT)
    unfit = issued(Order("Unfit", key_of(650 + number), True, may_sign_certificates=False), ROOT)
    yield "signed by one that may not sign certificates", chain(attested(Statement(), 9, unfit), unfit, ROOT)
    deep = issued(Order("Deep", key_of(700 + number), authority=True), BATCH)
    yield "deeper than the batch may go", chain(attested(Statement(), 9, deep), deep, BATCH, MIDDLE, ROOT)


def _roots(number: int) -> Iterator[tuple[str, bytes]]:
    evil = issued(Order("Root", key_of(800 + number), authority=True))
    middle = issued(Order("Middle", key_of(900 + number), authority=True), evil)
    mine = attested(Statement(), 9, middle)
    yield "another root of the same name", chain(mine, middle, evil)
    yield "the listed root behind another one's chain", chain(mine, middle, ROOT)
    yield "no root at all", chain(mine, middle)
    yield "the listed root's certificate behind a stranger's key", chain(mine, ROOT)
    yield "a key that says it is its own root", chain(issued(_own_root(number)))
    yield "the leaf left out", chain(BATCH, MIDDLE, ROOT)
    yield "the middle left out", chain(attested(Statement()), BATCH, ROOT)
    yield "out of order", chain(BATCH, attested(Statement()), MIDDLE, ROOT)


def _own_root(number: int) -> Order:
    return Order("Root", key_of(950 + number), True, extensions=[(OID, Statement().der())])


def _statements(number: int) -> Iterator[tuple[str, bytes]]:
    """Genuine statements that say of themselves that they are not what is wanted."""
    honest = Statement()
    for name, said in {
        "a key in software": replace(honest, kept_by=0),
        "attested in software": replace(honest, attested_by=0),
        "an imported key": replace(honest, origin=2),
        "a securely imported key": replace(honest, origin=4),
        "an unlocked phone": replace(honest, locked=False),
        "a system nobody vouches for": replace(honest, boot=2),
        "a system that failed its check": replace(honest, boot=3),
        "no challenge": replace(honest, challenge=b""),
        "a challenge cut short": replace(honest, challenge=CONTENT[:16]),
        "a challenge with more behind it": replace(honest, challenge=CONTENT + b"\x00"),
        "numbers of no schema": replace(honest, attested_by=3),
    }.items():
        yield name, chain(attested(said, 1000 + number), BATCH, MIDDLE, ROOT)
    two = [(OID, honest.der()), MALFORMED]
    cut = issued(Order("Key", key_of(9), extensions=[(OID, honest.der()[:-3]), MALFORMED]), BATCH)
    yield "a statement cut short", chain(cut, BATCH, MIDDLE, ROOT)
    longer = issued(Order("Key", key_of(9), extensions=[(OID, honest.der() + b"\x05\x00"), two[1]]), BATCH)
    yield "more behind the statement", chain(longer, BATCH, MIDDLE, ROOT)
    yield "no statement", chain(issued(Order("Key", key_of(9)), BATCH), BATCH, MIDDLE, ROOT)


def _times(number: int) -> Iterator[tuple[str, bytes]]:
    days = timedelta(days=number + 1)
    yield "ended", made.honest(ends=AT - days)
    begins: dict[str, object] = {"begins": AT + days, "ends": AT + YEARS}
    yield "not begun", chain(attested(Statement(), 9, **begins), BATCH, MIDDLE, ROOT)  # type: ignore[arg-type]
    old = issued(Order("Batch", key_of(3), True, 0, ends=AT - days), MIDDLE)
    yield "a batch that ended", chain(attested(Statement(), 9, old), old, MIDDLE, ROOT)
