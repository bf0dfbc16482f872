"""A signature was asked about again: what the newest answer changes, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from provenance.statements.types import SignatureCheck, SignatureState
from verify.authors.models.signed import SignedMessage, check_columns
from verify.authors.services.effects import VOUCHED, lose_effect, take_effect


def signature_store(message_id: str, check: SignatureCheck, *, next_check: datetime | None) -> SignedMessage | None:
    """Keep the answer of a node; None where the message is gone.

    What held at a final block is never broken later: it held when it was recorded, and the block that said so stays.
    A node that does not answer takes nothing away.
    """
    try:
        with transaction.atomic():
            return _stored(message_id, check, next_check)
    except IntegrityError:
        # Another message of this signer took the nonce and holds: this one counts for nothing.
        spent = replace(check, state=SignatureState.NOT_CHECKED, code="nonce.used")
        with transaction.atomic():
            return _stored(message_id, spent, None)


def _stored(message_id: str, check: SignatureCheck, next_check: datetime | None) -> SignedMessage | None:
    message = SignedMessage.objects.select_for_update().filter(pk=message_id, erased=None).first()
    if message is None:
        return None
    vouched = message.state in VOUCHED
    for name, value in _changes(message, check).items():
        setattr(message, name, value)
    message.next_check = next_check
    message.save()
    if vouched and message.state not in VOUCHED:
        lose_effect(message)
    take_effect(message)
    return message


def _changes(message: SignedMessage, check: SignatureCheck) -> dict[str, Any]:
    if message.state not in VOUCHED or (message.code == NOT_FINAL and check.state is not SignatureState.UNAVAILABLE):
        return check_columns(check)
    if check.state is SignatureState.HOLDS:
        told = {"state": check.state.value, "code": check.code, "checked": check.checked_at}
        return {**told, "delegated_code": check.delegated_code}
    if check.state in (SignatureState.BROKEN, SignatureState.HELD_WHEN_RECORDED):
        held = check.state is SignatureState.HELD_WHEN_RECORDED
        state, code = SignatureState.HELD_WHEN_RECORDED.value, check.code if held else HELD
        return {"state": state, "code": code, "checked": check.checked_at}
    return {}


NOT_FINAL: Final = "signature.contract_not_final"
"""The block in which the wallet said yes may still be taken back: then it never held."""

HELD: Final = "signature.contract_held"
