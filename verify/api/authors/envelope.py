"""Authors as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from provenance.statements.evidence import Bound, Ended, Party, Written
from verify.api.records.envelope import moment
from verify.api.statements.warning import warnings_of
from verify.authors.knowing import party_of
from verify.authors.selectors import AuthorPage, DelegationView, KeyView, StatementView, author_find


def party(one: Party | None) -> dict[str, Any] | None:
    """Somebody with a name here; None where nobody is known."""
    return None if one is None else {"id": one.id, "kind": one.kind, "name": one.name, "links": links(one.id)}


def whoever(text: str) -> dict[str, Any] | None:
    """Who here goes by an address, an id, a domain or a did:web name; None where nobody does, or more than one."""
    found = author_find(text)
    return None if found is None else party(party_of(found))


def links(public_id: str) -> dict[str, str]:
    """Where to go from an author."""
    return {"self": reverse("api:author", args=[public_id]), "page": f"/a/{public_id}"}


def author_envelope(page: AuthorPage) -> dict[str, Any]:
    """Everything public about an author."""
    return {
        "id": page.party.id,
        "kind": page.party.kind,
        "name": page.party.name,
        "since": moment(page.since),
        "keys": [_key(one) for one in page.keys],
        "bindings": [_binding(one) for one in page.bindings],
        "delegations": [*_delegations(page.given, "given"), *_delegations(page.received, "received")],
        "counted_by": list(page.counted_by),
        "statements": [_line(one) for one in page.statements],
        "next": page.older or None,
        "links": links(page.party.id),
    }


def _key(one: KeyView) -> dict[str, Any]:
    return {
        "address": one.address,
        "chain_id": one.chain_id,
        "scheme": one.scheme or None,
        "desk": one.desk,
        "claim": one.claim_id or None,
        "claimed": _written(one.claimed),
        **_ended(one.ended),
        "replaced_by": one.replaced_by or None,
    }


def _delegations(listed: Iterable[DelegationView], direction: str) -> list[dict[str, Any]]:
    return [_delegation(one, direction) for one in listed]


def _delegation(one: DelegationView, direction: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "direction": direction,
        "struct_hash": f"0x{one.struct_hash}",
        "organisation": party(one.organisation),
        "organisation_address": one.organisation_address,
        "delegate": party(one.delegate),
        "delegate_address": one.delegate_address,
        "scopes": list(one.scopes),
        "valid_from": moment(one.valid_from),
        "valid_to": moment(one.valid_to),
        "recorded": _written(one.written),
        **_ended(one.ended),
    }


def _binding(one: Bound) -> dict[str, Any]:
    at = one.checked_at
    return {"kind": one.kind, "name": one.name, "standing": one.standing, "checked_at": at and moment(at)}


def _line(one: StatementView) -> dict[str, Any]:
    return {
        "id": one.id,
        "act": one.act,
        "role": one.role,
        "sha256": one.content if one.content_form == "sha256" and one.content else None,
        "stated": one.stated and moment(one.stated),
        "retracted": bool(one.retracted_by),
        "corrected": bool(one.corrected_by),
        "warnings": warnings_of(one.findings),
        "recorded": _written(one.written),
    }


def _ended(ended: Ended | None) -> dict[str, Any]:
    if ended is None:
        return {"revoked": None, "reason": None}
    return {"revoked": moment(ended.effective), "reason": ended.reason}


def _written(one: Written) -> dict[str, Any]:
    return {
        "record": one.record or None,
        "not_before": one.not_before and moment(one.not_before),
        "by": one.by and moment(one.by),
        "development": one.development,
    }
