"""The process that the rig kills: the real log, its real signer, and a socket on which submitters wait for receipts."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from chronology.errors import ChronologyError, NotTheSequencer, StoreUnavailable
from chronology.log import Faults, Log, Point, no_faults
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.log.times import system_clock
from chronology.notes.keys import Ed25519NoteSigner
from chronology.tests.rigs import wire

LEASE_MILLISECONDS = 60
"""Short, so that a thousand restarts do not wait for a thousand dead leases."""
SIGNER = Ed25519NoteSigner.generate("rig.example/log", lambda count: sha256(b"the key of the rig").digest()[:count])


@dataclass(frozen=True, slots=True)
class Places:
    """Where one run keeps its things, and how the log is opened."""

    folder: Path
    open: Callable[[Faults], Log]

    @property
    def seen(self) -> Path:
        """Every checkpoint that anybody was shown."""
        return self.folder / "seen"


class KillAt:
    """Kills this process where it passes a place for the n-th time."""

    def __init__(self, point: Point, passing: int) -> None:
        self.point, self.left = point, passing

    def __call__(self, point: Point) -> None:
        if point is self.point:
            self.left -= 1
            if self.left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


def sequence(
    places: Places, listener: socket.socket, seed: int, faults: Faults = no_faults, *, signs: bool = True
) -> None:
    """Serve until killed: record what is submitted, file tiles, sign checkpoints, in irregular turns."""
    log = places.open(faults)
    with _sequencing(log):
        signer = CheckpointSigner(log, SIGNER, SigningRecord(places.folder / "signed", faults), system_clock, faults)
        signer.start()
        threading.Thread(target=_accept, args=(listener, log), daemon=True).start()
        chance = random.Random(seed)
        while True:
            time.sleep(chance.random() * 0.02)
            with contextlib.suppress(StoreUnavailable):  # the next turn tries again
                if chance.random() < 0.3:
                    log.file_tiles()
                if signs:
                    show(places, signer.sign())


def show(places: Places, note: bytes | None) -> None:
    """Write a published checkpoint where the judge finds it, as an outsider would keep it."""
    if note is not None:
        with places.seen.open("ab", buffering=0) as seen:
            seen.write(wire.LENGTH.pack(len(note)) + note)


@contextlib.contextmanager
def _sequencing(log: Log):
    while True:
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(log.sequencing(f"rig {os.getpid()}", lease_milliseconds=LEASE_MILLISECONDS))
            except NotTheSequencer:
                time.sleep(0.005)
                continue
            yield
            return


def _accept(listener: socket.socket, log: Log) -> None:
    while True:
        line, _ = listener.accept()
        threading.Thread(target=_serve, args=(line, log), daemon=True).start()


def _serve(line: socket.socket, log: Log) -> None:
    with line, contextlib.suppress(OSError):
        while True:
            asked = wire.receive(line)
            wire.send(line, _recorded(log, asked))


def _recorded(log: Log, asked: list[tuple[bytes, bytes]]) -> list[tuple[int, bytes]] | str:
    keys, leaves = [key for key, _ in asked], [leaf for _, leaf in asked]
    try:
        alone = len(asked) == 1
        receipts = [log.append(leaves[0], key=keys[0])] if alone else log.append_many(leaves, keys=keys)
    except ChronologyError as error:
        return str(error)
    return [(one.index, one.leaf_hash) for one in receipts]
