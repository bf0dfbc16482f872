"""Ends of keys and delegations: signed by who may end them, or said by an account with a second factor."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import rfc8785
from django.db import transaction

from chronology.records import Kind
from provenance.statements.admission import AHEAD
from provenance.statements.types import REASONS, Revocation, RevocationSubject, SignatureState, Signed
from verify.accounts.models import Power, User
from verify.authors.errors import BadStatement, NotYours, StepUpNeeded
from verify.authors.models import DelegationRow, Key, RevocationRow
from verify.authors.services.effects import moment, take_effect
from verify.authors.services.keeping import kept, message_keep, require_admitted, signature_of
from verify.authors.services.principals import acts_for, require_own
from verify.ledger.parts import parts
from verify.ledger.services import record_statement
from verify.ledger.values import Viewer

ANY_DAY = timedelta(days=3660)
"""How far ahead or back an end may lie: more is a slip of the hand."""


@transaction.atomic
def revocation_record(signed: Signed, *, owner: Viewer) -> RevocationRow:
    """Record the signed end of a key or a delegation.

    A key ends itself, or the one it replaced; a delegation is ended by either side. A signature ends from now on and
    not in the past: whoever stole a key could disown with it all that its owner ever signed. An end in the past takes
    the account, see `key_revoke`. Raises BadStatement, NotYours, NonceUsed, SignatureBroken.
    """
    ending, at = signed.message, parts().clock()
    if not isinstance(ending, Revocation) or ending.subject is RevocationSubject.CONSENT:
        raise BadStatement("statement.type", "This is no end of a key or delegation.")
    if (before := kept(RevocationRow, signed)) is not None:
        return before
    require_admitted(signed, at)
    if moment(ending.effective) < moment(ending.time) - AHEAD:
        raise BadStatement("revocation.past", "A signature ends from now on. Log in to end it earlier.")
    signed, check = signature_of(signed, at)
    _require_may_end(ending, f"0x{signed.signer.hex()}")
    columns = _columns(ending.subject, ending.target.hex(), moment(ending.effective), ending.reason)
    row, new = message_keep(RevocationRow, signed, owner=owner, kind=Kind.KEY_EVENT, check=check, columns=columns)
    if new:
        take_effect(row)
    return row


def _require_may_end(ending: Revocation, signer: str) -> None:
    if ending.subject is RevocationSubject.KEY:
        key = Key.objects.filter(address=f"0x{ending.target[-20:].hex()}").select_related("replaced_by").first()
        may = key is not None and signer in (key.address, key.replaced_by and key.replaced_by.address)
    else:
        delegation = DelegationRow.objects.filter(struct_hash=ending.target.hex()).first()
        may = delegation is not None and _party_of(delegation, signer)
    if not may:
        raise NotYours("Only the key itself, its successor, or a side of the delegation can sign its end.")


def _party_of(delegation: DelegationRow, signer: str) -> bool:
    """Either side, or any living key of the organisation."""
    if signer in (delegation.organisation, delegation.delegate):
        return True
    return Key.objects.filter(address=signer, principal=delegation.principal_id, revoked=None).exists()


@transaction.atomic
def key_revoke(*, key: Key, by: User, effective: datetime, reason: str, stepped_up: bool) -> RevocationRow:
    """End a key without its signature, as of any moment: it was lost or stolen. Raises NotYours, StepUpNeeded."""
    require_own(key.principal, Viewer(user=by.pk))
    target = key.address.removeprefix("0x").rjust(64, "0")
    return _said(_End(RevocationSubject.KEY, target, effective, reason), key.principal.organisation_id, by, stepped_up)


@transaction.atomic
def delegation_revoke(
    *, delegation: DelegationRow, by: User, effective: datetime, reason: str, stepped_up: bool
) -> RevocationRow:
    """End a delegation without a signature; whoever may delegate for the organisation may. As `key_revoke` raises."""
    principal = delegation.principal
    if principal is None or not acts_for(by, principal, Power.DELEGATE):
        raise NotYours("Only who may delegate for the organisation can end this.")
    end = _End(RevocationSubject.DELEGATION, delegation.struct_hash, effective, reason)
    return _said(end, principal.organisation_id, by, stepped_up)


@dataclass(frozen=True, slots=True)
class _End:
    subject: RevocationSubject
    target: str
    effective: datetime
    reason: str


def _said(end: _End, organisation: int | None, by: User, stepped_up: bool) -> RevocationRow:
    if not stepped_up:
        raise StepUpNeeded
    _require_sense(end)
    document = _document(end)
    name = hashlib.sha256(rfc8785.dumps(document)).hexdigest()  # type: ignore[arg-type]
    owner = Viewer(organisation, by.pk)
    record = record_statement(kind=Kind.KEY_EVENT, digest=bytes.fromhex(name), owner=owner)
    row = RevocationRow.objects.create(
        id=name,
        type="Revocation",
        body=document,
        record_id=record.pk,
        by_organisation=organisation,
        by_user=by.pk,
        created=parts().clock(),
        state=SignatureState.HOLDS.value,
        code="signature.by_account",
        **_columns(end.subject, end.target, end.effective, end.reason),
    )
    take_effect(row)
    return row


def _require_sense(end: _End) -> None:
    if end.reason not in REASONS:
        raise BadStatement("revocation.reason", f"Give one of these reasons: {', '.join(REASONS)}.")
    if abs(end.effective - parts().clock()) > ANY_DAY:
        raise BadStatement("revocation.effective", "The end lies too far away: check the date.")


def _document(end: _End) -> dict[str, object]:
    """What the log commits to: the end as the account said it, unsigned, with a salt so that nobody can guess it."""
    return {
        "schema": "firstlight.ending/1",
        "subject": end.subject.value,
        "target": f"0x{end.target}",
        "effective": int(end.effective.timestamp()),
        "reason": end.reason,
        "salt": parts().randomness(32).hex(),
    }


def _columns(subject: RevocationSubject, target: str, effective: datetime, reason: str) -> dict[str, object]:
    return {"subject": subject.value, "target": target, "effective": effective, "reason": reason}
