"""Stamping with a calendar that runs on loopback and builds real proofs."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from chronology.anchors.opentimestamps import OpenTimestampsAnchor, OtsState, check_ots
from chronology.anchors.opentimestamps.proof import OtsProof
from chronology.anchors.protocol import Anchor, AnchorState, AnchorTarget, Standing
from chronology.anchors.web import Web
from chronology.errors import PeerUnavailable, ProofBroken
from chronology.types import LogId, RootHash, TreeSize
from fixtures.calendar import Calendar, calendar_server

TEXT = b"example.org/log\n7\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n"
TARGET = AnchorTarget(
    LogId(bytes(32)), TreeSize(7), RootHash(b"\xaa" * 32), TEXT + "\n— example.org/log AAAAAAAA\n".encode()
)


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    with calendar_server() as running:
        yield running


def anchor(calendar: Calendar) -> OpenTimestampsAnchor:
    return OpenTimestampsAnchor(Web(), calendar.url, os.urandom)


def test_it_is_an_anchor(calendar: Calendar) -> None:
    found: Anchor = anchor(calendar)
    assert (found.kind, found.name, found.development) == ("opentimestamps", "127.0.0.1", False)


def test_a_promise_is_seen_and_a_block_is_final(calendar: Calendar) -> None:
    found = anchor(calendar)
    seen = found.submit(TARGET)
    assert seen.state is AnchorState.SEEN
    assert found.poll(TARGET, seen).state is AnchorState.SEEN
    calendar.promise(os.urandom(32))
    block = calendar.mine(900_000, at=1_790_000_000)
    final = found.poll(TARGET, seen)
    assert (final.state, final.reference) == (AnchorState.FINAL, "900000")
    answer = check_ots(final.memo, text=TEXT, headers={900_000: block})
    assert (answer.state, answer.height) == (OtsState.MATCHES_HEADER, 900_000)


def test_the_pending_proof_is_already_worth_keeping(calendar: Calendar) -> None:
    found = anchor(calendar)
    evidence = found.evidence(TARGET, found.submit(TARGET))
    assert evidence is not None
    answer = check_ots(evidence, text=TEXT)
    assert (answer.state, answer.calendars) == (OtsState.PENDING, (calendar.url,))
    assert found.verify(TARGET, evidence).at is None


def test_the_calendar_never_sees_the_digest_itself(calendar: Calendar) -> None:
    first, second = anchor(calendar).submit(TARGET), anchor(calendar).submit(TARGET)
    assert OtsProof.parse(first.memo).digest == OtsProof.parse(second.memo).digest
    asked = [OtsProof.parse(one.memo).promises[0].commitment for one in (first, second)]
    assert asked[0] != asked[1]


def test_only_our_own_calendar_is_asked_again(calendar: Calendar) -> None:
    """An answer could name any address as its calendar; following it would be a way into our network."""
    with calendar_server() as elsewhere:
        calendar.url, own = elsewhere.url, calendar.url
        found = OpenTimestampsAnchor(Web(), own, os.urandom)
        seen = found.submit(TARGET)
        elsewhere.settled, elsewhere.waiting = calendar.settled, calendar.waiting
        elsewhere.mine(1, at=1)
        assert found.poll(TARGET, seen).state is AnchorState.SEEN


def test_evidence_for_another_checkpoint_is_broken(calendar: Calendar) -> None:
    found = anchor(calendar)
    memo = found.submit(TARGET).memo
    other = AnchorTarget(TARGET.log_id, TreeSize(8), TARGET.root, TARGET.checkpoint.replace(b"\n7\n", b"\n8\n"))
    with pytest.raises(ProofBroken):
        found.verify(other, memo)


def test_a_silent_calendar_is_unavailable_and_loses_nothing() -> None:
    with calendar_server() as running:
        seen = anchor(running).submit(TARGET)
    with pytest.raises(PeerUnavailable):
        anchor(running).poll(TARGET, seen)
    with pytest.raises(PeerUnavailable):
        anchor(running).submit(TARGET)


class Says:
    """A peer that says one thing only."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def post(self, url: str, body: bytes, *, content_type: str, at_most: int) -> bytes:
        return self._answer

    def get(self, url: str, *, at_most: int) -> bytes | None:
        return self._answer


@pytest.mark.parametrize("answer", [b"", b"\x00", b"<html>", b"\x08" * 400, bytes(20_000)])
def test_nonsense_is_of_no_use(calendar: Calendar, answer: bytes) -> None:
    hostile = OpenTimestampsAnchor(Says(answer), calendar.url, os.urandom)
    with pytest.raises(PeerUnavailable):
        hostile.submit(TARGET)
    seen: Standing = anchor(calendar).submit(TARGET)
    with pytest.raises(PeerUnavailable):
        hostile.poll(TARGET, seen)
