"""One door for everything signed that this part records: what it is decides what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from provenance.statements.types import Delegation, DomainClaim, KeyClaim, Revocation, Signed, Statement
from verify.authors.errors import BadStatement
from verify.authors.models import SignedMessage
from verify.authors.services.delegations import delegation_record
from verify.authors.services.keys import key_claim
from verify.authors.services.revocations import revocation_record
from verify.authors.services.statements import Opening, statement_record
from verify.ledger.values import Viewer


def _domain_claim(signed: Signed, *, owner: Viewer) -> SignedMessage:
    from verify.authors.bindings.services import domain_claim  # it stands on the services of this package

    return domain_claim(signed, owner=owner)


_RECORDERS: dict[type, Callable[..., SignedMessage]] = {
    KeyClaim: key_claim,
    Delegation: delegation_record,
    DomainClaim: _domain_claim,
    Revocation: revocation_record,
}


def signed_record(signed: Signed, *, owner: Viewer, opening: Opening | None = None) -> SignedMessage:
    """Record a signed statement, claim, delegation or end; raises BadStatement for any other message."""
    if isinstance(signed.message, Statement):
        return statement_record(signed, owner=owner, opening=opening)
    record = _RECORDERS.get(type(signed.message))
    if record is None or opening is not None:
        raise BadStatement("statement.type", "Record this where messages of its kind are recorded.")
    return record(signed, owner=owner)
