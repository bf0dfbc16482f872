"""What a station never forgets: the acts that it saw, what it signed, and what it must answer for.

A list server that shows another past, or asks for a second signature under the same number, is found out by this.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from provenance.blindlist.errors import BlindListError

_STATE: Final = "journal.json"
_ACTS: Final = "acts.jsonl"


class Busy(BlindListError):
    """Another process writes this journal: there is one station a folder."""


class Journal:
    """Two files in the station's folder; each word is on the disk before anything is sent.

    One process alone may write them: it holds a lock as long as it lives. Whoever only looks writes nothing.
    """

    def __init__(self, folder: Path, *, looking: bool = False) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder, self._looking = folder, looking
        self._lock = None if looking else _locked(folder / "lock")
        self._words: dict[str, Any] = self._read()

    def close(self) -> None:
        """Let another process write here."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def acts(self) -> list[Any]:
        """The acts that were seen, as JSON, in order."""
        path = self._folder / _ACTS
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def add_acts(self, acts: list[Any]) -> None:
        """Remember further acts, which the caller has checked."""
        if acts and not self._looking:
            with _private(self._folder / _ACTS, os.O_APPEND) as target:
                target.write("".join(f"{json.dumps(one)}\n" for one in acts).encode())
                target.flush()
                os.fsync(target.fileno())

    def word(self, name: str) -> Any:
        """What was noted under this name; None where nothing was."""
        return self._words.get(name)

    def note(self, name: str, value: Any, *, durable: bool = True) -> None:
        """Note something, at once on the disk; what is not `durable` may be forgotten when the power fails."""
        self._words[name] = value
        self._write(durable=durable)

    def forget(self, *prefixes: str) -> None:
        """Forget what stands under names that begin so."""
        self._words = {name: value for name, value in self._words.items() if not name.startswith(prefixes)}
        self._write()

    def _read(self) -> dict[str, Any]:
        path = self._folder / _STATE
        return json.loads(path.read_text("utf-8")) if path.exists() else {}

    def _write(self, *, durable: bool = True) -> None:
        if self._looking:
            return
        draft = self._folder / f".{_STATE}"
        with _private(draft, os.O_TRUNC) as target:
            target.write(json.dumps(self._words).encode())
            target.flush()
            if durable:
                os.fsync(target.fileno())
        draft.replace(self._folder / _STATE)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a station did or would not do, as a stable code and plain params; never an id, a key or a vote."""

    code: str
    params: Mapping[str, str | int]


def deed(code: str, **params: str | int) -> Deed:
    """One deed."""
    return Deed(code, params)


def _locked(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise Busy("A station runs in this folder already. End it first, or name another folder.") from error
    return descriptor


def _private(path: Path, more: int) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | more, 0o600), "wb")
