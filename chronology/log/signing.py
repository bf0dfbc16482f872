"""Sign checkpoints of what is committed, in this order: read back, re-hash, compare, sign, record, publish.

What others have seen of the log (a chain, witnesses, our own signing record) is compared at the start, so that a store
put back from an old backup ends in a loud stop and never in a second history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import select

from chronology.errors import Malformed, NotTheSequencer, ProofBroken, RolledBack
from chronology.log.entries import hashes_of
from chronology.log.failures import store_failures
from chronology.log.faults import Faults, Point, no_faults
from chronology.log.log import Log
from chronology.log.signing_record import SigningRecord
from chronology.log.tables import checkpoints
from chronology.log.times import milliseconds
from chronology.merkle.compact import CompactRange
from chronology.notes.checkpoint import Checkpoint
from chronology.notes.keys import NoteSigner
from chronology.notes.signed_checkpoint import open_checkpoint, sign_checkpoint
from chronology.schema.engines import writing
from chronology.tiles import FULL_WIDTH, TilePath
from chronology.types import Clock, SeenHead, TreeHead, TreeSize

REHASHED_AT_ONCE = 4_096
"""Entries read back in one step, so that signing after a long pause needs little memory."""
_NO_RECORD = (
    ", so nobody can say what this key has signed. Put it back; only where it is lost for good and no newer checkpoint "
    "can exist,"
)
_STOP = "Nothing is signed any more: find out whether the store was put back from a backup, and restore the newest one."


class CheckpointSigner:
    """Signs for one log with its key; used by one thread."""

    def __init__(
        self, log: Log, signer: NoteSigner, record: SigningRecord, clock: Clock, faults: Faults = no_faults
    ) -> None:
        if signer.verifier.vkey != log.vkey:
            raise Malformed(f"This key does not sign for {log.origin}; give the key the log was made with.")
        self._log, self._signer, self._record, self._clock, self._faults = log, signer, record, clock, faults
        self._recorded: bytes | None = None
        self._published = False
        self._tried: tuple[bytes, CompactRange] | None = None  # what the record may hold after a failure
        self._tree: CompactRange | None = None  # of what is signed; None until `start`

    def start(self, seen: Iterable[SeenHead] = (), *, adopt: bool = False) -> None:
        """Compare the log with every head of it that anybody holds; raises RolledBack where it is behind or differs.

        `adopt` begins a new signing record from the newest published checkpoint where the record is lost for good.
        """
        self._recorded = self._record.read()
        newest = self._log.checkpoint()
        if self._recorded is None and newest is not None:
            self._adopt(newest, allowed=adopt)
        signed = [*([self._opened(newest)] if newest else []), *self._signed_last()]
        own = [SeenHead("our own signature", one.size, one.root) for one in signed]
        committed = self._log.head()
        self._require_no_more_tiles(committed)
        newest_signed = max((one.size for one in signed), default=TreeSize(0))
        for head in (*seen, *own):
            self._require_ours(head, committed)
            if head.root is None and head.size > newest_signed:  # it cannot be compared, so it must be known
                raise RolledBack(f"{head.source} holds {head.size} entries; only {newest_signed} were signed. {_STOP}")
        self._tree = self._log.range_at(newest_signed)

    def sign(self) -> bytes | None:
        """Publish a checkpoint of everything committed; None where the newest one covers it already.

        Raises RolledBack or ProofBroken where the store shrank or no longer holds what it committed to: stop then, and
        tell a human. After StoreUnavailable call it again.
        """
        if self._tree is None:
            raise NotTheSequencer("Compare the log with what others have seen (start) before signing.")
        self._settle()
        self._publish_recorded()
        head = self._log.head()
        if head.size == self._tree.size:
            return None
        tree = self._rehashed(self._tree, head)
        with store_failures():
            self._faults(Point.SIGN_BEFORE)
            note = sign_checkpoint(head, self._log.origin, self._signer)
            self._faults(Point.SIGN_AFTER)
        self._tried = note, tree
        self._record.replace(expected=self._recorded, note=note)
        self._recorded, self._published, self._tree, self._tried = note, False, tree, None
        self._publish_recorded()
        return note

    def _settle(self) -> None:
        """After a failed try to replace the record: see which note it holds, and make that one durable."""
        if self._tried is None:
            return
        note, tree = self._tried
        if self._record.read() == note:
            self._record.replace(expected=note, note=note)
            self._recorded, self._tree, self._published = note, tree, False
        self._tried = None

    def _rehashed(self, signed: CompactRange, head: TreeHead) -> CompactRange:
        """The tree over the entries as they are stored now, which must be the committed one."""
        if head.size < signed.size:
            raise RolledBack(f"The log has {head.size} entries, but {signed.size} were signed. {_STOP}")
        tree = signed.copy()
        for part in _parts(self._log.entries(signed.size, head.size)):
            tree.extend(hashes_of(part))
        if tree.root() != head.root:
            raise ProofBroken(f"Stored entries from {signed.size} on are not what was committed. {_STOP}")
        return tree

    def _publish_recorded(self) -> None:
        """Publish the note of the signing record, which a crash may have left unpublished."""
        if self._recorded is None or self._published:
            return
        checkpoint = self._opened(self._recorded)
        with store_failures(), writing(self._log.engine) as connection:
            same = (checkpoints.c.log == self._log.number) & (checkpoints.c.size >= checkpoint.size)
            if connection.execute(select(checkpoints.c.size).where(same).limit(1)).first() is None:
                connection.execute(checkpoints.insert().values(self._row(checkpoint, self._recorded)))
            self._faults(Point.PUBLISH_BEFORE)
        with store_failures():
            self._faults(Point.PUBLISH_AFTER)
        self._published = True

    def _row(self, checkpoint: Checkpoint, note: bytes) -> dict[str, int | bytes]:
        return {
            "log": self._log.number,
            "size": checkpoint.size,
            "root": checkpoint.root,
            "note": note,
            "signed_at": milliseconds(self._clock),
        }

    def _opened(self, note: bytes) -> Checkpoint:
        return open_checkpoint(note, origin=self._log.origin, verifiers=(self._signer.verifier,))

    def _adopt(self, newest: bytes, *, allowed: bool) -> None:
        if not allowed:
            raise RolledBack(f"The signing record is missing{_NO_RECORD} adopt the newest published one.")
        self._record.replace(expected=None, note=newest)
        self._recorded = newest

    def _signed_last(self) -> list[Checkpoint]:
        """What the signing record holds."""
        try:
            return [] if self._recorded is None else [self._opened(self._recorded)]
        except Malformed as error:
            sentence = f"The signing record is damaged{_NO_RECORD} move it away and adopt the newest published one."
            raise RolledBack(sentence) from error

    def _require_no_more_tiles(self, committed: TreeHead) -> None:
        """Only what is committed is filed: a full tile of later entries tells of a database that lost them."""
        next_full = committed.size // FULL_WIDTH
        if self._log.tiles.read(str(TilePath(None, next_full))) is None:
            return
        if self._log.head().size // FULL_WIDTH <= next_full:  # it may have been committed and filed meanwhile
            raise RolledBack(
                f"The store of tiles holds at least {(next_full + 1) * FULL_WIDTH} entries, more than the "
                f"{committed.size} entries of the database. {_STOP} A new log needs a store of tiles of its own."
            )

    def _require_ours(self, seen: SeenHead, committed: TreeHead) -> None:
        if seen.size > committed.size:
            raise RolledBack(
                f"{seen.source} holds {seen.size} entries of this log, the store {committed.size}. {_STOP}"
            )
        if seen.root is not None and seen.root != self._log.root_at(seen.size):
            raise RolledBack(f"{seen.source} holds another history of this log at {seen.size} entries. {_STOP}")


def _parts(entries: Iterator[bytes]) -> Iterator[Sequence[bytes]]:
    while part := list(islice(entries, REHASHED_AT_ONCE)):
        yield part
