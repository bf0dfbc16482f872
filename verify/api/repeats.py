"""The same call sent twice starts one verification (Idempotency-Key); the record dies with the verification."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction

from verify import wiring
from verify.api.errors import refuse
from verify.api.intake import FileWanted, Wanted
from verify.api.models import AnsweredCall
from verify.cases.models import Verification
from verify.cases.uploader import Uploader


@dataclass(frozen=True, slots=True)
class Call:
    """One call by digests: who sent what under which key."""

    call: str
    content: str


def call_of(uploader: Uploader, key: str, sent: Wanted) -> Call:
    """The digests of a call. The content's is keyed with the caller's own key, so that nobody here can test guesses."""
    return Call(keyed(key, "call", uploader.secret.encode()), keyed(key, "content", *_digests(sent)))


def answered(call: Call) -> Verification | None:
    """The verification that an earlier call like this started; raises ProblemRaised where it sent something else."""
    known = AnsweredCall.objects.filter(pk=call.call)
    known.filter(verification__expires_at__lte=wiring.now()).delete()
    found = known.select_related("verification").first()
    if found is None:
        return None
    if not hmac.compare_digest(found.content, call.content):
        raise refuse("idempotency_key_reused")
    return found.verification


def remember(call: Call, verification: Verification) -> Verification:
    """Note which verification answers this call; of two at once the first wins, and its verification is returned."""
    try:
        with transaction.atomic():
            AnsweredCall.objects.create(call=call.call, content=call.content, verification=verification)
    except IntegrityError:
        return answered(call) or verification
    return verification


def _digests(sent: Wanted) -> list[bytes]:
    if isinstance(sent, FileWanted):
        return [_sha256(part) for part in (sent.file, sent.sidecar, sent.capture) if part is not None]
    return [sent.url.encode()]


def _sha256(source: BinaryIO) -> bytes:
    source.seek(0)
    digest = hashlib.file_digest(source, "sha256").digest()
    source.seek(0)
    return digest


def keyed(key: str, purpose: str, *parts: bytes) -> str:
    """A digest that only who knows the caller's key can test guesses against."""
    secret = hashlib.sha256(f"{settings.SECRET_KEY}\0{purpose}\0{key}".encode()).digest()
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.digest(secret, framed, "sha256").hex()
