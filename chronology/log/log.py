"""The log: what any process may read, and what its one sequencer may append."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from chronology.errors import Malformed, NotTheSequencer
from chronology.log import checkpoints
from chronology.log.committing import Committer
from chronology.log.entries import stored_key
from chronology.log.failures import store_failures
from chronology.log.faults import Faults, Point, no_faults
from chronology.log.filing import Filer
from chronology.log.heads import committed_head
from chronology.log.indexing import Indexer
from chronology.log.keys import number_of
from chronology.log.lease import LEASE_MILLISECONDS, take
from chronology.log.published import published_tile
from chronology.log.reading import CommittedEntries
from chronology.log.registration import Registered, register, registered
from chronology.log.sequencer import GROUP_ENTRIES, Sequencer, release
from chronology.log.submission import Submission
from chronology.log.times import milliseconds, system_clock
from chronology.merkle.compact import CompactRange
from chronology.schema.engines import reading, writing
from chronology.schema.upgrade import upgrade
from chronology.tiles import TileStore, TreeHashes, prove_consistency, prove_inclusion
from chronology.types import Clock, LeafHash, LeafIndex, LogId, Receipt, RootHash, TreeHead, TreeSize

_Found = TypeVar("_Found")
_Asked = ParamSpec("_Asked")


class Log:
    """An append-only log in a database and a tile store; safe to share between threads.

    Every read raises StoreUnavailable where database or store do not answer, and Malformed for a number or size that
    is not committed. Sizes and numbers count from 0; hashes are 32 bytes.
    """

    def __init__(self, engine: Engine, tiles: TileStore, log: Registered, faults: Faults = no_faults) -> None:
        self._engine, self._tiles, self._registered, self._faults = engine, tiles, log, faults
        self._committed = CommittedEntries(engine, log.number, tiles)
        self._hashes = TreeHashes(self._committed)
        self._size = 0  # what is known to be committed; only grows
        self._sequencer: Sequencer | None = None

    @classmethod
    def create(
        cls, engine: Engine, tiles: TileStore, *, vkey: str, faults: Faults = no_faults, again: bool = False
    ) -> Log:
        """Make the tables that are missing and register a new log under its C2SP verifier key.

        Raises Conflict where its origin is taken; with `again` the log of this very key may exist and is opened.
        """
        with store_failures():
            upgrade(engine)
            with writing(engine) as connection:
                found = register(connection, vkey, now=milliseconds(system_clock), again=again)
        return cls(engine, tiles, found, faults)

    @classmethod
    def open(cls, engine: Engine, tiles: TileStore, *, origin: str | None = None, faults: Faults = no_faults) -> Log:
        """Open the log of this origin, or the only one there is; raises Malformed where there is none."""
        with store_failures(), reading(engine) as connection:
            found = registered(connection, origin)
        return cls(engine, tiles, found, faults)

    @property
    def log_id(self) -> LogId:
        """SHA-256 of the verifier key's text."""
        return self._registered.log_id

    @property
    def origin(self) -> str:
        """The name of the log, as its checkpoints say it."""
        return self._registered.origin

    @property
    def vkey(self) -> str:
        """The verifier key of the log, C2SP text."""
        return self._registered.vkey

    @property
    def number(self) -> int:
        """The number of the log in the tables of its database."""
        return self._registered.number

    @property
    def engine(self) -> Engine:
        """The database, for those who keep their own tables beside the log's."""
        return self._engine

    @property
    def tiles(self) -> TileStore:
        """Where full tiles lie."""
        return self._tiles

    # Reading: entries and proofs.

    def head(self) -> TreeHead:
        """The committed head, which may be ahead of the newest checkpoint."""
        head = self._read(committed_head)
        self._size = max(self._size, head.size)
        return head

    def root_at(self, size: int) -> RootHash:
        """The root of the first `size` entries."""
        self._require_committed(size)
        return self._hashes.root(size)

    def range_at(self, size: int) -> CompactRange:
        """What is needed to grow the tree of the first `size` entries."""
        self._require_committed(size)
        heights = [height for height in reversed(range(size.bit_length())) if size >> height & 1]
        peaks = [self._hashes.node(height, (size >> height) - 1, size) for height in heights]
        return CompactRange.from_bytes(size, b"".join(peaks))

    def entry(self, index: int) -> bytes:
        """The bytes of one entry."""
        self._require_entry(index)
        return next(self._committed.entries(index, index + 1))

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The bytes of the entries from `start` to before `stop`."""
        if not 0 <= start <= stop:
            raise Malformed(f"There are no entries from {start} to before {stop}.")
        self._require_committed(stop)
        return self._committed.entries(start, stop)

    def leaf_hash_of(self, index: int) -> LeafHash:
        """The leaf hash of one entry."""
        self._require_entry(index)
        return LeafHash(self._hashes.node(0, index, self._size))

    def prove_inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The audit path of an entry in the tree of the first `size` entries, the leaf's sibling first."""
        self._require_committed(size)
        return prove_inclusion(self._hashes, index, size)

    def prove_consistency(self, old_size: int, new_size: int) -> tuple[bytes, ...]:
        """The proof that the tree of `new_size` begins with that of `old_size`."""
        self._require_committed(new_size)
        return prove_consistency(self._hashes, old_size, new_size)

    def find(self, key: bytes) -> Receipt | None:
        """Where the entry of this key stands; None where nothing is recorded under it."""
        number = self._read(number_of, stored_key(key))
        return None if number is None else Receipt(LeafIndex(number), self.leaf_hash_of(number), repeated=True)

    # Reading: what is published.

    def checkpoint(self) -> bytes | None:
        """The newest published checkpoint with the cosignatures it has so far."""
        return self._read(checkpoints.latest_note)

    def checkpoint_covering(self, size: int) -> bytes | None:
        """The first published checkpoint of at least `size` entries."""
        return self._read(checkpoints.covering_note, size)

    def checkpoints(self, limit: int = 20, before: int | None = None) -> list[bytes]:
        """The newest checkpoints first, of trees smaller than `before` where that is given."""
        return self._read(checkpoints.newest_notes, limit, before)

    def published_size(self) -> TreeSize:
        """How many entries the newest checkpoint covers."""
        return TreeSize(self._read(checkpoints.published_size))

    def published(self, path: str) -> bytes | None:
        """What lies under a path of C2SP tlog-tiles; None for what is not published, or no such path."""
        if path == "checkpoint":
            return self.checkpoint()
        return published_tile(self._committed, path, self.published_size())

    def add_cosignatures(self, size: int, lines: Sequence[str]) -> None:
        """Keep signature lines of witnesses under the checkpoint of that size; the caller has verified them."""
        with store_failures(), writing(self._engine) as connection:
            checkpoints.keep_cosignatures(connection, self.number, size, lines, now=milliseconds(system_clock))

    # Writing.

    @contextmanager
    def sequencing(
        self, holder: str, *, clock: Clock = system_clock, lease_milliseconds: int = LEASE_MILLISECONDS
    ) -> Iterator[Sequencer]:
        """Be the one writer of this log inside the block; raises NotTheSequencer while another is."""
        filer = self._take_lease(holder, clock, lease_milliseconds)
        committer = Committer(self._engine, filer.lease, self._committed.leaf_hashes_at, self._faults)
        indexer = Indexer(self._engine, filer.lease, self._committed, self._faults)
        sequencer = Sequencer(committer, filer, indexer, clock, self._faults)
        self._sequencer = sequencer
        sequencer.start()
        try:
            yield sequencer
        finally:
            self._sequencer = None
            sequencer.close()
            release(filer)

    def append(self, leaf: bytes, *, key: bytes | None = None) -> Receipt:
        """Record one entry and return once it is durable; `key` (its leaf hash unless given) makes repeats harmless.

        Raises Malformed (longer than 65,535 bytes), Conflict (the key has another entry), StoreUnavailable (nothing
        is acknowledged: repeat with the same key), NotTheSequencer.
        """
        submission = Submission((leaf,), None if key is None else (key,))
        self._require_sequencer().submit(submission)
        return submission.receipts()[0]

    def append_many(self, entries: Sequence[bytes], *, keys: Sequence[bytes] | None = None) -> list[Receipt]:
        """Record entries in their order and return once all are durable; raises as `append`.

        Up to 65,536 are recorded together or not at all; more go in such steps, and an error leaves earlier steps
        recorded: repeating the call finishes it.
        """
        sequencer = self._require_sequencer()
        ahead: list[Submission] = []
        receipts: list[Receipt] = []
        for at in range(0, len(entries), GROUP_ENTRIES):
            part = slice(at, at + GROUP_ENTRIES)
            ahead.append(Submission(entries[part], None if keys is None else keys[part]))
            sequencer.submit(ahead[-1])
            if len(ahead) > 1:  # one is hashed while another is stored
                receipts += ahead.pop(0).receipts()
        for submission in ahead:
            receipts += submission.receipts()
        return receipts

    def file_tiles(self) -> int:
        """Index every key and file every full tile now, which sequencing also does in the background.

        Returns the filed size; afterwards only what no full tile holds lies in rows.
        """
        if self._sequencer is None:
            raise NotTheSequencer("Start sequencing before filing tiles.")
        return self._sequencer.file_now()

    def _require_sequencer(self) -> Sequencer:
        if self._sequencer is None:
            raise NotTheSequencer("Start sequencing before appending to this log.")
        return self._sequencer

    def _take_lease(self, holder: str, clock: Clock, lasts: int) -> Filer:
        with store_failures():
            self._faults(Point.LEASE_BEFORE)
            with writing(self._engine) as connection:
                lease = take(connection, self.number, holder, now=milliseconds(clock), lasts=lasts)
            self._faults(Point.LEASE_AFTER)
        return Filer(self._engine, lease, self._tiles, self._committed, self._faults)

    def _require_entry(self, index: int) -> None:
        if index < 0:
            raise Malformed("Entries are numbered from 0.")
        self._require_committed(index + 1)

    def _require_committed(self, size: int) -> None:
        if size < 0 or (size > self._size and size > self.head().size):
            raise Malformed(f"This log has no {size} entries yet.")

    def _read(
        self, query: Callable[Concatenate[Connection, int, _Asked], _Found], *args: _Asked.args, **kwargs: _Asked.kwargs
    ) -> _Found:
        with store_failures(), reading(self._engine) as connection:
            return query(connection, self.number, *args, **kwargs)
