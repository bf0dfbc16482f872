"""Somebody's own principals and keys, and for whom a wallet may sign."""

from __future__ import annotations

from dataclasses import dataclass

from verify.accounts.models import Organisation, User
from verify.accounts.selectors import organisation_of
from verify.authors.knowing import party_of
from verify.authors.models import DelegationRow, Key, Principal
from verify.authors.services.effects import VOUCHED
from verify.ledger.parts import parts


@dataclass(frozen=True, slots=True)
class SigningChoice:
    """For whom a wallet can sign now: `organisation` and `delegation` are hex, empty for the wallet's owner alone."""

    label: str
    organisation: str = ""
    delegation: str = ""
    scopes: tuple[str, ...] = ()


def principals_of(user: User) -> tuple[Principal, ...]:
    """Who somebody can act for: themselves, and the organisation that they work for; those that were made already."""
    own = Principal.objects.filter(user=user)
    organisation = organisation_of(user)
    theirs = Principal.objects.filter(organisation=organisation) if organisation else Principal.objects.none()
    return tuple((own | theirs).select_related("organisation").order_by("kind", "created"))


def keys_of(principal: Principal) -> tuple[Key, ...]:
    """The keys of a principal, oldest first, ended ones included."""
    return tuple(Key.objects.filter(principal=principal).select_related("replaced_by", "claim", "revocation"))


def key_of(address: str) -> Key | None:
    """Whose key an address (any case) is."""
    return Key.objects.filter(address=address.lower()).select_related("principal__organisation").first()


def desk_key_of(organisation: Organisation) -> Key | None:
    """The living key that the installation's signer holds for an organisation."""
    keys = Key.objects.filter(principal__organisation=organisation, desk=True, revoked=None)
    return keys.select_related("principal__organisation").first()


def signing_choices(address: str) -> tuple[SigningChoice, ...]:
    """For whom the wallet of this address may sign now: for its owner, and for who delegated to it."""
    key = key_of(address)
    if key is not None and key.revoked is not None:
        return ()
    own = _own(key, address)
    return (own, *(_for(row) for row in _living_delegations(address.lower())))


def _own(key: Key | None, address: str) -> SigningChoice:
    if key is None:
        return SigningChoice(address)
    party = party_of(key.principal)
    return SigningChoice(party.name, key.address if party.kind == "organisation" else "")


def _for(row: DelegationRow) -> SigningChoice:
    name = party_of(row.principal).name if row.principal else row.organisation
    return SigningChoice(name, row.organisation, row.struct_hash, tuple(row.scopes))


def _living_delegations(address: str) -> list[DelegationRow]:
    at = parts().clock()
    rows = DelegationRow.objects.filter(delegate=address, state__in=VOUCHED, revoked=None, valid_from__lte=at)
    return list(rows.filter(valid_to__gt=at).select_related("principal__organisation").order_by("created"))
