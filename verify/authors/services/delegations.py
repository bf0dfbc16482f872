"""Delegations: an organisation's key lets a journalist's key sign for it."""

from __future__ import annotations

from django.db import transaction

from chronology.records import Kind
from provenance.statements.eip712 import struct_hash
from provenance.statements.types import Delegation, Signed
from verify.accounts.models import Power, User
from verify.authors.errors import BadStatement, NotYours
from verify.authors.models import DelegationRow, Key, Principal
from verify.authors.services.effects import moment
from verify.authors.services.keeping import address_text, kept, message_keep, require_admitted, signature_of
from verify.authors.services.principals import acts_for
from verify.ledger.parts import parts
from verify.ledger.values import Viewer


@transaction.atomic
def delegation_record(signed: Signed, *, owner: Viewer) -> DelegationRow:
    """Record a delegation that the organisation's own key signed.

    The owner of the record is somebody who may delegate for the organisation. Raises BadStatement, NotYours,
    NonceUsed, SignatureBroken.
    """
    given, at = signed.message, parts().clock()
    if not isinstance(given, Delegation):
        raise BadStatement("statement.type", "This is no delegation.")
    if (before := kept(DelegationRow, signed)) is not None:
        return before
    require_admitted(signed, at)
    if signed.signer != given.organisation:
        raise BadStatement("delegation.signer", "A delegation is signed by the key of the organisation that it names.")
    signed, check = signature_of(signed, at)
    principal = _organisation(given, owner)
    columns = _columns(given) | {"principal": principal}
    row, _ = message_keep(DelegationRow, signed, owner=owner, kind=Kind.KEY_EVENT, check=check, columns=columns)
    return row


def _organisation(given: Delegation, owner: Viewer) -> Principal:
    key = Key.objects.filter(address=address_text(given.organisation)).select_related("principal__organisation").first()
    if key is None or key.revoked is not None or key.principal.organisation is None:
        raise BadStatement(
            "delegation.organisation", "No organisation here has this key. Claim the organisation's wallet first."
        )
    user = User.objects.filter(pk=owner.user).first()
    if not acts_for(user, key.principal, Power.DELEGATE):
        raise NotYours("An owner of the organisation has to allow you to delegate first.")
    return key.principal


def _columns(given: Delegation) -> dict[str, object]:
    return {
        "struct_hash": struct_hash(given).hex(),
        "organisation": address_text(given.organisation),
        "delegate": address_text(given.delegate),
        "scopes": [one.value for one in given.scopes],
        "valid_from": moment(given.valid_from),
        "valid_to": moment(given.valid_to),
    }
