"""Binding a certificate to a key."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from provenance.credentials.certificates import certificate_of, handle_of
from provenance.statements.types import Signed
from verify import wiring
from verify.authors.bindings.kinds import BindingKind, Heard
from verify.authors.bindings.news_publisher.proof import (
    Chain,
    chain_in,
    claimed_name,
    require_possession,
    to_be_signed,
)
from verify.authors.bindings.services import claim_in, claim_keep
from verify.authors.errors import BadStatement
from verify.authors.models import Binding
from verify.authors.services.keeping import signature_of
from verify.ledger.values import Viewer


@transaction.atomic
def certificate_bind(signed: Signed, *, owner: Viewer, chain_pem: bytes, proof: bytes) -> Binding:
    """A key claims a certificate whose key signed that claim; `proof` is that signature, DER where it is ECDSA.

    Raises BadStatement, NotYours, NonceUsed, SignatureBroken. A wallet whose signature only a node can tell about
    cannot do this yet: the certificate's key signs a claim that is known to hold.
    """
    signed, chain = _claimed(signed, chain_pem)
    require_possession(chain, signed, proof)
    row, _ = claim_keep(signed, owner=owner)
    now = wiring.now()
    binding, _ = Binding.objects.get_or_create(
        claim=row,
        kind=BindingKind.NEWS_PUBLISHER,
        defaults={
            "answered": Heard.NAMES_KEY,
            "last": Heard.NAMES_KEY,
            "code": "binding.possession",
            "asked": now,
            "held_first": now,
            "held_last": now,
            "pem": chain_pem.decode("ascii", "ignore"),
            "proof": proof,
            "handle": handle_of(certificate_of(chain[0]), settings.HANDLE_KEY) or "",
            "created": now,
        },
    )
    return binding


def certificate_text(signed: Signed, chain_pem: bytes) -> bytes:
    """What the certificate's key is to sign, once the wallet signed the claim; raises BadStatement."""
    signed, _ = _claimed(signed, chain_pem)
    return to_be_signed(signed)


def _claimed(signed: Signed, chain_pem: bytes) -> tuple[Signed, Chain]:
    claim, chain = claim_in(signed), chain_in(chain_pem)
    if claim.domain != claimed_name(chain[0]):
        raise BadStatement("binding.other_certificate", "The wallet signed for another certificate than this one.")
    signed, _ = signature_of(signed, wiring.now())
    return signed, chain
