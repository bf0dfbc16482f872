"""A block inside a capture's signature proves "not before" where a node of its chain has it as final, only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from provenance.attestation.types import Beacon, Binding, Evidence, Level, Revocation, RevocationEvidence, RootTier
from provenance.captures import with_captures
from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import BlockPoint, Tag
from provenance.types import Examination
from verify.cases import beacons
from verify.cases.beacons import with_beacons_looked_up
from verify.cases.tests.examples import AT, examination

MADE = datetime(2026, 11, 20, 8, tzinfo=UTC)
HASH = "ab" * 32
FINAL = 1_000


@dataclass
class Headers:
    """A node whose chain is final up to a height, where every block has one hash."""

    away: bool = False
    asked: int = 0

    def block(self, which: Tag | int) -> BlockPoint:
        self.asked += 1
        if self.away:
            raise NodeUnavailable("No node answers.")
        height = FINAL if isinstance(which, Tag) else which
        return BlockPoint(1, height, bytes.fromhex(HASH), MADE)  # type: ignore[arg-type]


@pytest.fixture
def headers(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Headers:
    settings.STATEMENT_CHAIN_ID = 1
    node = Headers()
    monkeypatch.setattr(beacons, "_node", lambda: node)
    return node


def naming(beacon: Beacon | None, **changes: Any) -> Examination:
    good = RevocationEvidence(Revocation.GOOD, "revocation.good", AT)
    evidence = Evidence(
        "secure_element", Level.HARDWARE, "hardware.integrity_unknown", Binding.BOUND, RootTier.MAKER, "M", good, {}
    )
    captures = (replace(evidence, beacon=beacon, **changes),)
    done = examination()
    return replace(done, report=with_captures(done.report, captures, AT), captures=captures)


def told(done: Examination) -> str:
    """What is said of when the named block was made."""
    found = with_beacons_looked_up(done)
    assert found.report.headline == done.report.headline
    (line,) = [one for one in found.report.findings if one.code.startswith("camera.beacon.")]
    return str(line.params["not_before"])


NAMED = Beacon("eip155:1", 900, HASH)


def test_a_final_block_of_our_chain_is_told_with_its_time(headers: Headers) -> None:
    assert told(naming(NAMED)) == MADE.isoformat()


@pytest.mark.parametrize(
    "beacon",
    [
        replace(NAMED, chain="eip155:137"),
        replace(NAMED, chain="demo"),
        replace(NAMED, height=FINAL + 1),
        replace(NAMED, block_hash="cd" * 32),
    ],
    ids=["another chain", "no chain", "not final", "another block"],
)
def test_anything_else_stays_a_claim(headers: Headers, beacon: Beacon) -> None:
    assert told(naming(beacon)) == ""


def test_a_silent_node_leaves_the_claim_a_claim(headers: Headers) -> None:
    headers.away = True
    assert told(naming(NAMED)) == ""


@pytest.mark.parametrize("changes", [{"root": RootTier.NONE}, {"binding": Binding.UNBOUND}])
def test_nodes_are_not_asked_for_strangers(headers: Headers, changes: dict[str, Any]) -> None:
    done = naming(NAMED, **changes)
    assert with_beacons_looked_up(done) is done
    assert headers.asked == 0


def test_a_file_without_a_beacon_asks_nobody(headers: Headers) -> None:
    done = naming(None)
    assert with_beacons_looked_up(done) is done
    assert headers.asked == 0
