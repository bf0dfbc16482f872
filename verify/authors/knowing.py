"""What this installation knows around a signed statement, gathered as the plain values that the rules take.

Everything is asked for in lists, so that a hundred statements cost as many questions to the store as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from provenance.statements.eip55 import to_checksum
from provenance.statements.evidence import Bound, Ended, KnownDelegation, KnownKey, Party, Speaking, Written
from provenance.statements.types import Address, Delegation, Nonce, Scope, SignatureState, Statement
from verify.accounts.models import Organisation
from verify.authors.bound import bindings_of
from verify.authors.models import DelegationRow, Key, Principal
from verify.ledger.selectors import records_by_number
from verify.ledger.values import PUBLIC, OnRecord, Viewer

NOBODY = bytes(20)


@dataclass(frozen=True, slots=True)
class Known:
    """Keys by address, delegations by struct hash, bindings by principal, and records by number."""

    keys: Mapping[str, Key] = field(default_factory=dict)
    delegations: Mapping[str, DelegationRow] = field(default_factory=dict)
    bindings: Mapping[str, tuple[Bound, ...]] = field(default_factory=dict)
    records: Mapping[str, OnRecord] = field(default_factory=dict)

    def written(self, record_id: str) -> Written:
        """When this record was written; all open where it cannot be looked up now."""
        found = self.records.get(record_id)
        if found is None:
            return Written(record=record_id)
        ends = (found.not_before, found.by)
        return Written(
            record=record_id,
            not_before=found.not_before.at if found.not_before else None,
            by=found.by.at if found.by else None,
            development=any(end is not None and end.development for end in ends),
            waiting=found.index is None,
        )

    def key(self, address: str) -> KnownKey | None:
        """Whose key this address (lower case) is."""
        found = self.keys.get(address)
        if found is None:
            return None
        return KnownKey(party_of(found.principal), self.ended(found), found.desk)

    def bound(self, address: str) -> tuple[Bound, ...]:
        """How whoever has this key is bound to names outside."""
        found = self.keys.get(address)
        return () if found is None else self.bindings.get(found.principal_id, ())

    def speaking(self, statement: Statement) -> Speaking | None:
        """For whom the statement says that it speaks; None where for nobody but its signer."""
        if statement.organisation == NOBODY:
            return None
        address = f"0x{statement.organisation.hex()}"
        row = self.delegations.get(statement.delegation.hex())
        return Speaking(
            address=to_checksum(statement.organisation),
            key=self.key(address),
            delegation=None if row is None else self._delegation(row),
            bindings=self.bound(address),
        )

    def _delegation(self, row: DelegationRow) -> KnownDelegation:
        return KnownDelegation(
            delegation_of(row), SignatureState(row.state), self.written(row.record_id), self.ended(row)
        )

    def ended(self, row: Key | DelegationRow) -> Ended | None:
        """Since when a key or delegation is over, and when that was said."""
        if row.revoked is None:
            return None
        said = self.written(row.revocation.record_id) if row.revocation else Written()
        return Ended(row.revoked, row.reason or "unspecified", said)


def known_about(
    statements: Iterable[tuple[str, Statement]],
    record_ids: Iterable[str] = (),
    *,
    viewer: Viewer = PUBLIC,
    reader: Organisation | None = None,
) -> Known:
    """Everything around these statements, each with its signer's address in lower case.

    Of the records `record_ids` only those are known that the viewer may see; certificates are judged by the lists of
    the `reader`.
    """
    listed = list(statements)
    delegations = _delegations({one.delegation.hex() for _, one in listed})
    addresses = {signer for signer, _ in listed} | {f"0x{one.organisation.hex()}" for _, one in listed}
    keys = _keys(addresses)
    principals = {key.principal_id for key in keys.values()}
    numbers = {*record_ids, *_records_of(keys.values()), *_records_of(delegations.values())}
    numbers |= {row.record_id for row in delegations.values()}
    bindings = bindings_of(principals, reader=reader)
    return Known(keys, delegations, bindings, records_by_number(numbers - {""}, viewer=viewer))


def known_of(
    keys: Iterable[Key],
    delegations: Iterable[DelegationRow],
    *,
    records: Iterable[str] = (),
    viewer: Viewer = PUBLIC,
) -> Known:
    """What is known of these keys and delegations: both their sides, their records, and those of their ends."""
    keys, given = list(keys), list(delegations)
    sides = {address for row in given for address in (row.organisation, row.delegate)}
    known = {**_keys(sides), **{key.address: key for key in keys}}
    numbers = {*records, *_records_of(known.values()), *_records_of(given), *(row.record_id for row in given)}
    numbers |= {key.claim.record_id for key in keys if key.claim is not None}
    return Known(known, {row.struct_hash: row for row in given}, {}, records_by_number(numbers - {""}, viewer=viewer))


def party_of(principal: Principal) -> Party:
    """A principal as the rules know it; an organisation goes by its own name."""
    organisation = principal.organisation
    return Party(principal.pk, organisation.name if organisation else principal.name, principal.kind)


def delegation_of(row: DelegationRow) -> Delegation:
    """The delegation that a row keeps; its nonce says nothing to the rules."""
    return Delegation(
        organisation=Address(bytes.fromhex(row.organisation[2:])),
        delegate=Address(bytes.fromhex(row.delegate[2:])),
        scopes=tuple(Scope(one) for one in row.scopes),
        valid_from=int(row.valid_from.timestamp()),
        valid_to=int(row.valid_to.timestamp()),
        nonce=Nonce(bytes.fromhex(row.nonce) or bytes(32)),
    )


def _keys(addresses: Iterable[str]) -> dict[str, Key]:
    rows = Key.objects.filter(address__in=set(addresses)).select_related("principal__organisation", "revocation")
    return {row.address: row for row in rows}


def _delegations(hashes: Iterable[str]) -> dict[str, DelegationRow]:
    wanted = {one for one in hashes if one.strip("0")}
    rows = DelegationRow.objects.filter(struct_hash__in=wanted).select_related("revocation") if wanted else ()
    return {row.struct_hash: row for row in rows}


def _records_of(rows: Iterable[Key] | Iterable[DelegationRow]) -> Sequence[str]:
    return [row.revocation.record_id for row in rows if row.revocation is not None]
