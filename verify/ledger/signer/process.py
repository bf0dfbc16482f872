"""The signer's life: one lease, one look at what others have seen, then its duties until it is told to stop.

Order: commit durably, re-read and re-hash, sign, publish, ask witnesses, anchor (DESIGN section 7).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import structlog

from chronology.anchors.rounds import anchor_round
from chronology.errors import NotTheSequencer, PeerUnavailable, RolledBack, StoreUnavailable
from verify.ledger.asking import ADD_CHECKPOINT, DESK_KEY, DESK_SIGN, FEED_LAST, FEED_SIGN, SIGN_REPORT
from verify.ledger.local_socket import Frame
from verify.ledger.signer import duties
from verify.ledger.signer.answering import Verb, answering
from verify.ledger.signer.beacons import Beacons, Point
from verify.ledger.signer.comparing import WAITS, Comparing
from verify.ledger.signer.duties import Duty, Stopping
from verify.ledger.signer.errors import CannotSign
from verify.ledger.signer.mending import erasures_repeat
from verify.ledger.signer.reports import report_noted
from verify.ledger.signer.sequencing import MOST_ENTRIES, Sequencer
from verify.ledger.signer.state import keys_tell, signer_seen, signer_stopped
from verify.ledger.signer.workshop import Workshop

log = structlog.get_logger("signer")

# The lease of a signer that was killed runs out within two seconds; who still holds it then is alive.
LEASE_PATIENCE_SECONDS = 4.0
LOOK_SECONDS = 0.25
SEALED_LOOK_SECONDS = 1.0
HEARTBEAT_SECONDS = 5.0
# How often chain and authorities are asked how an anchor stands, and erasures are looked through.
ROUND_SECONDS = 5.0
MEND_SECONDS = 60.0
COMPARE_SECONDS = 10.0
# How the signer calls what stops it: for the doctor, the log page and the operator's alarms.
TROUBLES = {RolledBack: "rolled_back", NotTheSequencer: "second_signer"}
DAMAGED = "store_damaged"


class SignerProcess:
    """Owned by the main thread; each duty has a thread of its own and shares only the log, which is made for it."""

    def __init__(self, workshop: Workshop, folder: Path, stopping: Stopping) -> None:
        self.workshop, self.folder, self.stopping = workshop, folder, stopping
        self.was_writing = False
        self.chain_is_silent = False  # written by the duty that anchors, read by the one that asks witnesses
        self.beacons = Beacons()
        self.comparing = Comparing(workshop.log)
        self.asked = b""  # the text of the checkpoint that witnesses saw last; owned by the duty that asks them

    def run(self) -> None:
        """Work until told to stop; raises CannotSign where a person must put something right, after saying so.

        Raises StoreUnavailable where the store does not answer at the start, and NotTheSequencer where the lease was
        lost on the way: starting again helps.
        """
        try:
            erasures_repeat(at=self.workshop.clock())
            with ExitStack() as lease:
                self._take_lease(lease)
                self.was_writing = True
                self._compare()
                keys_tell(self.workshop.keys.public())
                with answering(self.folder, self._verbs()):
                    self._work()
            if self.stopping.reason is not None:
                raise self.stopping.reason
        except duties.FATAL as problem:
            trouble = TROUBLES.get(type(problem), DAMAGED)
            signer_stopped(at=self.workshop.clock(), trouble=trouble, sentence=str(problem))
            if self.was_writing and isinstance(problem, NotTheSequencer):
                raise  # starting again helps, or is refused with a sentence where a rival is alive
            raise CannotSign(trouble, str(problem)) from problem

    def _take_lease(self, lease: ExitStack) -> None:
        """Become the one writer; a second signer gives up after some seconds."""
        deadline = time.monotonic() + LEASE_PATIENCE_SECONDS
        while True:
            try:
                lease.enter_context(self.workshop.log.sequencing(f"signer {os.getpid()}"))
                break
            except NotTheSequencer:
                if time.monotonic() > deadline or self.stopping.is_set():
                    raise
            time.sleep(LOOK_SECONDS)

    def _compare(self) -> None:
        """Refuse to go on below what anybody has seen."""
        heads = self.comparing.heads(self.workshop.seen, self.workshop.near)
        self.workshop.checkpoints.start(heads, adopt=self.workshop.adopt)

    def _work(self) -> None:
        threads = [duties.start(duty, self.stopping) for duty in self._duties()]
        self.stopping.wait()
        for thread in threads:
            thread.join()

    def _duties(self) -> Iterator[Duty]:
        terms = self.workshop.terms
        sequencer = Sequencer(
            self.workshop.log,
            self.beacons,
            self.workshop.clock,
            self.workshop.randomness,
            terms.sealed_seconds,
            terms.sealed_batch,
        )
        yield Duty("heartbeat", HEARTBEAT_SECONDS, self._seen)
        yield Duty("entering", terms.batch_seconds, lambda: sequencer.enter_open() >= MOST_ENTRIES)
        yield Duty("sealing", SEALED_LOOK_SECONDS, lambda: sequencer.enter_sealed() < 0)
        yield Duty("signing", terms.checkpoint_seconds, self._sign)
        yield Duty("witnessing", terms.checkpoint_seconds, self._witness)
        yield Duty("anchoring", min(ROUND_SECONDS, terms.anchor_seconds), self._anchor)
        yield Duty("comparing", COMPARE_SECONDS, self.comparing.compare_late)
        yield Duty("mending", MEND_SECONDS, self._mend)

    def _sign(self) -> bool:
        if not self.comparing.blind:
            self.workshop.checkpoints.sign()
        return False

    def _witness(self) -> bool:
        """Ask about the newest checkpoint, once; in a thread of its own, because a witness may be slow."""
        note = self.workshop.log.checkpoint()
        if note is not None and note.split(b"\n\n")[0] != self.asked:
            self.asked = note.split(b"\n\n")[0]
            if self.workshop.cosign(note) and self.chain_is_silent:
                self._offer(self.workshop.witnessed(self.workshop.log.checkpoint() or note))
        return False

    def _anchor(self) -> bool:
        self._look_for_a_beacon()
        every = timedelta(seconds=self.workshop.terms.anchor_seconds)
        anchor_round(self.workshop.engine, self.workshop.log, self.workshop.anchors, self.workshop.clock, every=every)
        return False

    def _look_for_a_beacon(self) -> None:
        """Where the chain is silent, a cosigned checkpoint serves, and no other anchor is held up."""
        try:
            self._offer(self.workshop.recent())
            self.chain_is_silent = False
        except PeerUnavailable:
            self.chain_is_silent = True

    def _offer(self, point: Point | None) -> None:
        if point is not None:
            self.beacons.offer(point)

    def _mend(self) -> bool:
        erasures_repeat(at=self.workshop.clock())
        if self.workshop.desk:
            self.workshop.desk.forget()
        return False

    def _seen(self) -> bool:
        waits = WAITS if self.comparing.blind else ""
        signer_seen(at=self.workshop.clock(), development_chain=self.workshop.terms.development_chain, sentence=waits)
        return False

    def _verbs(self) -> dict[str, Verb]:
        verbs: dict[str, Verb] = {SIGN_REPORT: self._sign_report, ADD_CHECKPOINT: self._add_checkpoint}
        desk, feed = self.workshop.desk, self.workshop.feed
        verbs |= {FEED_LAST: feed.last, FEED_SIGN: feed.sign} if feed else {}
        return verbs | ({DESK_KEY: desk.key, DESK_SIGN: desk.sign} if desk else {})

    def _sign_report(self, body: bytes) -> Frame:
        return report_noted(body, self.workshop.keys.report, self.workshop.clock())

    def _add_checkpoint(self, body: bytes) -> Frame:
        try:
            answer = self.workshop.witness.add_checkpoint(body)
        except StoreUnavailable:
            return Frame("503", b"The witness cannot store anything now: try again later.\n")
        return Frame(str(answer.status), answer.body)
