"""The one writer of a log: gathers what many callers submit and commits it together.

Threads: callers put submissions into `_waiting` and sleep until theirs is answered; the thread of `_write` alone
commits and renews the lease; two more file tiles and index keys. `_open` is guarded by `_gate`: what is put in
while it is True is answered, and nothing is put in afterwards.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread, current_thread
from time import monotonic

from chronology.errors import ChronologyError, Conflict, NotTheSequencer, ProofBroken, StoreUnavailable
from chronology.log.committing import Committer
from chronology.log.failures import store_failures
from chronology.log.faults import Faults, Point
from chronology.log.filing import Filer
from chronology.log.indexing import MOST, Indexer
from chronology.log.lease import give_back, renew
from chronology.log.submission import Submission
from chronology.log.times import milliseconds
from chronology.schema.engines import writing
from chronology.types import Clock

GROUP_ENTRIES = 65_536
"""Entries in one transaction: enough that its sync costs nothing an entry, few enough that nobody waits a second."""
GROUP_BYTES = 32 * 1024 * 1024
MOST_RECENT = 4 * MOST
"""Keys held in memory before callers must wait for the index, some 70 MB."""
TIDY_SECONDS = 0.5
"""How often full tiles and keys to index are looked for."""

ENDED = "This process no longer writes to the log; start sequencing anew."
MUST_LOOK = "Nothing is recorded any more: find out whether database or tiles were put back from a backup."

_log = logging.getLogger(__name__)


class Sequencer:
    """Commits and files until it is closed or loses its lease."""

    def __init__(self, committer: Committer, filer: Filer, indexer: Indexer, clock: Clock, faults: Faults) -> None:
        self._committer, self._filer, self._indexer = committer, filer, indexer
        self._clock, self._faults = clock, faults
        self._renewal = filer.lease.milliseconds / 3000
        self._renewed = monotonic()
        self._waiting: SimpleQueue[Submission | None] = SimpleQueue()  # None: stop
        self._gate = Lock()
        self._open = True
        self._reason: ChronologyError = NotTheSequencer(ENDED)
        self._stop_tidying = Event()
        self._threads = (
            Thread(target=self._write, name="sequencer"),
            Thread(target=self._repeat, args=(self._index_waiting,), name="indexer"),
            Thread(target=self._repeat, args=(self._file_full,), name="filer"),
        )

    def start(self) -> None:
        """Begin to answer."""
        for thread in self._threads:
            thread.start()

    def submit(self, submission: Submission) -> None:
        """Queue it; it will be answered, whatever happens; raises NotTheSequencer once this writer has ended.

        ProofBroken where it ended because its tiles or its index do not fit: a person must look then.
        """
        with self._gate:
            if not self._open:
                raise type(self._reason)(str(self._reason))
            self._waiting.put(submission)

    def close(self) -> None:
        """Commit what is queued and end the threads."""
        self._shut()
        self._waiting.put(None)
        self._stop_tidying.set()
        for thread in self._threads:
            thread.join()

    def _shut(self, reason: ChronologyError | None = None) -> None:
        with self._gate:
            self._open, self._reason = False, reason or self._reason

    # The writing thread.

    def _write(self) -> None:
        reason: ChronologyError = StoreUnavailable("The sequencer ended before this was recorded; start it anew.")
        try:
            self._commit_until_closed()
        except NotTheSequencer as error:
            _log.error("the sequencer stops: %s", error)
            reason = error
        finally:
            self._shut()
            self._stop_tidying.set()
            self._refuse_rest(reason)

    def _commit_until_closed(self) -> None:
        going = True
        while going:
            group, going = self._gather()
            if group:
                self._commit(group)
            elif going:
                self._renew_alone()

    def _gather(self) -> tuple[list[Submission], bool]:
        """Everything that waits now, up to the size of a group; waits for the first until the lease must be renewed."""
        group: list[Submission] = []
        entries = size = 0
        try:
            one = self._waiting.get(timeout=self._renewal)
            while one is not None:
                group.append(one)
                entries, size = entries + len(one.entries), size + one.bytes
                if entries >= GROUP_ENTRIES or size >= GROUP_BYTES:
                    return group, True
                one = self._waiting.get_nowait()
        except Empty:
            return group, True
        return group, False

    def _commit(self, group: Sequence[Submission]) -> None:
        try:
            self._keep_up()
            with store_failures():
                outcomes = self._committer.commit(group, now=milliseconds(self._clock), renew=self._renewal_is_due())
        except ChronologyError as error:
            for one in group:
                one.answer(error)
            if isinstance(error, NotTheSequencer):
                raise
            _log.warning("a commit failed: %s", error.__cause__ or error)
            return
        except BaseException:
            for one in group:
                one.answer(StoreUnavailable("The sequencer failed; nothing was acknowledged."))
            raise
        for one, outcome in zip(group, outcomes, strict=True):
            one.answer(outcome)
        self._faults(Point.ACKNOWLEDGE_AFTER)

    def _keep_up(self) -> None:
        """Forget keys that are indexed; index here where the other thread cannot keep up, so that callers wait."""
        if self._committer.recent > MOST_RECENT:
            self._indexer.index(self._clock)
        self._committer.forget(self._indexer.indexed)

    def _renewal_is_due(self) -> bool:
        due = monotonic() - self._renewed >= self._renewal
        if due:
            self._renewed = monotonic()
        return due

    def _renew_alone(self) -> None:
        self._renewed = monotonic()
        try:
            with store_failures(), writing(self._filer.engine) as connection:
                renew(connection, self._filer.lease, now=milliseconds(self._clock))
        except StoreUnavailable as error:
            _log.warning("the lease was not renewed: %s", error.__cause__)

    def _refuse_rest(self, reason: ChronologyError) -> None:
        while True:
            try:
                one = self._waiting.get_nowait()
            except Empty:
                return
            if one is not None:
                one.answer(reason)

    # The threads that tidy up behind it.

    def _repeat(self, tidy: Callable[[], None]) -> None:
        while not self._stop_tidying.wait(TIDY_SECONDS):
            try:
                tidy()
            except NotTheSequencer:
                self._shut()
            except (Conflict, ProofBroken) as error:  # no repeat mends it, and what others read is not what we hold
                _log.critical("%s failed, and nothing is recorded any more: %s", current_thread().name, error)
                self._shut(ProofBroken(f"{error} {MUST_LOOK}"))
                return
            except ChronologyError as error:  # a store that does not answer is asked again later
                _log.error("%s failed: %s", current_thread().name, error)

    def _index_waiting(self) -> None:
        while self._indexer.index(self._clock) and not self._stop_tidying.is_set():
            pass

    def _file_full(self) -> None:
        self._filer.file_all(self._clock)

    def file_now(self) -> int:
        """Index all keys and file what is full; returns the filed size; called from any thread."""
        while self._indexer.index(self._clock, fewest=1):
            pass
        return self._filer.file_all(self._clock)


def release(filer: Filer) -> None:
    """Give the lease back so that the next writer need not wait; a failure only means that it will wait."""
    try:
        with store_failures(), writing(filer.engine) as connection:
            give_back(connection, filer.lease)
    except ChronologyError as error:
        _log.warning("the lease was not given back: %s", error)
