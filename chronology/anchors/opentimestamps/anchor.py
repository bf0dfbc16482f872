"""One OpenTimestamps calendar as an anchor: it promises at once, and leads into a Bitcoin block hours later."""

from __future__ import annotations

from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from chronology.anchors.http import Http
from chronology.anchors.opentimestamps.check import OtsState, check_ots
from chronology.anchors.opentimestamps.proof import ANSWER_BYTES, OtsProof, Promise, commitment
from chronology.anchors.protocol import AnchorState, AnchorTarget, Attested, Standing
from chronology.anchors.stamped import stamped_text
from chronology.errors import Malformed, PeerUnavailable
from chronology.types import Digest, Randomness

KIND: Final = "opentimestamps"
NONCE_BYTES: Final = 16
DIGEST_BYTES: Final = "application/octet-stream"


class OpenTimestampsAnchor:
    """Hands salted digests to one calendar and asks it again until a block is named; asks no other address."""

    kind = KIND
    development = False

    def __init__(self, http: Http, calendar: str, randomness: Randomness) -> None:
        self._http = http
        self._calendar = calendar.rstrip("/")
        self._randomness = randomness

    @property
    def name(self) -> str:
        """The calendar's host."""
        return urlsplit(self._calendar).hostname or ""

    def submit(self, target: AnchorTarget) -> Standing:
        """Hand over the checkpoint's digest, salted; seen as soon as the calendar promises to keep it."""
        digest = Digest(sha256(stamped_text(target.checkpoint)).digest())
        nonce = self._randomness(NONCE_BYTES)
        url = f"{self._calendar}/digest"
        answer = self._http.post(url, commitment(digest, nonce), content_type=DIGEST_BYTES, at_most=ANSWER_BYTES)
        try:
            proof = OtsProof.begun(digest, nonce, answer)
        except Malformed as fault:
            raise PeerUnavailable(f"The calendar's answer is of no use. {fault}") from fault
        return _standing(proof)

    def poll(self, target: AnchorTarget, standing: Standing) -> Standing:
        """Ask whether the calendar has come into a block; stays as it is until then."""
        proof = OtsProof.parse(standing.memo)
        for promise in proof.promises:
            proof = self._upgraded(proof, promise)
        return _standing(proof)

    def evidence(self, target: AnchorTarget, standing: Standing) -> bytes | None:
        """The `.ots` file, as `ots verify` reads it; while it is pending it can still be upgraded by its holder."""
        return standing.memo or None

    def verify(self, target: AnchorTarget, evidence: bytes) -> Attested:
        """Check that the proof is about the target; no time, because no header is at hand here."""
        answer = check_ots(evidence, text=stamped_text(target.checkpoint))
        if answer.state is OtsState.NAMES_BLOCK:
            return Attested(KIND, "Bitcoin", None, reference=str(answer.height))
        return Attested(KIND, self.name, None)

    def _upgraded(self, proof: OtsProof, promise: Promise) -> OtsProof:
        if promise.calendar.rstrip("/") != self._calendar:
            return proof
        url = f"{self._calendar}/timestamp/{promise.commitment.hex()}"
        answer = self._http.get(url, at_most=ANSWER_BYTES)
        if answer is None:
            return proof
        try:
            return proof.with_answer(promise.commitment, answer)
        except Malformed as fault:
            raise PeerUnavailable(f"The calendar's answer is of no use. {fault}") from fault


def _standing(proof: OtsProof) -> Standing:
    memo = proof.to_bytes()
    if not proof.blocks:
        return Standing(AnchorState.SEEN, memo=memo, detail="The calendar keeps it and waits for a Bitcoin block.")
    height = proof.blocks[0].height
    return Standing(
        AnchorState.FINAL,
        memo=memo,
        reference=str(height),
        detail=f"Leads to Bitcoin block {height}; compare it with that block's header.",
    )
