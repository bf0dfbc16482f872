"""One time-stamp authority as an anchor: it answers at once and for good, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from chronology.anchors.http import Http
from chronology.anchors.protocol import AnchorState, AnchorTarget, Attested, Standing
from chronology.anchors.rfc3161.check import ANSWER_BYTES, Authority, StampAnswer, check_stamp, read_stamp
from chronology.anchors.stamped import stamped_text
from chronology.errors import Malformed, PeerUnavailable, ProofBroken
from chronology.types import Clock

KIND: Final = "rfc3161"
QUERY: Final = "application/timestamp-query"

SKEW: Final = timedelta(minutes=5)
"""How far an authority's clock may be from ours before its answer is taken for nonsense."""


class Rfc3161Anchor:
    """Asks one authority for stamps; `certificates` lead to it and are how its answers are checked at once."""

    kind = KIND
    development = False

    def __init__(self, http: Http, url: str, certificates: Sequence[x509.Certificate], clock: Clock) -> None:
        self._http = http
        self._url = url
        self._certificates = tuple(certificates)
        self._clock = clock

    @property
    def name(self) -> str:
        """The authority's host."""
        return urlsplit(self._url).hostname or ""

    def submit(self, target: AnchorTarget) -> Standing:
        """Ask for a stamp over the checkpoint's text; final at once. Raises PeerUnavailable for any useless answer."""
        text = stamped_text(target.checkpoint)
        request = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256).build()
        memo = self._http.post(self._url, request.as_bytes(), content_type=QUERY, at_most=ANSWER_BYTES)
        try:
            answer = self._listed(memo, text)
        except (ProofBroken, Malformed) as fault:
            raise PeerUnavailable(f"The time-stamp authority's answer is of no use. {fault}") from fault
        if read_stamp(memo).tst_info.nonce != request.nonce:
            raise PeerUnavailable("The time-stamp authority answered another request.")
        if abs(answer.at - self._clock()) > SKEW:
            raise PeerUnavailable("The time-stamp authority's clock and ours differ by more than five minutes.")
        return Standing(AnchorState.FINAL, memo=memo, reference=str(answer.serial), at=answer.at)

    def poll(self, target: AnchorTarget, standing: Standing) -> Standing:
        """Nothing is left to wait for."""
        return standing

    def evidence(self, target: AnchorTarget, standing: Standing) -> bytes | None:
        """The authority's whole answer, as `openssl ts -verify` reads it."""
        return standing.memo or None

    def verify(self, target: AnchorTarget, evidence: bytes) -> Attested:
        """Check a stamp over the target's text; raises ProofBroken where the authority is not ours."""
        answer = self._listed(evidence, stamped_text(target.checkpoint))
        return Attested(KIND, answer.by, answer.no_later_than, reference=str(answer.serial))

    def _listed(self, evidence: bytes, text: bytes) -> StampAnswer:
        answer = check_stamp(evidence, text=text, certificates=self._certificates)
        if answer.authority is not Authority.LISTED:
            raise ProofBroken("The certificates given do not lead to the authority that stamped this.")
        return answer
