"""Heads of a log that somebody holds, and how they are compared with the tree that a place shows."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.errors import Malformed, ProofBroken
from chronology.mirror.alarms import Alarm, AlarmCode
from chronology.mirror.authentic import AuthenticTiles
from chronology.mirror.remote import RemoteLog
from chronology.notes import Verifier, open_checkpoint
from chronology.types import TreeHead


@dataclass(frozen=True, slots=True)
class Sighting:
    """A head of a log and who holds it; `note` is the checkpoint signed by the log, None where a chain says it."""

    source: str
    head: TreeHead
    note: bytes | None = None


def sighting_of(note: bytes, source: str, log: Verifier) -> Sighting | Alarm:
    """Read a checkpoint that `source` shows; an alarm where it is not one of this log."""
    try:
        return Sighting(source, open_checkpoint(note, origin=log.name, verifiers=[log]).head, note)
    except Malformed as error:
        return Alarm(AlarmCode.NO_CHECKPOINT, log.name, source, str(error), shown=note)
    except ProofBroken as error:
        own = note.startswith(f"{log.name}\n".encode())
        code = AlarmCode.BAD_SIGNATURE if own else AlarmCode.WRONG_LOG
        return Alarm(code, log.name, source, str(error), shown=note)


def tree_of(shown: Sighting, remote: RemoteLog, origin: str) -> AuthenticTiles | Alarm:
    """The tiles that a place serves under the checkpoint it shows; raises PeerUnavailable where it serves none."""
    try:
        return AuthenticTiles(remote, shown.head)
    except ProofBroken as error:
        return Alarm(AlarmCode.UNFIT_TILES, origin, shown.source, str(error), shown=shown.note)


def compare(shown: Sighting, tree: AuthenticTiles, held: Sighting, origin: str) -> Alarm | None:
    """Whether the tree that is shown begins with the one that is held; None where it does, or where it is smaller.

    A smaller tree is the caller's to judge: another place may just be slower. Raises PeerUnavailable.
    """
    if held.head.size > shown.head.size:
        return None
    try:
        root = tree.hashes.root(held.head.size)
    except ProofBroken as error:
        return Alarm(AlarmCode.UNFIT_TILES, origin, shown.source, str(error), held.note, shown.note)
    if root == held.head.root:
        return None
    same = held.source == shown.source
    code = AlarmCode.REWRITTEN if same else AlarmCode.SPLIT_VIEW
    sentence = (
        f"{shown.source} shows a tree of {shown.head.size} entries that does not begin with the tree of "
        f"{held.head.size} entries that {'it showed before' if same else f'{held.source} holds'}."
    )
    return Alarm(code, origin, shown.source, sentence, held.note, shown.note)
