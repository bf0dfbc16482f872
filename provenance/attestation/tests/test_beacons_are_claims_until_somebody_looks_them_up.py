"""A block inside the signature says "not before" only once somebody with that chain's headers found it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from provenance.attestation.beacon import looked_up
from provenance.attestation.findings import findings_of
from provenance.attestation.tests.workshop import CONTENT, ELEMENT, NOW, READER, attested
from provenance.attestation.types import Beacon, Binding
from provenance.types import State

MADE = datetime(2026, 11, 22, 11, 55, tzinfo=UTC)
KNOWN = Beacon("eip155:1", 19_000_000, "11" * 32)
BOUND = replace(ELEMENT.verify(attested(), CONTENT, NOW, READER), beacon=KNOWN)


@dataclass
class Headers:
    """Somebody who has the headers of one block."""

    asked: list[tuple[str, int, str]] = field(default_factory=list)

    def time_of(self, chain: str, height: int, block_hash: str) -> datetime | None:
        self.asked.append((chain, height, block_hash))
        return MADE if (chain, height, block_hash) == (KNOWN.chain, KNOWN.height, KNOWN.block_hash) else None


def said(code: str) -> list[State]:
    (evidence,) = looked_up([BOUND], Headers())
    return [one.state for one in findings_of(evidence, NOW) if one.code == code]


def test_a_block_that_is_found_gives_its_time() -> None:
    (evidence,) = looked_up([BOUND], Headers())
    assert evidence.beacon == replace(KNOWN, not_before=MADE)
    assert said("camera.beacon.known") == [State.HOLDS]
    assert [one.code for one in findings_of(BOUND, NOW)][1] == "camera.beacon.not_looked_up"


def test_a_block_that_is_not_found_stays_a_claim() -> None:
    other = replace(BOUND, beacon=replace(KNOWN, block_hash="22" * 32))
    (evidence,) = looked_up([other], Headers())
    assert evidence.beacon is not None
    assert evidence.beacon.not_before is None


def test_a_block_that_no_signature_covers_is_not_even_asked_about() -> None:
    headers = Headers()
    looked_up([replace(BOUND, binding=Binding.UNBOUND)], headers)
    assert headers.asked == []


def test_several_attestations_of_one_capture_ask_once() -> None:
    headers = Headers()
    looked_up([BOUND, BOUND, BOUND], headers)
    assert len(headers.asked) == 1
