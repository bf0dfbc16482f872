"""What the web process asks the signer for, because it has no key: signatures of reports, cosignatures for others."""

from __future__ import annotations

from dataclasses import dataclass

from verify.ledger.errors import FeedForked, SignerUnavailable
from verify.ledger.local_socket import SILENT
from verify.ledger.parts import parts

SIGN_REPORT = "sign-report"
ADD_CHECKPOINT = "add-checkpoint"
FEED_LAST = "feed-last"
FEED_SIGN = "feed-sign"
DESK_KEY = "desk-key"
DESK_SIGN = "desk-sign"
SIGNED = "signed"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class WitnessReply:
    """The HTTP answer of our witness, as C2SP tlog-witness words it."""

    status: int
    body: bytes


def report_sign(report_json: bytes) -> bytes:
    """The signer's note over a report; raises SignerUnavailable."""
    answer = parts().ask_signer(SIGN_REPORT, report_json)
    if answer.word != SIGNED:
        raise SignerUnavailable(SILENT)
    return answer.body


def checkpoint_add(request_body: bytes) -> WitnessReply:
    """Hand another log's checkpoint to our witness; raises SignerUnavailable."""
    answer = parts().ask_signer(ADD_CHECKPOINT, request_body)
    if not answer.word.isdecimal():
        raise SignerUnavailable(SILENT)
    return WitnessReply(int(answer.word), answer.body)


def feed_signed_last() -> bytes:
    """The note over the newest head that the signer signed; empty before the first. Raises SignerUnavailable."""
    return _signed(FEED_LAST, b"")


def feed_sign(body: bytes) -> bytes:
    """The note over a head of the feed, as verify/feed/signing.py asks; raises SignerUnavailable, FeedForked."""
    return _signed(FEED_SIGN, body)


def _signed(verb: str, body: bytes) -> bytes:
    answer = parts().ask_signer(verb, body)
    if answer.word == REFUSED:
        raise FeedForked(answer.body.decode("utf-8", "replace")[:400])
    if answer.word != SIGNED:
        raise SignerUnavailable(SILENT)
    return answer.body
