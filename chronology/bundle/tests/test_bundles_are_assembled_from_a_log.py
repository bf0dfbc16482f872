"""From a real log to bytes and back: beacons, anchors of other sizes, openings, and patience before a checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from chronology.bundle import Bundle, GradeState, check_for
from chronology.bundle.assemble import BEACON_SEARCH_LIMIT, Enclosed, assemble
from chronology.bundle.tests.full import LATER, REPORT, full
from chronology.bundle.tests.making import AT, LOG_KEY, PHOTO_DIGEST, block_leaf, photo_leaf
from chronology.errors import StoreUnavailable
from chronology.log import Log, open_log
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.records import Field, sealed_leaf


@dataclass
class Site:
    """A log with its signer, as an installation has it."""

    log: Log
    signer: CheckpointSigner

    def add(self, *leaves: bytes) -> list[int]:
        with self.log.sequencing("test"):
            return [int(one.index) for one in self.log.append_many(leaves)]

    def sign(self) -> bytes:
        note = self.signer.sign()
        assert note is not None
        return note


@dataclass(frozen=True)
class Found:
    """An anchor as the selectors of the anchors give it."""

    kind: str
    size: int
    checkpoint: bytes
    evidence: bytes | None


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    log = open_log(tmp_path / "log", vkey=LOG_KEY.vkey)
    signer = CheckpointSigner(log, LOG_KEY, SigningRecord(tmp_path / "signed"), lambda: AT)
    signer.start()
    yield Site(log, signer)
    log.engine.dispose()


def states(bundle: Bundle) -> dict[str, GradeState]:
    answer = check_for(Bundle.read(bundle.to_bytes()), replace(full().question(), witnesses=()))
    return {one.code: one.state for one in answer.grades}


def test_a_record_is_bundled_behind_its_nearest_beacon(site: Site) -> None:
    site.add(block_leaf(at=AT - timedelta(hours=2)), b"older", block_leaf(), b"beside", photo_leaf(), b"behind")
    site.sign()
    bundle = assemble(site.log, [4], at=AT)
    assert bundle.records[0].beacon is not None
    assert bundle.records[0].beacon.index == 2
    assert states(bundle)["beacon_named"] is GradeState.NOT_CHECKED
    assert states(bundle)["names_this_file"] is GradeState.HOLDS


def test_a_beacon_is_looked_for_across_filed_tiles_and_not_for_ever(site: Site) -> None:
    far = [f"entry {number}".encode() for number in range(BEACON_SEARCH_LIMIT)]
    site.add(block_leaf(), *far, photo_leaf())
    site.sign()
    near = assemble(site.log, [BEACON_SEARCH_LIMIT], at=AT).records[0]
    assert near.beacon is not None
    assert assemble(site.log, [BEACON_SEARCH_LIMIT + 1], at=AT).records[0].beacon is None


def test_anchors_of_older_and_newer_checkpoints_come_along_with_their_proofs(site: Site) -> None:
    from chronology.bundle.tests.full import evm_evidence

    site.add(block_leaf(), photo_leaf(), b"more")
    older = site.sign()
    site.add(*(f"entry {number}".encode() for number in range(300)))
    newer = site.sign()
    found = [
        Found("evm", 3, older, evm_evidence(older)),
        Found("evm", 303, newer, evm_evidence(newer)),
        Found("rfc3161", 3, older, None),
    ]
    bundle = assemble(site.log, [1], at=AT, anchors=found)
    assert [len(one.path) > 0 for one in bundle.anchors] == [True, False], "what has no evidence stays out"
    answer = check_for(bundle, replace(full().question(), witnesses=()))
    assert [one.code for one in answer.grades if one.subject.startswith("anchor ")] == ["matches_supplied_header"] * 2
    assert answer.interval.before is not None


def test_an_anchor_from_before_the_record_stays_out(site: Site) -> None:
    site.add(b"first")
    older = site.sign()
    site.add(photo_leaf())
    site.sign()
    assert assemble(site.log, [1], at=AT, anchors=[Found("evm", 1, older, b"evidence")]).anchors == ()


def test_a_sealed_record_is_opened_only_as_far_as_asked(site: Site) -> None:
    sealed = sealed_leaf({Field.CONTENT: PHOTO_DIGEST, Field.CAMERA: b"camera"}, Random(1).randbytes)
    site.add(block_leaf(), sealed.leaf)
    site.sign()
    bundle = assemble(site.log, [1], at=AT, openings={1: sealed.openings[:1]})
    assert b"camera" not in bundle.to_bytes()
    assert states(bundle)["names_this_file"] is GradeState.HOLDS
    assert "sealed" in states(assemble(site.log, [1], at=AT))


def test_several_records_share_one_checkpoint_and_one_beacon(site: Site) -> None:
    site.add(block_leaf(), photo_leaf(), b"other", photo_leaf(recorder=bytes(16)))
    site.sign()
    bundle = assemble(site.log, [3, 1, 3], at=AT, enclosed=Enclosed(report=REPORT))
    assert [one.index for one in bundle.records] == [1, 3]
    assert Bundle.read(bundle.to_bytes()).to_bytes() == bundle.to_bytes()
    assert states(bundle)["report_unsigned"] is GradeState.UNTRUSTED


def test_before_a_checkpoint_covers_it_the_caller_is_asked_for_patience(site: Site) -> None:
    site.add(photo_leaf())
    with pytest.raises(StoreUnavailable, match="Ask again"):
        assemble(site.log, [0], at=AT)
    site.sign()
    site.add(b"more")
    with pytest.raises(StoreUnavailable):
        assemble(site.log, [1], at=AT)
    assert check_for(assemble(site.log, [0], at=AT), full().question()).size == 1
    assert LATER > AT
