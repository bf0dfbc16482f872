"""Keys: claimed by their own signature, and exchanged for new ones."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http.request import split_domain_port, validate_host

from chronology.records import Kind
from provenance.statements.types import KeyClaim, Signed
from verify.authors.errors import BadStatement, KeyTaken
from verify.authors.models import Key, KeyClaimRow, Principal
from verify.authors.services.effects import take_effect
from verify.authors.services.keeping import address_text, kept, message_keep, require_admitted, signature_of
from verify.authors.services.principals import require_own
from verify.ledger.parts import parts
from verify.ledger.values import Viewer

NOBODY = bytes(20)


@transaction.atomic
def key_claim(signed: Signed, *, owner: Viewer, desk: bool = False) -> KeyClaimRow:
    """A key says in public that it is this principal's; its Key row is there once the signature holds.

    A claim that names a key of the same principal exchanges it. Raises BadStatement, KeyTaken, NotYours, NonceUsed,
    SignatureBroken.
    """
    claim, at = signed.message, parts().clock()
    if not isinstance(claim, KeyClaim):
        raise BadStatement("statement.type", "This is no claim of a key.")
    if (before := kept(KeyClaimRow, signed)) is not None:
        return before
    require_admitted(signed, at)
    _require_here(claim.origin)
    signed, check = signature_of(signed, at)
    principal = _principal(claim, owner, desk=desk)
    _require_free(address_text(signed.signer), principal)
    columns = {"principal": principal, "replaces": _replaced(claim, principal), "desk": desk}
    row, new = message_keep(KeyClaimRow, signed, owner=owner, kind=Kind.KEY_EVENT, check=check, columns=columns)
    if new:
        take_effect(row)
    return row


def _principal(claim: KeyClaim, owner: Viewer, *, desk: bool) -> Principal:
    found = Principal.objects.filter(pk=claim.principal).first()
    if found is None:
        raise BadStatement("claim.principal", "The claim names nobody who is known here. Ask for a new one to sign.")
    if not desk:
        require_own(found, owner)
    return found


def _require_here(origin: str) -> None:
    host, _ = split_domain_port(origin)
    if not validate_host(host, settings.ALLOWED_HOSTS):
        raise BadStatement("claim.origin", "The claim was signed for another site than this one.")


def _require_free(address: str, principal: Principal) -> None:
    key = Key.objects.filter(address=address).first()
    if key is not None and key.principal_id != principal.pk:
        raise KeyTaken("This wallet is on record as somebody else's.")
    if key is not None and key.revoked is not None:
        raise BadStatement("key.revoked", "This key was ended, and an ended key never comes back: use another one.")


def _replaced(claim: KeyClaim, principal: Principal) -> str:
    if claim.replaces == NOBODY:
        return ""
    address = address_text(claim.replaces)
    if not Key.objects.filter(address=address, principal=principal).exists():
        raise BadStatement("claim.replaces", "A claim can only replace a key of the same owner.")
    return address
