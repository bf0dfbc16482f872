"""Two sealed records of the same camera, signer, owner and hour, and an attacker who has all but the salts."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest

from chronology.anchors.evm.embedded import EMBEDDED_CHAIN_ID
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.records import BlockPoint
from verify.ledger.models import Record, Recorder
from verify.ledger.parts import Parts
from verify.ledger.selectors import latest_checkpoints, log_entry, log_file, log_health, open_records_of
from verify.ledger.services import record_open, record_sealed
from verify.ledger.tests.attacker import Link, links
from verify.ledger.tests.conftest import Hands
from verify.ledger.tests.examples import DESK, RIVAL, digest
from verify.ledger.tests.logs import KEY, leaves_of, log_in, sequencer_on
from verify.ledger.values import SealedFields

pytestmark = pytest.mark.usefixtures("ledger")

FIELDS = SealedFields(camera=b"camera body 4711", signer=b"key of the photographer", source=b"a source", link=b"a link")
CONTENTS = (digest("first picture"), digest("second picture"))


@dataclass
class PoorSource:
    """Randomness in which one salt of each record is always the same: the planted fault."""

    nth: int
    salts: int = 0

    def __call__(self, count: int) -> bytes:
        if count == 32:
            self.salts += 1
            if self.salts == self.nth:
                return b"\x2a" * 32
        return secrets.token_bytes(count)


def recorded(folder: Path, clock: Hands, use: Callable[..., Parts], fresh: Callable[[], object] | None = None) -> None:
    """Both records among others, in one hour, published under one checkpoint."""
    log = log_in(folder)
    use(log=lambda: log, engine=lambda: log.engine)
    with sequencer_on(log, clock) as sequencer:
        sequencer.beacons.offer(BlockPoint(EMBEDDED_CHAIN_ID, 7, bytes(32), int(clock().timestamp()) - 30))
        for number, content in enumerate(CONTENTS):
            if fresh is not None:
                use(randomness=fresh())
            record_sealed(sha256=content, owner=DESK, fields=FIELDS, once=f"form {number}")
            use(randomness=secrets.token_bytes)
            record_sealed(sha256=digest(f"of others {number}"), owner=RIVAL)
            record_open(sha256=digest(f"open {number}"), owner=DESK)
            sequencer.enter_open()
            sequencer.enter_sealed()
            clock.forward(600)
    signer = CheckpointSigner(log, KEY, SigningRecord(folder / "log.signed"), clock)
    signer.start()
    signer.sign()


def known_values() -> dict[str, bytes]:
    """Everything that is sealed, as its owner knows it; what is public anyway is no value of a sealed record."""
    return {
        "first content": CONTENTS[0],
        "second content": CONTENTS[1],
        "camera": FIELDS.camera,
        "signer": FIELDS.signer,
        "source": FIELDS.source,
        "link": FIELDS.link,
    }


def public_answers(folder: Path) -> list[bytes]:
    """What anybody may ask for: every entry, tile, checkpoint, look-up and the state of the log.

    Paths are left out: their hashes follow from the entries alone, and neighbours of an entry stand in them.
    """
    log = log_in(folder)
    entries = [log_entry(number) for number in range(log.head().size)]
    said = [asdict(replace(one, path=())) for one in entries if one is not None]
    assert len(said) == log.head().size
    said += [asdict(one) for one in latest_checkpoints()]
    said += [asdict(one) for content in CONTENTS for one in open_records_of(content.hex())]
    said += [asdict(log_health())]
    files = ("checkpoint", f"tile/0/000.p/{log.head().size}", f"tile/entries/000.p/{log.head().size}")
    found = [log_file(path) for path in files]
    assert all(found), "a public file was not to be had, so this proves less than it says"
    return [*(json.dumps(one, default=str).encode() for one in said), *(one for one in found if one)]


def attack(folder: Path) -> set[Link]:
    values = known_values()
    pseudonym = bytes(Recorder.objects.get(organisation_id=DESK.organisation).pseudonym)
    entries, answers = leaves_of(log_in(folder)), public_answers(folder)
    # The desk's pseudonym is public from its open records; only its use as a sealed value is searched for.
    found = links(entries, {**values, "owner": pseudonym}, answers)
    return {one for one in found if not one.how.startswith("owner")}


def test_the_attacker_learns_nothing(tmp_path: Path, clock: Hands, use_parts: Callable[..., Parts]) -> None:
    recorded(tmp_path, clock, use_parts)
    assert attack(tmp_path) == set()


@pytest.mark.parametrize(("field", "nth"), [("camera", 4), ("signer", 5)])
def test_a_salt_used_twice_ties_both_records_together(
    tmp_path: Path, clock: Hands, use_parts: Callable[..., Parts], field: str, nth: int
) -> None:
    recorded(tmp_path, clock, use_parts, lambda: PoorSource(nth))
    places = tuple(
        sorted(
            number
            for number in Record.objects.filter(organisation_id=DESK.organisation, form="sealed").values_list(
                "index", flat=True
            )
            if number is not None
        )
    )
    assert Link("same commitment", places) in attack(tmp_path), field


def test_a_salt_that_can_be_guessed_gives_the_camera_away(
    tmp_path: Path, clock: Hands, use_parts: Callable[..., Parts]
) -> None:
    @dataclass
    class Zero(PoorSource):
        def __call__(self, count: int) -> bytes:
            found = super().__call__(count)
            return bytes(32) if found == b"\x2a" * 32 else found

    recorded(tmp_path, clock, use_parts, lambda: Zero(4))
    assert "guessed camera" in {one.how for one in attack(tmp_path)}


def test_the_public_state_of_the_log_counts_no_sealed_record(
    tmp_path: Path, clock: Hands, use_parts: Callable[..., Parts]
) -> None:
    log = log_in(tmp_path)
    use_parts(log=lambda: log, engine=lambda: log.engine)
    before = log_health()
    record_sealed(sha256=CONTENTS[0], owner=DESK)
    assert log_health() == before
    record_open(sha256=CONTENTS[1], owner=DESK)
    assert log_health().waiting == before.waiting + 1
