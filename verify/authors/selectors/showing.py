"""Signed messages as values, many at once: what is around them is asked for in lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.statements import wire
from provenance.statements.checking import findings_of
from provenance.statements.eip55 import to_checksum
from provenance.statements.evidence import Asked, Evidence, Party
from provenance.statements.lines import VOUCHED
from provenance.statements.types import Address
from verify.accounts.models import Organisation
from verify.authors.bodies import signed_of
from verify.authors.evidence import evidence_about, member_of
from verify.authors.knowing import Known, known_of, party_of
from verify.authors.models import Principal, SignedMessage, StatementRow
from verify.authors.selectors.statements import statement_get
from verify.authors.selectors.values import StatementView
from verify.ledger.parts import parts
from verify.ledger.values import PUBLIC, Viewer


def statement_view(name: str, *, viewer: Viewer = PUBLIC, reader: Organisation | None = None) -> StatementView:
    """One signed message of any kind, for this viewer; raises NoSuchStatement."""
    row = statement_get(name, viewer=viewer)
    if isinstance(row, StatementRow):
        return shown([row], viewer=viewer, reader=reader)[0]
    known = known_of((), (), records=[row.record_id], viewer=viewer)
    return _message(row, known, _claimant(row))


def shown(
    rows: Sequence[StatementRow], *, viewer: Viewer = PUBLIC, reader: Organisation | None = None
) -> tuple[StatementView, ...]:
    """These statements, for this viewer, who may see them; erased ones say only that they are."""
    evidence = {one.statement_id: one for one in evidence_about(rows, viewer=viewer, reader=reader)}
    known = known_of((), (), records=[row.record_id for row in rows], viewer=viewer)
    return tuple(_statement(row, evidence.get(row.pk), known, viewer) for row in rows)


def _statement(row: StatementRow, evidence: Evidence | None, known: Known, viewer: Viewer) -> StatementView:
    if evidence is None:
        return _message(row, known, None)
    key, speaking = evidence.key, evidence.speaking
    vouched = evidence.signature.state in VOUCHED
    told = _message(row, known, key.party if key and vouched else None)
    return replace(
        told,
        act=row.act,
        role=row.role,
        content=row.content,
        content_form=row.content_form,
        source=evidence.statement.source,
        organisation=speaking.key.party if speaking and speaking.key and vouched else None,
        organisation_address=speaking.address if speaking else "",
        stated=row.stated,
        on_behalf=row.on_behalf_of_id is not None,
        member=member_of(row, viewer),
        about=row.about,
        retracted_by=row.retracted_by_id or "",
        corrected_by=row.corrected_by_id or "",
        findings=findings_of(evidence, Asked(), parts().clock()),
    )


def _message(row: SignedMessage, known: Known, author: Party | None) -> StatementView:
    signed = signed_of(row) if row.signer else None
    document = wire.to_json(signed) if signed else row.body
    return StatementView(
        id=row.pk,
        type=row.type,
        form=row.form,
        document=document,
        signer=to_checksum(Address(bytes.fromhex(row.signer[2:]))) if row.signer else "",
        author=author,
        signature=row.signature,
        written=known.written(row.record_id),
        erased=row.erased is not None,
    )


def _claimant(row: SignedMessage) -> Party | None:
    """Whose claim or delegation it is, where its signature holds."""
    principal = getattr(row, "principal", None)
    if row.state not in VOUCHED or not isinstance(principal, Principal):
        return None
    return party_of(principal)
