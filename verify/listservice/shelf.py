"""What the list service keeps beside the government's database: editions, messages of stations, sets. Plain files.

Nothing here is secret, and nothing is believed: editions and sets carry maintainers' signatures, which clients check.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from provenance.blindlist import board, deltas, editions
from provenance.blindlist.board import Message
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.pins import (
    SignedSet,
    followed,
    read_pins,
    signed_set_from_json,
    signed_set_to_json,
)
from provenance.blindlist.types import MaintainerSet, SignedEdition
from verify.environment import folder
from verify.listservice.errors import Conflict, NoRoom, NoSuchThing

MOST_PER_AUTHOR: Final = 2
"""One message, and a second that shows that its author says two things; more would be noise."""
MOST_TOPICS: Final = 20_000
DELTAS_KEPT: Final = 30
"""A client that was away for longer takes the whole edition."""
TALKS_KEPT: Final = 60 * 86_400
"""Seconds; a vote is counted within days, and an appeal compared within a fortnight."""
CHUNK: Final = 1024 * 1024
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class Shelf:
    """The files below one folder."""

    def __init__(self, where: Path) -> None:
        self.where = folder(where)

    # --- maintainers ---

    def founders(self) -> MaintainerSet:
        """The first set; raises BadBlob where none was put there."""
        return read_pins(self.where / "pins.json")

    def sets(self) -> tuple[SignedSet, ...]:
        """Every change of the set so far, oldest first."""
        found = sorted((self.where / "sets").glob("*.json"))
        return tuple(signed_set_from_json(json.loads(one.read_bytes())) for one in found)

    def current(self) -> MaintainerSet:
        """The set in force."""
        return followed(self.founders(), self.sets())

    def put_set(self, signed: SignedSet) -> None:
        """Keep a change of the set; raises EpochRefused unless the set in force signed it."""
        followed(self.current(), [signed])
        self._write(
            self.where / "sets" / f"{signed.members.number:06d}.json", _json(signed_set_to_json(signed)), durable=True
        )

    # --- messages ---

    def messages(self, topic: str) -> tuple[Message, ...]:
        """What is pinned to a topic, by author."""
        found = sorted(self._topic(topic).glob("*.json"))
        return tuple(board.from_json(json.loads(one.read_bytes())) for one in found)

    def pin(self, message: Message) -> None:
        """Keep a message whose signature the caller has checked; the same one twice is one; raises Conflict, NoRoom."""
        where = self._topic(message.topic)
        if not where.exists() and sum(1 for _ in (self.where / "board").glob("*")) >= MOST_TOPICS:
            raise NoRoom("The board has no room for another topic.")
        held = [one for one in self.messages(message.topic) if one.author == message.author]
        if any(one.body == message.body for one in held):
            return
        if len(held) >= MOST_PER_AUTHOR:
            raise Conflict("This station said two things here already.")
        self._write(where / f"{message.author:04d}-{len(held)}.json", _json(board.to_json(message)))
        self._write(self.where / "mark", secrets.token_hex(8).encode())

    def mark(self) -> str:
        """A word that changes with every message."""
        path = self.where / "mark"
        return path.read_text("ascii") if path.exists() else ""

    def topics(self, prefix: str) -> tuple[str, ...]:
        """Topics with messages that begin so, in order."""
        names = (one.name.replace("~", "/") for one in (self.where / "board").glob("*"))
        return tuple(sorted(name for name in names if name.startswith(prefix)))

    # --- downloads ---

    def blob(self, digest: str) -> Path | None:
        """The file with this SHA-256."""
        path = self.where / "blobs" / digest
        return path if _DIGEST.fullmatch(digest) and path.exists() else None

    def put_blob(self, digest: str, source: BinaryIO, at_most: int) -> None:
        """Keep a download under its digest, piece by piece; raises Conflict where the digest does not fit."""
        draft = folder(self.where / "blobs") / f".{secrets.token_hex(8)}"
        try:
            with draft.open("wb") as target:
                found = _copy(source, target, at_most)
            if found != digest:
                raise Conflict("What was sent does not have the digest that it was sent under.")
            draft.replace(self.where / "blobs" / digest)
        finally:
            draft.unlink(missing_ok=True)

    # --- editions ---

    def edition(self, number: int) -> SignedEdition | None:
        """A published edition."""
        path = self._edition_path(number)
        return editions.from_json(path.read_bytes()) if path.exists() else None

    def newest(self) -> SignedEdition | None:
        """The newest published edition."""
        number = max(self.numbers(), default=None)
        return None if number is None else self.edition(number)

    def numbers(self) -> Iterator[int]:
        """The numbers of published editions."""
        return (int(one.stem) for one in (self.where / "editions").glob("[0-9]*.json"))

    def publish(self, signed: SignedEdition) -> None:
        """Keep an edition that the caller has checked; its downloads must be here."""
        if any(self.blob(one) is None for one in (signed.edition.filter_digest, signed.edition.buckets_digest)):
            raise NoSuchThing("The downloads of this edition are not here.")
        self._write(self._edition_path(signed.edition.edition), editions.to_json(signed).encode(), durable=True)

    def blobs_of(self, number: int) -> Blobs | None:
        """Both downloads of an edition, read whole."""
        signed = self.edition(number)
        if signed is None:
            return None
        paths = [self.blob(one) for one in (signed.edition.filter_digest, signed.edition.buckets_digest)]
        found = [one.read_bytes() for one in paths if one is not None]
        return Blobs(*found) if len(found) == 2 else None

    def delta(self, number: int, since: int) -> bytes | None:
        """What leads from one edition to another; made when first asked for, and kept."""
        path = self.where / "deltas" / f"{since}-{number}"
        if path.exists():
            return path.read_bytes()
        if not 0 < number - since <= DELTAS_KEPT:
            return None
        old, new = self.blobs_of(since), self.blobs_of(number)
        made = deltas.delta_between(old, new) if old and new else None
        if made is not None:
            self._write(path, made)
        return made

    def tidy(self) -> None:
        """Clear away what nobody asks for any more: downloads, deltas and proposals of editions long past."""
        past = sorted(self.numbers())[:-DELTAS_KEPT]
        signed = [self.edition(number) for number in sorted(self.numbers())[-DELTAS_KEPT:]]
        kept = {digest for one in signed if one for digest in (one.edition.filter_digest, one.edition.buckets_digest)}
        if not past:
            return
        for path in (self.where / "blobs").glob("[0-9a-f]*"):
            if path.name not in kept and path.stat().st_mtime < self._made(past[-1]):
                path.unlink(missing_ok=True)
        for path in (self.where / "deltas").glob("*-*"):
            if int(path.name.partition("-")[2]) <= past[-1]:
                path.unlink(missing_ok=True)
        self._forget_talks(self._made(max(self.numbers())) - TALKS_KEPT)
        for topic in self.topics("edition/"):
            if int(topic.partition("/")[2]) <= past[-1]:
                shutil.rmtree(self._topic(topic), ignore_errors=True)

    def _forget_talks(self, before: float) -> None:
        """What stations said in votes and appeals long decided: the board has room for those to come."""
        for topic in (*self.topics("round/"), *self.topics("appeal/")):
            if self._topic(topic).stat().st_mtime < before:
                shutil.rmtree(self._topic(topic), ignore_errors=True)

    def _made(self, number: int) -> float:
        return self._edition_path(number).stat().st_mtime

    def _edition_path(self, number: int) -> Path:
        return self.where / "editions" / f"{number:010d}.json"

    def _topic(self, topic: str) -> Path:
        return self.where / "board" / topic.replace("/", "~")

    def _write(self, path: Path, content: bytes, *, durable: bool = False) -> None:
        """Whole or not at all; what stations would say again after a power cut need not be on the disk at once."""
        draft = folder(path.parent) / f".{secrets.token_hex(8)}"
        with draft.open("wb") as target:
            target.write(content)
            target.flush()
            if durable:
                os.fsync(target.fileno())
        draft.replace(path)


def _copy(source: BinaryIO, target: BinaryIO, at_most: int) -> str:
    digest, size = sha256(), 0
    while piece := source.read(CHUNK):
        size += len(piece)
        if size > at_most:
            raise NoRoom("This download is larger than any that is kept here.")
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
