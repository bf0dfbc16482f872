"""Ask witnesses to cosign our checkpoint: the client of C2SP tlog-witness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from chronology.errors import Malformed, PeerUnavailable, ProofBroken
from chronology.notes import NoteSignature, Verifier, cosignatures_of, parse_signatures, read_checkpoint
from chronology.notes.encoding import decimal
from chronology.types import SeenHead, TreeSize
from chronology.witnesses.request import write_request
from chronology.witnesses.witness import SIZE

MAX_ANSWER_BYTES = 65_536  # a few cosignatures, at most some of 2.5 kB of the post-quantum kind
TIMEOUT_SECONDS = 5.0  # a witness answers within one write to its disk; the next round asks again
MAX_TRIES = 3  # once with what we remember, once with what it tells, once more if another asked in between
MAX_WORKERS = 8
REFUSALS = (400, 403, 404, 409, 422)
"""What a witness itself refuses with (tlog-witness); any other status is that of something that stands before it."""

Prove = Callable[[int, int], Sequence[bytes]]
"""Gives the consistency proof from an old size to a new one."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A peer's answer, whatever its status."""

    status: int
    content_type: str
    body: bytes


class HttpPost(Protocol):
    """Posts to a peer that the operator named; follows no redirects."""

    def __call__(self, url: str, body: bytes, *, timeout: float, at_most: int) -> HttpAnswer:
        """The answer of any status; raises PeerUnavailable where there is none in time or it is too long."""
        ...


@dataclass(frozen=True, slots=True)
class WitnessPeer:
    """A witness by the prefix of its address and its keys; `operator` tells apart who runs it."""

    prefix: str
    keys: tuple[Verifier, ...]
    operator: str

    @property
    def name(self) -> str:
        """The name it signs under."""
        return self.keys[0].name


class Outcome(Enum):
    """How asking one witness went."""

    COSIGNED = "cosigned"
    AHEAD = "ahead"  # it says that it has cosigned a larger tree of ours: look before signing on
    DIFFERS = "differs"  # it says that it has cosigned a tree that ours does not continue
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one witness answered; a size it tells is its word alone, nobody signed it."""

    peer: WitnessPeer
    outcome: Outcome
    lines: tuple[NoteSignature, ...] = ()
    told_size: int | None = None
    sentence: str = ""

    @property
    def seen(self) -> SeenHead | None:
        """The head of ours that it claims to have seen, for the guard against roll-back."""
        return None if self.told_size is None else SeenHead(self.peer.name, TreeSize(self.told_size), None)


def request_cosignature(
    post: HttpPost, peer: WitnessPeer, checkpoint_note: bytes, prove: Prove, *, old_size: int = 0
) -> Asked:
    """Ask one witness, beginning with the size it is thought to hold; raises Malformed for a bad checkpoint of ours.

    AHEAD and DIFFERS are the witness's word alone; before the first signature they are reason enough to stop.
    """
    size = read_checkpoint(checkpoint_note)[0].size
    for _ in range(MAX_TRIES):
        body = write_request(old_size, prove(old_size, size), checkpoint_note)
        try:
            answer = post(f"{peer.prefix}/add-checkpoint", body, timeout=TIMEOUT_SECONDS, at_most=MAX_ANSWER_BYTES)
            if answer.status == 200:
                return Asked(peer, Outcome.COSIGNED, _lines(answer.body, checkpoint_note, peer), size)
            told = _told_size(answer)
        except (PeerUnavailable, Malformed, ProofBroken) as error:
            return Asked(peer, Outcome.UNAVAILABLE, sentence=str(error))
        if told is None or told > size or told == old_size:
            return _refused(peer, answer.status, told, old_size, size)
        old_size = told
    return Asked(peer, Outcome.REFUSED, sentence="The witness tells another size each time.")


def _refused(peer: WitnessPeer, status: int, told: int | None, old_size: int, size: int) -> Asked:
    """What a refusal means, where asking again with another size would not help."""
    if told is not None and told > size:
        return Asked(
            peer, Outcome.AHEAD, (), told, f"{peer.name} says that it has cosigned {told} entries of this log."
        )
    held = old_size if status == 422 or told == size else 0
    if held:  # our proof is right, so what it holds cannot be the beginning of our tree
        sentence = f"{peer.name} says that it has cosigned {held} entries of this log, and others than ours."
        return Asked(peer, Outcome.DIFFERS, (), held, sentence)
    if status not in REFUSALS:
        return Asked(peer, Outcome.UNAVAILABLE, sentence=f"{peer.name} did not answer: status {status}.")
    return Asked(peer, Outcome.REFUSED, sentence=f"{peer.name} refused with status {status}.")


def request_cosignatures(
    post: HttpPost, peers: Sequence[WitnessPeer], checkpoint_note: bytes, prove: Prove
) -> tuple[Asked, ...]:
    """Ask all witnesses side by side, so that a slow one holds up no other."""
    if not peers:
        return ()
    with ThreadPoolExecutor(min(len(peers), MAX_WORKERS)) as pool:
        return tuple(pool.map(lambda peer: request_cosignature(post, peer, checkpoint_note, prove), peers))


def _lines(body: bytes, checkpoint_note: bytes, peer: WitnessPeer) -> tuple[NoteSignature, ...]:
    """The lines of the answer that are this witness's and hold; raises Malformed or ProofBroken where none is."""
    try:
        lines = parse_signatures(body.decode())
    except UnicodeDecodeError as error:
        raise Malformed("The witness answered with something else than signature lines.") from error
    own = tuple(line for line in lines if any(line.is_by(key) for key in peer.keys))
    _, note = read_checkpoint(checkpoint_note)
    if not cosignatures_of(type(note)(note.text, own), peer.keys):
        raise ProofBroken("The witness answered without a cosignature of its own.")
    return own


def _told_size(answer: HttpAnswer) -> int | None:
    """The size in a 409, with its newline; None for every other answer; raises Malformed."""
    if answer.status != 409 or answer.content_type.partition(";")[0].strip() != SIZE:
        return None
    return decimal(answer.body.decode("ascii", "replace").removesuffix("\n"))
