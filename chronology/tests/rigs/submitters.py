"""A process that submits entries without end and writes down what is acknowledged; nobody kills it before the end."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import time
from pathlib import Path

from chronology.tests.rigs import wire
from chronology.tests.rigs.acks import LINE, key_of, leaf_of

PATIENCE_SECONDS = 30.0
"""Far above a restart of the sequencer on a busy machine."""
PAUSE_SECONDS = 0.002
"""Between two tries: a sequencer that refuses is not asked in a circle."""
REPEATED = 0.05
"""The share of batches that are sent once more although they were acknowledged: the answer must be the same."""


class Submitter:
    """One submitter; `most` entries a batch."""

    def __init__(self, address: str, acks: Path, number: int, *, most: int) -> None:
        self.address, self.acks, self.number, self.most = address, acks, number, most
        self.chance = random.Random(number)
        self.line: socket.socket | None = None

    def run(self) -> None:
        """Submit until killed; after a lost line the same batch goes again under the same keys."""
        next_one = 0
        with self.acks.open("ab", buffering=0) as book:
            while True:
                batch = range(next_one, next_one + self.chance.randint(1, self.most))
                self._submit(batch, book.fileno())
                if self.chance.random() < REPEATED:
                    self._hang_up()  # where there are rivals, another one may pick up
                    self._submit(batch, book.fileno())
                next_one = batch.stop

    def _submit(self, batch: range, book: int) -> None:
        while True:
            with contextlib.suppress(OSError):
                receipts = self._asked(batch)
                lines = [LINE.pack(number, *receipt) for number, receipt in zip(batch, receipts, strict=True)]
                os.write(book, b"".join(lines))
                return
            time.sleep(PAUSE_SECONDS)

    def _asked(self, batch: range) -> list[tuple[int, bytes]]:
        try:
            line = self._connected()
            wire.send(line, [(key_of(self.number, one), leaf_of(self.number, one)) for one in batch])
            answer = wire.receive(line)
        except OSError:
            self._hang_up()
            raise
        if isinstance(answer, str):
            raise ConnectionRefusedError(answer)
        return answer

    def _connected(self) -> socket.socket:
        if self.line is None:
            self.line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.line.settimeout(PATIENCE_SECONDS)
            self.line.connect(self.address)
        return self.line

    def _hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None
