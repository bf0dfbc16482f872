"""Labels that a station computed in this epoch, so that each sealed id costs key holders one answer and not one a day.

With each label lies the scope that was sealed with the id, so that a list server that loses a box later changes
nothing. All of it stays on the maintainer's own host; an epoch's labels are erased with its key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from provenance.attestation.types import IdKind
from provenance.blindlist.cbor import decode, encode
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.sealing import Opened, Scope
from provenance.blindlist.splitting import LABEL_BYTES
from provenance.blindlist.types import Label

_DIGEST_BYTES: Final = 32
SCOPE_BYTES: Final = 128
"""Room for two versions of 40 characters, two times and a kind; a record has less."""
_ROW: Final = _DIGEST_BYTES + LABEL_BYTES + SCOPE_BYTES


@dataclass(frozen=True, slots=True)
class Known:
    """What a station knows of one sealed id in one epoch; no kind where its scope is longer than any record."""

    label: Label = field(repr=False)
    scope: Scope = field(repr=False)
    kind: IdKind | None


class LabelBook:
    """One file an epoch: rows of one length, a row a sealed id."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._epoch: int | None = None
        self._known: dict[str, Known] = {}

    def of(self, epoch: int) -> Mapping[str, Known]:
        """What is known in this epoch, by commitment."""
        self._open(epoch)
        return self._known

    def add(self, epoch: int, found: Mapping[str, Known]) -> None:
        """Keep more; raises BadBlob where a scope is longer than any record could hold."""
        self._open(epoch)
        rows = b"".join(bytes.fromhex(commitment) + one.label + _scope(one) for commitment, one in found.items())
        descriptor = os.open(self._path(epoch), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            target.write(rows)
        self._known.update(found)

    def _open(self, epoch: int) -> None:
        if epoch == self._epoch:
            return
        self._epoch, path = epoch, self._path(epoch)
        content = path.read_bytes() if path.exists() else b""
        if len(content) % _ROW:  # a row that a crash cut short
            os.truncate(path, len(content) - len(content) % _ROW)
        rows = (content[start : start + _ROW] for start in range(0, len(content) - _ROW + 1, _ROW))
        self._known = dict(map(_read, rows))
        for old in self._folder.glob("known-*"):
            if int(old.name.removeprefix("known-")) < epoch - 1:
                old.unlink(missing_ok=True)

    def _path(self, epoch: int) -> Path:
        return self._folder / f"known-{epoch}"


def known_of(label: Label, opened: Opened) -> Known:
    """What is kept of an opened id under its label."""
    known = Known(label, opened.scope, opened.id.kind)
    return known if len(_encoded(known)) < SCOPE_BYTES else Known(label, Scope(), None)


def _encoded(known: Known) -> bytes:
    scope = known.scope
    times = [None if one is None else int(one.timestamp()) for one in (scope.captures_from, scope.captures_to)]
    return encode([scope.first_version, scope.last_version, *times, known.kind.value if known.kind else ""])


def _scope(known: Known) -> bytes:
    content = _encoded(known)
    if len(content) > SCOPE_BYTES - 1:
        raise BadBlob("The versions of a sealed id are longer than a record can hold.")
    return bytes([len(content)]) + content.ljust(SCOPE_BYTES - 1, b"\0")


def _read(row: bytes) -> tuple[str, Known]:
    label, rest = row[_DIGEST_BYTES : _DIGEST_BYTES + LABEL_BYTES], row[_DIGEST_BYTES + LABEL_BYTES :]
    found: Any = decode(rest[1 : 1 + rest[0]], at_most=SCOPE_BYTES)
    first, last, begins, ends, kind = found
    scope = Scope(first, last, _time(begins), _time(ends))
    return row[:_DIGEST_BYTES].hex(), Known(Label(label), scope, IdKind(kind) if kind else None)


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
