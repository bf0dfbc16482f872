"""A client's own copy of the list: what it accepts, what it never goes back behind, and how a label is looked up.

The folder holds each edition's downloads and one small file that names the newest; that file is replaced in one step,
so that other processes of the machine see the old edition or the new one, and notice the change.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from provenance.blindlist import buckets, editions, layers
from provenance.blindlist.buckets import Buckets
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.errors import BadBlob, EpochRefused
from provenance.blindlist.layers import Layers
from provenance.blindlist.looking import look_in
from provenance.blindlist.pins import SignedSet, follow, set_from_json, set_to_json
from provenance.blindlist.types import Edition, Entry, KeyName, Label, MaintainerSet, PublicKey, SignedEdition

_STATE: Final = "state.json"
_FOLDER_MODE: Final = 0o700


@dataclass(frozen=True, slots=True)
class _Held:
    """One edition in memory; `pinned` is the set that its successor must be signed by."""

    stamp: tuple[int, int]
    pinned: MaintainerSet
    edition: Edition | None = None
    filter: Layers | None = None
    buckets: Buckets | None = None


class Mirror:
    """The copy in this folder; `pins` is the set it starts with, from another way than the list server."""

    def __init__(self, folder: Path, pins: MaintainerSet) -> None:
        self._folder, self._pins = folder, pins
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        self._kept = _Held((0, 0), pins)

    @property
    def pinned(self) -> MaintainerSet:
        """The set that the next edition must be signed by."""
        return self._now().pinned

    @property
    def edition(self) -> Edition | None:
        """The newest edition that was taken in; None before the first."""
        return self._now().edition

    def fresh(self, at: datetime) -> Edition | None:
        """The edition where there is one that has not expired at this time."""
        edition = self.edition
        return edition if edition is not None and at < edition.expires_at else None

    def public_key(self, name: KeyName) -> PublicKey | None:
        """The public key of this name in the edition at hand."""
        edition = self.edition
        return next((key for key in edition.keys if key.name is name), None) if edition else None

    def blobs(self) -> Blobs | None:
        """The two downloads of the edition at hand, from which a delta leads on."""
        edition = self.edition
        return _blobs(self._folder / _name(edition)) if edition else None

    def look(self, label: Label) -> Entry | None:
        """What the list says under this label; the same work whatever it says."""
        held = self._now()
        if held.edition is None or held.filter is None or held.buckets is None:
            return None
        return look_in(held.filter, held.buckets, label, epoch=held.edition.epoch)

    def take_set(self, following: SignedSet) -> None:
        """Follow a change of the maintainers; raises EpochRefused unless the pinned set signed it."""
        held = self._now()
        self._publish(follow(held.pinned, following), held.edition)

    def take(self, signed: SignedEdition, filter_bytes: bytes, buckets_bytes: bytes) -> None:
        """Take a newer edition in; raises EpochRefused or BadBlob, and then the old one stays."""
        held, blobs = self._now(), Blobs(filter_bytes, buckets_bytes)
        editions.check(signed, held.pinned)
        _require_newer(held.edition, signed.edition)
        _opened(signed.edition, blobs)
        if held.edition is None or signed.edition.edition > held.edition.edition:
            self._store(signed, blobs)
            self._publish(held.pinned, signed.edition)

    def _now(self) -> _Held:
        """What is on disk, read anew only where another process changed it."""
        stamp = _stamp(self._folder / _STATE)
        if stamp != self._kept.stamp:
            self._kept = self._read(stamp)
        return self._kept

    def _read(self, stamp: tuple[int, int]) -> _Held:
        try:
            found = json.loads((self._folder / _STATE).read_bytes())
            pinned = set_from_json(found["set"])
            if pinned.number < self._pins.number:
                pinned = self._pins
            if not found["edition"]:
                return _Held(stamp, pinned)
            where = self._folder / str(found["edition"])
            edition = editions.from_json((where / "edition.json").read_bytes()).edition
            return _Held(stamp, pinned, edition, *_opened(edition, _blobs(where)))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadBlob("The copy of the list here is damaged: empty its folder and fetch it anew.") from error

    def _store(self, signed: SignedEdition, blobs: Blobs) -> None:
        where = self._folder / _name(signed.edition)
        draft = self._folder / f".{where.name}.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=_FOLDER_MODE)
        (draft / "filter").write_bytes(blobs.filter)
        (draft / "buckets").write_bytes(blobs.buckets)
        (draft / "edition.json").write_text(editions.to_json(signed), "utf-8")
        if not where.exists():
            draft.rename(where)
        shutil.rmtree(draft, ignore_errors=True)

    def _publish(self, pinned: MaintainerSet, edition: Edition | None) -> None:
        state = {"set": set_to_json(pinned), "edition": _name(edition) if edition else ""}
        draft = self._folder / f".{_STATE}.{os.getpid()}"
        draft.write_text(json.dumps(state), "utf-8")
        draft.replace(self._folder / _STATE)
        for old in self._folder.glob("e[0-9]*"):
            if edition and old.name < _name(edition):
                shutil.rmtree(old, ignore_errors=True)


def _require_newer(held: Edition | None, offered: Edition) -> None:
    if held is None:
        return
    if offered.edition < held.edition or offered.epoch < held.epoch or offered.acts < held.acts:
        raise EpochRefused(f"Edition {offered.edition} is older than edition {held.edition}, which is here already.")
    same = editions.edition_digest(offered) == editions.edition_digest(held)
    if offered.edition == held.edition and not same:
        raise EpochRefused(f"There are two editions {offered.edition}: tell the maintainers; keep both as evidence.")
    if offered.edition == held.edition + 1 and offered.previous != editions.edition_digest(held):
        raise EpochRefused(f"Edition {offered.edition} does not follow the edition that is here.")


def _opened(edition: Edition, blobs: Blobs) -> tuple[Layers, Buckets]:
    if blobs.digests != (edition.filter_digest, edition.buckets_digest):
        raise BadBlob("Filter or buckets are not those of this edition.")
    if edition.bucket_bytes != buckets.BUCKET_BYTES:
        raise BadBlob("The buckets of this edition are of a size that is not known here.")
    return layers.from_bytes(blobs.filter), buckets.from_bytes(blobs.buckets, edition.bucket_bits)


def _blobs(where: Path) -> Blobs:
    return Blobs((where / "filter").read_bytes(), (where / "buckets").read_bytes())


def _name(edition: Edition) -> str:
    return f"e{edition.edition:010d}"


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino
