"""Recording a consent, taking it back, and forgetting what it said; the log holds the hash of what was signed."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from chronology.records import Kind
from provenance.statements.eip712 import struct_hash
from provenance.statements.errors import BadMessage
from provenance.statements.limits import LATEST_TIME
from provenance.statements.purposes import require_consent
from provenance.statements.types import Consent, ConsentTo, Revocation, RevocationSubject, Signed
from verify.authors.models import Key, Principal, RevocationRow, SignedMessage
from verify.authors.services.effects import VOUCHED, take_effect
from verify.authors.services.erasing import forget
from verify.authors.services.keeping import address_text, message_keep, require_admitted, signature_of
from verify.consents.errors import BadConsent, NoSuchConsent, NotTheSigner
from verify.consents.models import Campaign, ConsentRow
from verify.consents.selectors.consents import is_backed
from verify.consents.services.notices import REVOKED, platforms_tell
from verify.ledger.parts import parts
from verify.ledger.values import Viewer
from verify.webhooks.events import Event
from verify.webhooks.services import announce


def signed_take(signed: Signed, *, owner: Viewer) -> SignedMessage:
    """Record a consent, or the revocation of one; raises BadConsent for any other message."""
    if isinstance(signed.message, Consent):
        return consent_record(signed, owner=owner)
    if isinstance(signed.message, Revocation) and signed.message.subject is RevocationSubject.CONSENT:
        return consent_revoke(signed, owner=owner)
    raise BadConsent("consent.type", "Here consents are recorded, and revocations of consents.")


def consent_record(signed: Signed, *, owner: Viewer) -> ConsentRow:
    """Record what a depicted person or an estate signed; a repeated call returns the same row.

    Raises BadConsent, and an AuthorError: another domain, a broken signature, a used nonce.
    """
    consent = signed.message
    if not isinstance(consent, Consent):
        raise BadConsent("consent.type", "This is no consent.")
    at = parts().clock()
    require_admitted(signed, at)
    _require_fit(consent)
    plain, check = signature_of(signed, at)
    columns = {
        "struct_hash": struct_hash(consent).hex(),
        "content": consent.content.hex(),
        "grantee": address_text(consent.grantee),
    }
    row, new = message_keep(ConsentRow, plain, owner=owner, kind=Kind.CONSENT, check=check, columns=columns)
    if new:
        _end_if_taken_back(row)
    return row


def consent_revoke(signed: Signed, *, owner: Viewer) -> RevocationRow:
    """Take a consent back, from now on or later; raises BadConsent, NoSuchConsent, NotTheSigner, an AuthorError.

    What was allowed stays allowed for the past: a moment before this one counts as this one. A contract wallet's takes
    effect once a node said that the wallet signed.
    """
    revocation = signed.message
    if not isinstance(revocation, Revocation) or revocation.subject is not RevocationSubject.CONSENT:
        raise BadConsent("consent.type", "This is no revocation of a consent.")
    at = parts().clock()
    require_admitted(signed, at)
    _require_own(revocation.target, address_text(signed.signer))
    plain, check = signature_of(signed, at)
    columns = {
        "subject": revocation.subject.value,
        "target": revocation.target.hex(),
        "effective": max(at, datetime.fromtimestamp(min(revocation.effective, LATEST_TIME), UTC)),
        "reason": revocation.reason,
    }
    with transaction.atomic():
        row, _ = message_keep(RevocationRow, plain, owner=owner, kind=Kind.CONSENT, check=check, columns=columns)
        take_effect(row)
    return row


def revocation_takes_effect(name: str) -> None:
    """The effect of a revocation whose signature holds, where it is about a consent; the earliest end counts.

    Every copy of the consent ends: one with a bent signature, which anybody can send, stands under the same hash.
    """
    said = RevocationRow.objects.get(pk=name)
    if said.subject != RevocationSubject.CONSENT:
        return
    copies = ConsentRow.objects.filter(struct_hash=said.target, signer__in=_own_keys(said.signer))
    later = copies.filter(Q(revoked=None) | Q(revoked__gt=said.effective))
    if later.update(revoked=said.effective, reason=said.reason, revocation=said):
        _tell(copies, said.target)


def revocation_loses_effect(name: str) -> None:
    """A contract wallet's revocation whose block the chain took back was never said: the consent stands again."""
    ConsentRow.objects.filter(revocation=name).update(revoked=None, reason="", revocation=None)


def _tell(copies: QuerySet[ConsentRow], target: str) -> None:
    """Platforms hear of a consent for whose key somebody vouches, and which held.

    Anybody signs a consent for anybody's work and takes it back: that must not reach those who may take the work down.
    """
    for one in copies:
        announce(
            Event.CONSENT_ENDED, Viewer(one.by_organisation, one.by_user), {"consent": one.pk}, once=f"end {one.pk}"
        )
    held = [one for one in copies.filter(state__in=VOUCHED, erased=None) if is_backed(one.signer)]
    if held:
        platforms_tell(about=f"{target} {held[0].signer}", code=REVOKED, sha256=held[0].content)


def _end_if_taken_back(row: ConsentRow) -> None:
    """A copy that comes after the revocation has ended as well."""
    ends = RevocationRow.objects.filter(subject=RevocationSubject.CONSENT, target=row.struct_hash, state__in=VOUCHED)
    ends = ends.filter(signer__in=_keys_beside(row.signer))
    said = ends.order_by("effective").first()
    if said is not None and row.revoked is None:
        row.revoked, row.reason, row.revocation = said.effective, said.reason, said
        row.save(update_fields=["revoked", "reason", "revocation"])


def consent_erase(row: ConsentRow, *, owner: Viewer) -> None:
    """Forget what a consent says; its record stays as a hash. Raises NotTheSigner for who may not.

    Whoever owns the key that signed may; who sent it in only where nobody owns that key.
    """
    if not _may_erase(row, owner):
        raise NotTheSigner
    forget(row)
    row.refresh_from_db()


def consent_blank(name: str) -> None:
    """Empty what a consent keeps beside the message."""
    ConsentRow.objects.filter(pk=name).update(content="", grantee="")


def _may_erase(row: ConsentRow, owner: Viewer) -> bool:
    principal = Principal.objects.filter(keys__address=row.signer).first()
    if principal is not None and principal.user_id is not None:
        return owner.user == principal.user_id
    if principal is not None and principal.organisation_id is not None:
        return owner.organisation == principal.organisation_id
    if row.by_organisation is not None:
        return owner.organisation == row.by_organisation
    return owner.user is not None and row.by_user == owner.user


def _own_keys(signer: str) -> list[str]:
    """For which addresses this one may speak: who lost a key takes a consent back with the next one.

    An ended key speaks for itself alone.
    """
    ended = Key.objects.filter(address=signer).exclude(revoked=None).exists()
    return [signer] if ended else _keys_beside(signer)


def _keys_beside(signer: str) -> list[str]:
    """The address, and every other key of whoever claimed it."""
    key = Key.objects.filter(address=signer).first()
    others = Key.objects.filter(principal=key.principal).values_list("address", flat=True) if key else ()
    return [signer, *others]


def _require_own(target: bytes, signer: str) -> None:
    copies = ConsentRow.objects.filter(struct_hash=target.hex(), erased=None)
    if copies.filter(signer__in=_own_keys(signer)).exists():
        return
    raise NotTheSigner if copies.exists() else NoSuchConsent


def _require_fit(consent: Consent) -> None:
    try:
        require_consent(consent)
    except BadMessage as problem:
        raise BadConsent(problem.code, str(problem)) from problem
    if consent.to is ConsentTo.CAMPAIGN and not _is_known(consent):
        raise BadConsent("consent.campaign", "No campaign of this number and root is open here: open it first.")


def _is_known(consent: Consent) -> bool:
    return Campaign.objects.filter(pk=consent.content.hex(), members_root=consent.members_root.hex()).exists()
