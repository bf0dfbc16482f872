"""Real witnesses over a real log; only the wire between them is left out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from chronology.errors import PeerUnavailable
from chronology.log import Log
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.notes import Algorithm, Ed25519NoteSigner
from chronology.schema.engines import open_engine
from chronology.schema.upgrade import upgrade
from chronology.witnesses import HttpAnswer, Witness, WitnessPeer
from verify.ledger.models import Record
from verify.ledger.parts import Parts, parts
from verify.ledger.selectors import latest_checkpoints, open_records_of, time_of
from verify.ledger.services import record_open
from verify.ledger.signer.cosigning import cosignatures_fetch, witness_point
from verify.ledger.tests.conftest import TERMS, Hands
from verify.ledger.tests.examples import DESK, digest
from verify.ledger.tests.logs import KEY, log_in, sequencer_on

pytestmark = pytest.mark.usefixtures("ledger")


class Wire:
    """Takes a question to the witness behind an address; one of them may be away."""

    def __init__(self, folder: Path, clock: Hands) -> None:
        self.folder, self.clock = folder, clock
        self.witnesses: dict[str, Witness] = {}
        self.away: set[str] = set()

    def add(self, name: str) -> WitnessPeer:
        signer = Ed25519NoteSigner.generate(name, secrets.token_bytes, Algorithm.ED25519_COSIGNATURE)
        address = f"https://{name}"
        engine = open_engine(f"sqlite:///{self.folder / name.replace('/', '-')}.sqlite3")
        upgrade(engine)
        self.witnesses[address] = Witness(engine, signer, {TERMS.origin: [KEY.verifier]}, self.clock)
        return WitnessPeer(address, (signer.verifier,), name)

    def __call__(self, url: str, body: bytes, *, timeout: float, at_most: int) -> HttpAnswer:
        address = url.removesuffix("/add-checkpoint")
        if address in self.away:
            raise PeerUnavailable("The witness does not answer.")
        answer = self.witnesses[address].add_checkpoint(body)
        return HttpAnswer(answer.status, answer.content_type, answer.body)


@dataclass
class Site:
    """A log with its signer, the wire to witnesses, and the parts of the ledger."""

    log: Log
    wire: Wire
    clock: Hands
    use: Callable[..., Parts]

    def ask(self, names: Sequence[str]) -> list[WitnessPeer]:
        """Make these the witnesses of the installation."""
        peers = [self.wire.add(name) for name in names]
        self.use(terms=replace(parts().terms, witnesses=tuple(peer.keys[0].vkey for peer in peers)))
        return peers

    def publish(self) -> tuple[Record, bytes]:
        """One open record under a signed checkpoint."""
        record = record_open(sha256=digest("a"), owner=DESK)
        with sequencer_on(self.log, self.clock) as sequencer:
            sequencer.enter_open()
        signer = CheckpointSigner(self.log, KEY, SigningRecord(self.wire.folder / "log.signed"), self.clock)
        signer.start()
        note = signer.sign()
        assert note is not None
        record.refresh_from_db()
        return record, note


@pytest.fixture
def site(tmp_path: Path, clock: Hands, use_parts: Callable[..., Parts]) -> Site:
    log = log_in(tmp_path / "log")
    use_parts(log=lambda: log, engine=lambda: log.engine)
    return Site(log, Wire(tmp_path, clock), clock, use_parts)


@pytest.mark.parametrize(
    ("names", "operators", "source"),
    [
        (["w.one.org", "w.two.org", "w.three.org"], 3, "witnesses"),
        (["w.one.org", "w.two.org"], 2, None),
        (["a.one.org", "b.one.org", "w.two.org"], 2, None),
        (["w.one.org", "w.two.org", "witness.example.org"], 2, None),
    ],
)
def test_operators_are_counted_and_our_own_never(
    site: Site, names: list[str], operators: int, source: str | None
) -> None:
    peers = site.ask(names)
    record, note = site.publish()
    assert cosignatures_fetch(site.log, site.wire, peers, note) == len(names)
    seen = time_of(record)
    assert len(seen.cosigned.by) == operators
    assert seen.cosigned.holds is (source is not None)
    assert latest_checkpoints()[0].cosigned == seen.cosigned
    found = open_records_of(record.sha256)[0]
    assert ("cosigned" in found.states) is (source is not None)
    assert (found.by.source if found.by else None) == source


def test_a_witness_that_is_away_holds_up_none_of_the_others(site: Site) -> None:
    peers = site.ask(["w.one.org", "w.two.org", "w.three.org"])
    site.wire.away = {"https://w.two.org"}
    record, note = site.publish()
    assert cosignatures_fetch(site.log, site.wire, peers, note) == 2
    assert time_of(record).cosigned.asked == 3
    assert not time_of(record).cosigned.holds
    site.wire.away = set()
    cosignatures_fetch(site.log, site.wire, peers, note)
    assert time_of(record).cosigned.holds


def test_a_cosigned_checkpoint_serves_as_a_beacon_where_no_chain_does(site: Site) -> None:
    peers = site.ask(["w.one.org", "w.two.org"])
    _, note = site.publish()
    assert witness_point(note, peers) is None, "nobody cosigned it yet"
    site.clock.forward(7)
    cosignatures_fetch(site.log, site.wire, peers, note)
    point = witness_point(site.log.checkpoint() or b"", peers)
    assert point is not None
    assert (point.size, point.time) == (1, int(site.clock().timestamp()))
    with sequencer_on(site.log, site.clock) as sequencer:
        sequencer.beacons.offer(point)
        later = record_open(sha256=digest("later"), owner=DESK)
        sequencer.enter_open()
    later.refresh_from_db()
    not_before = time_of(later).not_before
    assert not_before is not None
    assert (not_before.source, not_before.at) == ("witnesses", site.clock())
    assert not not_before.development
