"""The fullest bundle: two records, one sealed, a beacon, five anchors, a report and its lists. Made once a run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from random import Random

from cryptography.x509 import Certificate
from rfc3161_client import TimestampRequestBuilder

from chronology.anchors.evm.abi import EVENT_TOPIC, anchor_call
from chronology.anchors.evm.tests.forging import CONTRACT, PUBLISHER, Block, receipt, signed
from chronology.anchors.opentimestamps import OpenTimestampsAnchor
from chronology.anchors.protocol import AnchorTarget
from chronology.anchors.stamped import stamped_text
from chronology.anchors.web import Web
from chronology.bundle import Bundle, Question, logs_from, sign_report, witnesses_from
from chronology.bundle.tests.making import (
    AT,
    LOG_KEY,
    PHOTO_DIGEST,
    RECORDER,
    Tree,
    block_leaf,
    photo_leaf,
    witness_lines,
)
from chronology.notes import log_id, read_checkpoint
from chronology.records import Field, Sealed, sealed_leaf
from fixtures.calendar import calendar_server
from fixtures.pki import TIME_STAMPING, Identity, founded
from fixtures.stamping import stamp

LOG_ID = log_id(LOG_KEY.vkey)
STAMPED, MINED = AT + timedelta(minutes=5), AT + timedelta(minutes=7)
LATER = AT + timedelta(hours=1)
LISTS = [{"name": "demo list", "sha256": "ab" * 32, "issued": None, "fetched": None}]
REPORT = json.dumps(
    {"schema": "firstlight.report/1", "media": {"sha256": PHOTO_DIGEST.hex()}, "made_with": {"lists": LISTS}}
).encode()


@dataclass(frozen=True)
class Full:
    """The bundle, and what a reader who trusts everybody in it would list."""

    bundle: Bundle
    tree: Tree
    sealed: Sealed
    tsa_roots: Sequence[Certificate]

    def question(self) -> Question:
        logs, witnesses = logs_from([LOG_KEY.vkey]), witnesses_from(witness_lines())
        return Question(LATER, PHOTO_DIGEST, logs, witnesses, tuple(self.tsa_roots))


@lru_cache
def full() -> Full:
    tree = Tree([f"entry {number}".encode() for number in range(3)])
    sealed = sealed_leaf({Field.CONTENT: PHOTO_DIGEST, Field.OWNER: RECORDER}, Random(7).randbytes)
    beacon = tree.add(block_leaf())
    opened, hidden = tree.add(photo_leaf()), tree.add(sealed.leaf)
    early = tree.checkpoint()
    tree.add(*(f"later {number}".encode() for number in range(4)))
    size = len(tree.entries)
    own = tree.checkpoint(cosigned_at=AT + timedelta(minutes=3))
    tree.add(b"much later")
    late = tree.checkpoint()
    house = founded("DEMO Clock House", AT)
    stamper = house.issues("DEMO Clock House stamp", AT, purposes=TIME_STAMPING)
    anchors = (
        tree.anchor("evm", evm_evidence(own), own, size),
        tree.anchor("evm", evm_evidence(late, chain_id=31_337), late, size),
        tree.anchor("rfc3161", time_stamp(early, stamper), early, size),
        *(tree.anchor("opentimestamps", one, late, size) for one in calendar_proofs(late)),
    )
    bundle = Bundle(
        records=(
            tree.record(opened, size, beacon=beacon),
            tree.record(hidden, size, beacon=beacon, openings=sealed.openings[:1]),
        ),
        vkey=LOG_KEY.vkey,
        checkpoint=own,
        written_at=AT,
        anchors=anchors,
        report=REPORT,
        report_signature=sign_report(REPORT, LOG_KEY, AT),
        lists=json.dumps({"lists": LISTS}).encode(),
    )
    return Full(bundle, tree, sealed, (house.certificate,))


def evm_evidence(note: bytes, *, chain_id: int = 137) -> bytes:
    """What a block that anchors this checkpoint shows; nobody mined it, but every proof in it is honest."""
    head = read_checkpoint(note)[0]
    call = signed(anchor_call(LOG_ID, head.size, head.root), chainId=chain_id)
    topics = [EVENT_TOPIC, PUBLISHER.rjust(32, b"\x00"), LOG_ID]
    event: list[object] = [CONTRACT, topics, head.size.to_bytes(32, "big") + head.root]
    return Block((call,), (receipt(event),), time=int(MINED.timestamp())).evidence()


def time_stamp(note: bytes, stamper: Identity) -> bytes:
    """The answer of an authority about this checkpoint."""
    request = TimestampRequestBuilder().data(stamped_text(note)).build()
    return stamp(request.as_bytes(), stamper, STAMPED)


def calendar_proofs(note: bytes) -> tuple[bytes, bytes]:
    """A pending proof of a real calendar on loopback, and the same one once it led into a block."""
    head = read_checkpoint(note)[0]
    target = AnchorTarget(LOG_ID, head.size, head.root, note)
    with calendar_server() as calendar:
        anchor = OpenTimestampsAnchor(Web(), calendar.url, Random(9).randbytes)
        seen = anchor.submit(target)
        calendar.mine(900_000, at=int(MINED.timestamp()))
        final = anchor.poll(target, seen)
        found = anchor.evidence(target, seen), anchor.evidence(target, final)
    pending, final = found
    assert pending
    assert final
    return pending, final
