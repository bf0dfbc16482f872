"""What a signed message changes, once its signature is known to hold and not before.

Nobody takes a key, ends one or takes a statement back by naming a contract wallet that never signed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from provenance.statements.types import Act, RevocationSubject, SignatureState
from verify.authors.models import DelegationRow, Key, KeyClaimRow, RevocationRow, SignedMessage, StatementRow
from verify.ledger.models import Form

Effect = Callable[[str], None]

VOUCHED = (SignatureState.HOLDS.value, SignatureState.HELD_WHEN_RECORDED.value)


def take_effect(message: SignedMessage) -> None:
    """Let the message do what it says; repeating it is harmless."""
    if message.state in VOUCHED:
        for effect in _EFFECTS.get(message.type, ()):
            effect(message.pk)


def lose_effect(message: SignedMessage) -> None:
    """Undo what a wallet's yes changed, where the chain took back the block in which it was said: it never was."""
    for undo in _UNDOING.get(message.type, ()):
        undo(message.pk)


def effect_add(type_name: str, effect: Effect) -> None:
    """Let a part above say what a type of message changes there, by the message's id; repeating it is harmless."""
    if effect not in _EFFECTS.setdefault(type_name, []):
        _EFFECTS[type_name].append(effect)


def undo_add(type_name: str, undo: Effect) -> None:
    """Let the same part take that back where the chain took back a wallet's yes; repeating it is harmless."""
    if undo not in _UNDOING.setdefault(type_name, []):
        _UNDOING[type_name].append(undo)


def _statement(name: str) -> None:
    row = StatementRow.objects.get(pk=name)
    if row.act == Act.RETRACT:
        StatementRow.objects.filter(pk=row.about).update(retracted_by=row)
    elif row.act == Act.CORRECT:
        # Whoever reads an open statement would learn from it that a sealed one is there.
        told = {"form": Form.SEALED} if row.form == Form.SEALED else {}
        StatementRow.objects.filter(pk=row.about, **told).update(corrected_by=row)


def _claim(name: str) -> None:
    row = KeyClaimRow.objects.get(pk=name)
    if row.principal_id is None or Key.objects.filter(address=row.signer).exists():
        return
    try:
        with transaction.atomic():
            key = Key.objects.create(
                principal_id=row.principal_id,
                address=row.signer,
                scheme=row.scheme,
                chain_id=row.chain_id or 0,
                claim=row,
                added=row.created,
                desk=row.desk,
            )
    except IntegrityError:
        return
    # What the key signed before it was claimed is its owner's too.
    StatementRow.objects.filter(signer=key.address, principal=None).update(principal=key.principal)
    if row.replaces:
        _replace(row, key)


def _replace(row: KeyClaimRow, key: Key) -> None:
    """The exchanged key ends when its successor was put on record; what it signed before keeps its state."""
    old = Key.objects.filter(principal_id=row.principal_id, address=row.replaces).exclude(pk=key.pk)
    old.update(replaced_by=key)
    old.filter(revoked=None).update(revoked=row.created, reason="rotated", revocation=row)


def _revocation(name: str) -> None:
    row = RevocationRow.objects.get(pk=name)
    said = {"revoked": row.effective, "reason": row.reason, "revocation": row}
    # The earliest end counts: who says later that it ended sooner is believed, and that it was said later is shown.
    later = Q(revoked=None) | Q(revoked__gt=row.effective)
    if row.subject == RevocationSubject.KEY:
        Key.objects.filter(later, address=f"0x{row.target[-40:]}").update(**said)
    elif row.subject == RevocationSubject.DELEGATION:
        DelegationRow.objects.filter(later, struct_hash=row.target).update(**said)


def _unsaid(name: str) -> None:
    StatementRow.objects.filter(retracted_by=name).update(retracted_by=None)
    StatementRow.objects.filter(corrected_by=name).update(corrected_by=None)


def _unclaimed(name: str) -> None:
    for key in Key.objects.filter(claim=name):
        StatementRow.objects.filter(signer=key.address, principal=key.principal).update(principal=None)
        Key.objects.filter(replaced_by=key).update(replaced_by=None)
        key.delete()
    _unended(name)


def _unended(name: str) -> None:
    alive = {"revoked": None, "reason": "", "revocation": None}
    Key.objects.filter(revocation=name).update(**alive)
    DelegationRow.objects.filter(revocation=name).update(**alive)


_UNDOING: dict[str, list[Effect]] = {
    "Statement": [_unsaid],
    "KeyClaim": [_unclaimed],
    "Revocation": [_unended],
}

_EFFECTS: dict[str, list[Effect]] = {
    "Statement": [_statement],
    "KeyClaim": [_claim],
    "Revocation": [_revocation],
}


def moment(seconds: int) -> datetime:
    """Unix seconds as a moment."""
    return datetime.fromtimestamp(seconds, UTC)
