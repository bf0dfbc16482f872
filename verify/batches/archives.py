"""Asks the unpacking process: what is in an archive, and a few of its files at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from verify.batches.errors import BadArchive
from verify.batches.limits import ANSWER_BYTES, UNPACK_SECONDS
from verify.batches.sentences import item_sentence

UNPACKER: Final = "verify.batches.unpacker"
ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: its place there from 1, its size in bytes unpacked, and what forbids to unpack it."""

    position: int
    size: int
    code: str = ""


def entries_of(archive: BinaryIO) -> tuple[Entry, ...]:
    """What is in an archive, without folders and litter; raises BadArchive with a sentence."""
    return tuple(Entry(*one) for one in _asked(archive, None)["entries"])


def unpacked(archive: BinaryIO, files: Iterable[tuple[int, BinaryIO]]) -> list[str]:
    """Write the entries at these positions into these open files; returns a code for each, empty where all went well.

    Raises BadArchive where the archive cannot be read at all.
    """
    return [str(one) for one in _asked(archive, [(place, out.fileno()) for place, out in files])["codes"]]


def _asked(archive: BinaryIO, files: list[tuple[int, int]] | None) -> dict[str, Any]:
    archive.seek(0)
    asked: dict[str, Any] = {"archive": archive.fileno()} | ({} if files is None else {"files": files})
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the archive goes in as a descriptor
            [sys.executable, "-m", UNPACKER],
            input=json.dumps(asked).encode() + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(archive.fileno(), *(out for _, out in files or ())),
            timeout=UNPACK_SECONDS,
            check=False,
            cwd=ROOT,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise _refused("batch.unreadable") from None
    if done.returncode or len(done.stdout) > ANSWER_BYTES:
        raise _refused("batch.unreadable")
    told: dict[str, Any] = json.loads(done.stdout)
    if "refused" in told:
        raise _refused(str(told["refused"]))
    return told


def _refused(code: str) -> BadArchive:
    return BadArchive(code, item_sentence(code, {}))
