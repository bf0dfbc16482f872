"""Ten thousand altered identities: none raises, none is vouched for, and a check that forgets its part is noticed."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import cbor2
import pytest

from provenance.credentials.boxes import children, superbox
from provenance.credentials.cose import read_sign1
from provenance.credentials.examiner import Examiner
from provenance.credentials.identities import judging
from provenance.credentials.identities.assertion import read_assertion
from provenance.credentials.identities.boxes import Boxed, identities_in
from provenance.credentials.identities.judging import VALIDATED, Circumstances, judged
from provenance.credentials.identities.tests.workshop import pem_of, with_identity
from provenance.credentials.library import Library
from provenance.credentials.pools import Pools
from provenance.credentials.reading import Label, Status
from provenance.credentials.tests.workshop import NOW, authority, policy
from provenance.policy import Tier, TrustList
from provenance.types import State

MAKER, PRESS, STRANGERS = (authority(name) for name in ("Tool Maker", "Press CA", "Strangers' CA"))
LISTS = policy(TrustList(Tier.NEWSROOM, "people", pem_of(PRESS)))
TRIES = 10_000


def store_of(content: bytes) -> bytes:
    store = Library(Pools()).archive(io.BytesIO(content), "image/jpeg")
    assert store is not None
    return store


def boxed_in(content: bytes) -> Boxed:
    return next(one for found in identities_in(store_of(content)).values() for one in found.values())


FILE = with_identity(MAKER.issues("A Tool", NOW), PRESS.issues("Alice Author", NOW))
FORGERY = with_identity(MAKER.issues("A Tool", NOW), STRANGERS.issues("Alice Author", NOW))
HONEST, FORGED = boxed_in(FILE), boxed_in(FORGERY)
STEP = Examiner(LISTS).examine(io.BytesIO(FILE), "image/jpeg", NOW).steps[0]  # type: ignore[union-attr]
# The library is taken to have been fooled: whatever is altered, it says that the signature holds.
FOOLED = (Status(VALIDATED, Label("any"), failed=False, now=True),)
GIVEN = Circumstances(STEP, FOOLED, LISTS, NOW)


def test_the_honest_one_holds_or_the_rig_would_try_nothing() -> None:
    assert judged(HONEST, GIVEN).code == "identity.listed"
    assert judged(FORGED, GIVEN).code == "identity.untrusted"


def test_a_failure_that_somebody_only_recorded_accuses_nobody() -> None:
    recorded = Status("cawg.identity.hard_binding_missing", Label("any"), failed=True, now=False)
    found = judged(HONEST, replace(GIVEN, statuses=(*FOOLED, recorded)))
    assert (found.state, found.code) == (State.NOT_CHECKED, "identity.recorded_failure")
    again = judged(HONEST, replace(GIVEN, statuses=(*FOOLED, replace(recorded, now=True))))
    assert (again.state, again.code) == (State.BROKEN, "identity.broken")


def altered(seed: int) -> Iterator[Boxed]:
    """One of each way of altering: bytes flipped, cut, doubled, and parts of an honest one put into a forged one."""
    chance = random.Random(seed)
    raw = bytearray(HONEST.content)
    for _ in range(chance.randint(1, 4)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    yield replace(HONEST, content=bytes(raw))
    yield replace(HONEST, content=HONEST.content[: chance.randrange(len(HONEST.content))])
    place = chance.randrange(len(HONEST.content))
    yield replace(HONEST, content=HONEST.content[:place] + chance.randbytes(3) + HONEST.content[place:])
    honest, forged = cbor2.loads(HONEST.content), cbor2.loads(FORGED.content)
    yield replace(HONEST, content=cbor2.dumps({**honest, "signature": forged["signature"]}))
    yield replace(FORGED, content=cbor2.dumps({**forged, "signature": honest["signature"]}))
    yield replace(FORGED, content=cbor2.dumps({**forged, "signature": _with_chain(forged, honest)}))
    yield replace(FORGED, content=HONEST.content)
    said = honest["signer_payload"]
    yield replace(HONEST, content=cbor2.dumps({**honest, "signer_payload": {**said, "role": [str(chance.random())]}}))


def _with_chain(forged: dict[str, bytes], honest: dict[str, bytes]) -> bytes:
    """The forged signature that shows the honest certificate."""
    own, other = _parts(forged["signature"]), _parts(honest["signature"])
    header = {**cbor2.loads(own[0]), 33: _chain_of(other)}
    return cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps(header), own[1], own[2], own[3]]))


def _parts(signature: bytes) -> list[bytes]:
    whole = cbor2.loads(signature)
    return list(whole.value if isinstance(whole, cbor2.CBORTag) else whole)


def _chain_of(parts: list[bytes]) -> object:
    return next(header[33] for header in (cbor2.loads(parts[0]), parts[1]) if 33 in header)


def accepted(check: Callable[[Boxed], str]) -> int:
    """How many altered identities are vouched for; one whose meaning is unchanged (padding) is no forgery."""
    honest, seed, tried, wrong = read_assertion(HONEST.content), 0, 0, 0
    while tried < TRIES:
        for one in altered(seed):
            tried += 1
            if check(one) == "identity.listed" and not _same(one, honest):
                wrong += 1
        seed += 1
    return wrong


def _same(one: Boxed, honest: object) -> bool:
    return one.beside is HONEST.beside and read_assertion(one.content) == honest


def test_no_altered_identity_is_vouched_for_even_where_the_library_is_fooled() -> None:
    assert accepted(lambda one: judged(one, GIVEN).code) == 0


@pytest.mark.parametrize("forgotten", ["made_by_chain", "holds"])
def test_a_check_that_forgets_its_part_is_noticed(forgotten: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if forgotten == "made_by_chain":
        monkeypatch.setattr(judging, "made_by_chain", lambda *_: True)
    else:
        monkeypatch.setattr(Boxed, "holds", lambda *_: True)
    monkeypatch.setitem(globals(), "TRIES", 800)
    assert accepted(lambda one: judged(one, GIVEN).code) > 0


def test_random_bytes_are_no_assertion_and_no_signature() -> None:
    for _ in range(3_000):
        raw = os.urandom(random.randint(0, 200))
        for start in (b"", b"\xa2", b"\xa4\x6esigner_payload", b"\x84", b"\xd2\x84"):
            read_assertion(start + raw)
            read_sign1(start + raw)


@pytest.mark.parametrize(
    "content",
    [
        b"\x81" * 100_000,
        b"\xa2" + b"\x81" * 100_000,
        b"\xa2\x6esigner_payload\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xa2\x6esigner_payload\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\xa2\x6esigner_payload\xa0\x6esigner_payload\xa0",
        b"\xd8\x1e\x82\x01\x02",
        b"\xc0\x74" + b"2026-11-22T00:00:00Z",
    ],
)
def test_depth_length_and_shorthands_are_bounded(content: bytes) -> None:
    assert read_assertion(content) is None
    assert read_sign1(content) is None


def test_a_store_whose_boxes_do_not_add_up_holds_no_identity() -> None:
    store, chance = store_of(FILE), random.Random(7)
    for _ in range(2_000):
        raw = bytearray(store)
        for _ in range(3):
            raw[chance.randrange(min(len(raw), 600))] ^= 1 << chance.randrange(8)
        for found in identities_in(bytes(raw)).values():
            for one in found.values():
                assert judged(one, GIVEN).state in State
    assert identities_in(b"") == identities_in(b"\0" * 100) == {}


def test_many_identities_in_one_manifest_are_cut() -> None:
    boxes = children(store_of(FILE)) or []
    manifest = next(one for one in boxes[1:] if b"cawg.identity" in one)
    inside = children(manifest) or []
    assertions = next(one for one in inside if b"cawg.identity" in one)
    own = children(assertions) or []
    identity = next(one for one in own if b"cawg.identity" in one[:80])
    many = [identity.replace(b"cawg.identity\0", b"cawg.identity__%02d\0" % number, 1) for number in range(60)]
    crowded = superbox(own[0], *(_fitted(one) for one in many))
    whole = superbox(boxes[0], superbox(*(crowded if one is assertions else one for one in inside)))
    assert max(len(found) for found in identities_in(whole).values()) <= 20


@pytest.mark.parametrize("name", [b"cawg.identity\0", b"c2pa.hash.data\0"])
def test_of_two_parts_with_one_name_neither_is_believed(name: bytes) -> None:
    """The library may check the one, and we the other."""
    store = store_of(FILE)
    boxes = children(store) or []
    inside = children(boxes[1]) or []
    assertions = next(one for one in inside if b"cawg.identity" in one)
    own = children(assertions) or []
    twice = superbox(*own, next(one for one in own if name in one[:80]))
    whole = superbox(boxes[0], superbox(*(twice if one is assertions else one for one in inside)))
    (found,) = identities_in(whole).values()
    assert {judged(one, GIVEN).state for one in found.values()} <= {State.NOT_CHECKED}
    assert judged(found.get("cawg.identity"), GIVEN).state is State.NOT_CHECKED


def _fitted(box: bytes) -> bytes:
    """A superbox whose description grew by four characters, its lengths set right."""
    size, inner = len(box), int.from_bytes(box[8:12]) + 4
    return size.to_bytes(4) + box[4:8] + inner.to_bytes(4) + box[12:]
