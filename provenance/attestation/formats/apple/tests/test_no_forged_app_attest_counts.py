from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

import cbor2
import pytest

from provenance.attestation import walking
from provenance.attestation.formats.apple import FORMAT
from provenance.attestation.formats.apple import format as checking
from provenance.attestation.formats.apple.tests.installations import (
    APP,
    AUTHORITY,
    CHALLENGE,
    CONTENT,
    READER,
    ROOT,
    Installation,
    captured,
    nonce,
)
from provenance.attestation.naming import key_digest
from provenance.attestation.tests.minting import AT, Order, issued, key_of, spki
from provenance.attestation.types import (
    AppStanding,
    Binding,
    ContentDigest,
    Evidence,
    Level,
    Reader,
    RootTier,
    SeenCounter,
)
from provenance.attestation.walking import Rules

Forged = tuple[str, bytes, Reader]


def counts(found: Evidence) -> bool:
    hardware = found.level >= Level.HARDWARE and found.root is not RootTier.NONE
    return hardware and found.binding is Binding.BOUND and found.app is AppStanding.COUNTED


def verified(attestation: bytes, reader: Reader = READER, content: ContentDigest = CONTENT) -> Evidence:
    return FORMAT.verify(attestation, content, AT, reader)


@lru_cache(maxsize=1)
def forged() -> tuple[Forged, ...]:
    return tuple(one for number in range(12) for one in _forged(number))


def _forged(number: int) -> Iterator[Forged]:
    honest = Installation(number=100 + number)
    for name, one in _attestations(honest, number):
        yield name, one.attestation(), READER
    for name, one in _attestations(replace(honest, made_for=CHALLENGE), number):
        yield f"{name}, with an assertion", captured(one, one.assertion()), READER
    yield from _assertions(replace(honest, made_for=CHALLENGE), number)
    yield "authenticator data written over", _rewritten(honest), READER


def _attestations(honest: Installation, number: int) -> Iterator[tuple[str, Installation]]:
    evil = issued(Order("App root", key_of(700 + number), authority=True))
    middle = issued(Order("App authority", key_of(800 + number), authority=True), evil)
    key = honest.leaf()
    bearing = issued(Order("App authority", key_of(850 + number), True, extensions=[nonce(b"n" * 32)]), ROOT)
    plain = issued(Order("Plain", key_of(870 + number), authority=False), ROOT)
    changed: dict[str, Installation] = {
        "another app": replace(honest, app="TEAM123456.org.example.other"),
        "a count": replace(honest, counter=number + 1),
        "no environment": replace(honest, environment=bytes(16)),
        "development": replace(honest, environment=b"appattestdevelop"),
        "another key's name": replace(honest, key_id=hashlib.sha256(bytes([number])).digest()),
        "another nonce": replace(honest, other_nonce=bytes([number]) * 32),
        "another root of that name": replace(honest, authority=middle, chain=(middle, evil)),
        "the listed root behind another chain": replace(honest, authority=middle, chain=(middle, ROOT)),
        "signed by an attested key": replace(honest, number=400 + number, authority=key, chain=(key, AUTHORITY)),
        "a nonce in the issuer": replace(honest, authority=bearing, chain=(bearing,)),
        "signed by no authority": replace(honest, authority=plain, chain=(plain,)),
        "the authority left out": replace(honest, chain=()),
        "not begun": replace(honest, begins=AT + timedelta(days=number + 1), ends=AT + timedelta(days=90)),
    }
    yield from changed.items()


def _assertions(honest: Installation, number: int) -> Iterator[Forged]:
    key = key_digest(spki(honest.key))
    other = ContentDigest(hashlib.sha256(bytes([number])).digest())
    seen = replace(READER, counters=(SeenCounter(key, number + 1, other),))
    yield "a count that was used for other content", captured(honest, honest.assertion(counter=number + 1)), seen
    answered = replace(READER, counters=(SeenCounter(key, number + 2),))
    yield "a count below the last answer", captured(honest, honest.assertion(counter=number + 1)), answered
    yield "the same count as the last answer", captured(honest, honest.assertion(counter=number + 2)), answered
    yield "a count of none", captured(honest, honest.assertion(counter=0)), READER
    yield "other content", captured(honest, honest.assertion(content=other)), READER
    yield "another app's", captured(honest, honest.assertion(app="TEAM123456.org.example.other")), READER
    yield "another key's", captured(honest, honest.assertion(number=500 + number)), READER
    yield "another challenge", captured(honest, honest.assertion(), challenge=other), READER
    cut = cbor2.loads(honest.assertion())
    cut["authenticatorData"] += b"\x00"
    yield "more data than there is", captured(honest, cbor2.dumps(cut)), READER


def _rewritten(honest: Installation) -> bytes:
    held = cbor2.loads(honest.attestation())
    other = replace(honest, app="TEAM123456.org.example.other")
    held["authData"] = other.data()
    return cbor2.dumps(held)


def test_an_honest_installation_counts_either_way() -> None:
    assert counts(verified(Installation().attestation()))
    later = Installation(made_for=CHALLENGE, begins=AT - timedelta(days=300), ends=AT - timedelta(days=297))
    assert counts(verified(captured(later, later.assertion())))


def test_none_of_the_forgeries_counts() -> None:
    assert len(forged()) >= 400
    assert [name for name, attestation, reader in forged() if counts(verified(attestation, reader))] == []


def test_a_capture_may_be_looked_at_again_and_captures_in_any_order() -> None:
    one = Installation(made_for=CHALLENGE)
    key = key_digest(spki(one.key))
    seen = replace(READER, counters=(SeenCounter(key, 7, CONTENT), SeenCounter(key, 9, ContentDigest(b"x" * 32))))
    assert counts(verified(captured(one, one.assertion(counter=7)), seen))
    assert counts(verified(captured(one, one.assertion(counter=8)), seen))


def test_an_app_that_nobody_counts_is_said_to_be_none_that_counts() -> None:
    nobody = replace(READER, apps=())
    assert verified(Installation().attestation(), nobody).app is AppStanding.NOT_CHECKED
    assert verified(Installation().attestation(), replace(READER, apps=("A.b",))).app is AppStanding.NOT_COUNTED
    assert verified(Installation().attestation()).claims == {"environment": "production"}
    assert APP not in repr(verified(Installation().attestation()))


def _forgets_the_nonce(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checking, "_made_for", lambda *_: True)


def _forgets_the_count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checking, "replayed", lambda *_: False)


def _forgets_authorities(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(walking, "_may_issue", lambda *_: True)
    patch.setattr(checking, "_RULES", Rules())


def _forgets_apples_steps(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checking, "_wrong", lambda *_: None)


def _forgets_signatures(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(walking, "signed_with", lambda *_, **__: True)


@pytest.mark.parametrize(
    "plant",
    [_forgets_the_nonce, _forgets_the_count, _forgets_authorities, _forgets_apples_steps, _forgets_signatures],
)
def test_a_forgetful_check_is_found_out(plant: Callable[[pytest.MonkeyPatch], None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        assert any(counts(verified(attestation, reader)) for _, attestation, reader in forged())
