"""Our witness: it cosigns checkpoints of other logs that continue what it cosigned before. C2SP tlog-witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from chronology.errors import Malformed, ProofBroken
from chronology.log.failures import store_failures
from chronology.merkle import verify_consistency
from chronology.notes import NoteSigner, SignedNote, Verifier, cosign, open_note
from chronology.schema.engines import reading, writing
from chronology.types import Clock, TreeHead
from chronology.witnesses import rows
from chronology.witnesses.request import Request, parse_request

PLAIN = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class WitnessAnswer:
    """What an HTTP server sends back: status, content type and body, as the specification has them."""

    status: int
    body: bytes
    content_type: str = PLAIN


class Witness:
    """Cosigns for the logs it knows; any number of processes may serve one witness from one database.

    Its rows are its memory: a witness whose database was lost or put back must get a new key, for it could cosign a
    fork of what it has forgotten.
    """

    def __init__(
        self, engine: Engine, signer: NoteSigner, logs: Mapping[str, Iterable[Verifier]], clock: Clock
    ) -> None:
        """`logs` gives the trusted keys by origin; `signer` holds a key for cosignatures; raises StoreUnavailable."""
        if not signer.verifier.cosigns:
            raise Malformed("A witness needs a key for cosignatures.")
        self._engine, self._signer, self._clock = engine, signer, clock
        self._logs = {origin: tuple(keys) for origin, keys in logs.items()}
        self._name = signer.verifier.vkey
        with store_failures(), writing(engine) as connection:
            rows.begin(connection, self._name, self._logs, now=rows.milliseconds(clock()))

    def add_checkpoint(self, body: bytes) -> WitnessAnswer:
        """Answer one `add-checkpoint`; a cosignature leaves only once the new head is durable.

        Raises StoreUnavailable where the database does not answer: nothing is cosigned then.
        """
        try:
            request = parse_request(body)
        except Malformed as error:
            return _sentence(400, str(error))
        signed = self._signed(request)
        return signed if isinstance(signed, WitnessAnswer) else self._compare_and_store(request, signed)

    def _signed(self, request: Request) -> rows.Signed | WitnessAnswer:
        """The checkpoint as its log signed it, or why it goes no further; looks at nothing cosigned before."""
        keys = self._logs.get(request.checkpoint.origin)
        if keys is None:
            return _sentence(404, "This witness does not know that log.")
        try:
            held = open_note(request.note, keys)
        except ProofBroken as error:
            return _sentence(403, str(error))
        if not held:
            return _sentence(403, "No key of that log has signed this checkpoint.")
        if request.old_size > request.checkpoint.size:
            return _sentence(400, "The old size is beyond the checkpoint.")
        lines = tuple(line for line in request.note.signatures if any(line.is_by(key) for key in held))
        return rows.Signed(request.checkpoint, SignedNote(request.note.text, lines).to_bytes())

    def _compare_and_store(self, request: Request, signed: rows.Signed) -> WitnessAnswer:
        with store_failures(), writing(self._engine) as connection:
            held = rows.lock(connection, self._name, signed.checkpoint.origin)
            at = self._clock()  # under the lock, so that a smaller tree never bears a later time than a larger one
            now = rows.milliseconds(at)
            refused = _judge(request, held.head)
            if refused is None:
                rows.move(connection, self._name, signed, now=now)
            elif request.old_size == held.head.size:
                rows.keep_refusal(connection, self._name, signed, held, now=now)
        return refused or WitnessAnswer(200, cosign(signed.note, self._signer, at).to_line().encode())

    def heads(self) -> dict[str, TreeHead]:
        """The newest head cosigned of each log; size 0 where none was."""
        with store_failures(), writing(self._engine) as connection:
            return {origin: rows.lock(connection, self._name, origin).head for origin in self._logs}

    def refusals(self) -> list[rows.Refusal]:
        """Signed checkpoints that were not cosigned, the newest first: what a monitor wants to see."""
        with store_failures(), reading(self._engine) as connection:
            return rows.refusals(connection, self._name)


def _judge(request: Request, held: TreeHead) -> WitnessAnswer | None:
    """Why this checkpoint is not cosigned; None where it continues what is held."""
    new = request.checkpoint.head
    if request.old_size != held.size or (new.size == held.size and new.root != held.root):
        return WitnessAnswer(409, b"%d\n" % held.size, SIZE)
    try:
        _require_continuation(request, held, new)
    except ProofBroken as error:
        return _sentence(422, str(error))
    return None


def _require_continuation(request: Request, held: TreeHead, new: TreeHead) -> None:
    if held.size == 0:  # from nothing every tree is a continuation, and the proof is empty (tlog-witness)
        if request.proof:
            raise ProofBroken("From size 0 the proof must be empty.")
        return
    verify_consistency(old_size=held.size, old_root=held.root, new_size=new.size, new_root=new.root, path=request.proof)


def _sentence(status: int, sentence: str) -> WitnessAnswer:
    return WitnessAnswer(status, f"{sentence}\n".encode())
