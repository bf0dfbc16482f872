"""The worker's side of signatures: contract wallets are asked when something is recorded, and again on schedule.

A node that is silent changes nothing that is known; the question stays due and is put again, less often each time.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Final

from provenance.statements.eip1271 import HELD_FOR_NOW, SILENT
from provenance.statements.node import Node
from provenance.statements.rechecking import check_again, check_first
from provenance.statements.types import Scheme, SignatureCheck, SignatureState, Signed
from verify import wiring
from verify.authors.bodies import signed_of
from verify.authors.models import SignedMessage
from verify.authors.services.effects import VOUCHED
from verify.authors.services.signatures import signature_store
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.ledger.parts import parts
from verify.signing_domain import statement_domain

JOB: Final = "signature"

AT_ONCE: Final = 20
"""Signatures queued by one sweep: each may wait for a node, and sweeps come every two seconds."""
FINALITY: Final = timedelta(minutes=2)
"""How often it is asked whether a block is final by now; chains take from seconds to a quarter of an hour."""
DAILY: Final = timedelta(days=1)
"""How often wallets are asked whether they still accept what they accepted."""
WEEKLY: Final = timedelta(days=7)
"""The same where they do not any more: an owner may come back."""
SOON: Final = timedelta(seconds=30)
LATEST: Final = timedelta(hours=6)
"""An unanswered question waits for as long as it is old, within these bounds."""
SECOND_LOOK: Final = timedelta(minutes=20)
"""When a refusal is asked about once more: a node may have lagged, and a block may have been taken back."""
AFTER_A_FAULT: Final = timedelta(hours=1)
QUIET_SECONDS: Final = 30.0
"""How long a worker leaves a silent node alone: each question to it may cost fifteen seconds of a thread."""

_quiet_until = 0.0


def ask_wallet(message_id: str) -> None:
    """Ask about one signed message; a repeated call asks again and harms nothing."""
    message = SignedMessage.objects.filter(pk=message_id, erased=None).first()
    signed = None if message is None else signed_of(message)
    if message is None or signed is None or _is_quiet():
        return
    at, before = parts().clock(), message.signature
    node = _node(signed)
    if message.state in VOUCHED and before.block is not None:
        found = check_again(before, signed, node, at)
    else:
        found = check_first(signed, node, at, arrived=message.created)
    _heed_silence(found)
    signature_store(message_id, found, next_check=next_check(found, created=message.created, at=at))


def next_check(found: SignatureCheck, *, created: datetime, at: datetime) -> datetime | None:
    """When to ask again; None where nothing can change any more. A check of another time was not repeated at `at`."""
    age = at - created
    if found.state is SignatureState.UNAVAILABLE or found.checked_at != at:
        return at + min(max(age, SOON), LATEST)
    if found.scheme is Scheme.EOA or found.state is SignatureState.NOT_CHECKED:
        return None
    if found.state is SignatureState.BROKEN:
        return created + SECOND_LOOK if age < SECOND_LOOK else None
    if found.code == HELD_FOR_NOW:
        return at + FINALITY
    return at + (DAILY if found.state is SignatureState.HOLDS else WEEKLY)


def put_off(message_id: str) -> None:
    """A job that did not end says nothing about the signature: it is asked about later."""
    SignedMessage.objects.filter(pk=message_id).update(next_check=parts().clock() + AFTER_A_FAULT)


def queue_due() -> None:
    """Queue what is due; a live job on the same message is kept instead."""
    if _is_quiet():
        return
    due = SignedMessage.objects.filter(next_check__lte=parts().clock(), erased=None).order_by("next_check")
    for message_id in due.values_list("pk", flat=True)[:AT_ONCE]:
        job_add(kind=JOB, subject=message_id, folder=wiring.run_folder())


def _node(signed: Signed) -> Node | None:
    """The nodes of the chain that it was signed for; an installation may have moved to another one since."""
    from verify.node_wiring import node  # only workers reach nodes, and load what reaches them

    return node() if signed.domain.chain_id == statement_domain().chain_id else None


def _is_quiet() -> bool:
    return time.monotonic() < _quiet_until


def _heed_silence(found: SignatureCheck) -> None:
    global _quiet_until  # noqa: PLW0603 - one silence a process, owned here
    if found.code == SILENT:
        _quiet_until = time.monotonic() + QUIET_SECONDS


SIGNATURE: Final = Kind(JOB, run=ask_wallet, give_up=put_off, sweep=queue_due)
