"""A key claims a domain, an owner ends the claim or has the domain asked at once. Asking itself is the worker's."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from chronology.records import Kind
from provenance.statements.errors import BadMessage
from provenance.statements.types import DomainClaim, Signed
from verify import wiring
from verify.accounts.models import User
from verify.authors.bindings.domains import domain_of
from verify.authors.bindings.kinds import OF_A_DOMAIN
from verify.authors.errors import BadStatement, NotYours
from verify.authors.models import Binding, DomainClaimRow, Key, Principal
from verify.authors.services.keeping import address_text, message_keep, require_admitted, signature_of
from verify.authors.services.principals import require_own
from verify.jobs.services import job_add
from verify.ledger.parts import parts
from verify.ledger.values import Viewer

JOB: Final = "binding"

MOST_CLAIMS: Final = 20
"""Live claims of one principal: a group of newspapers has a dozen domains, and each is asked daily."""

ASK_NOW_AFTER: Final = timedelta(minutes=1)
"""A button that sends requests to somebody's site is pressed once a minute at most."""


@transaction.atomic
def domain_claim(signed: Signed, *, owner: Viewer) -> DomainClaimRow:
    """A key says which domain speaks for it too; the domain is then looked at in every way there is.

    Raises BadStatement, NotYours, NonceUsed, SignatureBroken. Nothing is bound until the domain names the key.
    """
    claim = claim_in(signed)
    try:
        same = domain_of(claim.domain) == claim.domain
    except BadMessage as problem:
        raise BadStatement(problem.code, str(problem)) from problem
    if not same:
        raise BadStatement("binding.domain", "Give the domain in lower case, as the address bar shows it.")
    row, new = claim_keep(signed, owner=owner)
    if new:
        now = wiring.now()
        Binding.objects.bulk_create(Binding(claim=row, kind=kind, next_ask=now, created=now) for kind in OF_A_DOMAIN)
    return row


def claim_in(signed: Signed) -> DomainClaim:
    """The claim that was signed, for this installation and of late; raises BadStatement."""
    claim = signed.message
    if not isinstance(claim, DomainClaim):
        raise BadStatement("statement.type", "This is no claim of a domain.")
    require_admitted(signed, parts().clock())
    return claim


def claim_keep(signed: Signed, *, owner: Viewer) -> tuple[DomainClaimRow, bool]:
    """Store a claim by a live key of the principal that it names, in the place of an earlier one to the same name."""
    claim = claim_in(signed)
    principal = Principal.objects.filter(pk=claim.principal).first()
    if principal is None:
        raise BadStatement("claim.principal", "The claim names nobody who is known here. Ask for a new one to sign.")
    require_own(principal, owner)
    signed, check = signature_of(signed, wiring.now())
    address = address_text(signed.signer)
    if not Key.objects.filter(address=address, principal=principal, revoked=None).exists():
        raise BadStatement("binding.key", "Claim the wallet first: it is not one of your keys here.")
    columns = {"principal": principal, "domain": claim.domain, "address": address}
    row, new = message_keep(DomainClaimRow, signed, owner=owner, kind=Kind.KEY_EVENT, check=check, columns=columns)
    if new:
        _end_earlier(row)
        _require_room(principal)
    return row, new


def _end_earlier(row: DomainClaimRow) -> None:
    same = {"principal": row.principal, "domain": row.domain, "address": row.address, "ended": None}
    DomainClaimRow.objects.filter(**same).exclude(pk=row.pk).update(ended=row.created)


def _require_room(principal: Principal) -> None:
    if DomainClaimRow.objects.filter(principal=principal, ended=None).count() > MOST_CLAIMS:
        raise BadStatement("binding.too_many", f"At most {MOST_CLAIMS} domains can be claimed: end one first.")


@transaction.atomic
def domain_claim_end(claim: DomainClaimRow, *, by: User) -> DomainClaimRow:
    """Claim the name no more; what was heard stays, so that statements of that time stay explained. Raises NotYours."""
    require_own(claim.principal, Viewer(user=by.pk))
    if claim.ended is None:
        claim.ended = wiring.now()
        claim.save(update_fields=["ended"])
    return claim


def domain_ask_now(claim: DomainClaimRow, *, by: User) -> bool:
    """Have the domain asked now; False where it was asked a moment ago. Raises NotYours."""
    require_own(claim.principal, Viewer(user=by.pk))
    if claim.ended is not None:
        raise NotYours("This claim was ended. Sign a new one to have the domain asked.")
    if claim.bindings.filter(asked__gt=wiring.now() - ASK_NOW_AFTER).exists():
        return False
    job_add(kind=JOB, subject=claim.pk, folder=wiring.run_folder())
    return True
