"""Evidence about signed statements, put together from what is known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.statements.eip55 import to_checksum
from provenance.statements.evidence import Evidence, Rival, Written
from provenance.statements.lines import VOUCHED
from provenance.statements.parties import parties_of
from provenance.statements.types import SignatureCheck, Signed, Statement
from verify.accounts.models import Organisation, User
from verify.authors.bodies import opening_of, signed_of
from verify.authors.counted import counted_ids
from verify.authors.knowing import Known, known_about
from verify.authors.models import StatementRow
from verify.ledger.parts import parts
from verify.ledger.values import PUBLIC, Viewer
from verify.signing_domain import statement_domain


def evidence_of(signed: Signed, check: SignatureCheck, known: Known, written: Written | None) -> Evidence:
    """What is known of a signed statement that may be on no record; `written` None where it is not."""
    statement, address = signed.message, f"0x{signed.signer.hex()}"
    if not isinstance(statement, Statement):
        raise TypeError("only statements are evidence")
    return Evidence(
        statement=statement,
        statement_id="",
        signer=to_checksum(signed.signer),
        signature=check,
        written=written,
        same_domain=signed.domain == statement_domain(),
        key=known.key(address),
        bindings=known.bound(address),
        speaking=known.speaking(statement),
        seen=parts().clock(),
    )


def evidence_about(
    rows: Sequence[StatementRow], *, viewer: Viewer = PUBLIC, reader: Organisation | None = None
) -> tuple[Evidence, ...]:
    """What is known of each of these statements, for this viewer; erased and hidden ones are left out."""
    signed = {row.pk: signed_of(row) for row in rows}
    pairs = [(row, one) for row in rows if (one := signed[row.pk]) is not None]
    statements = [(row.signer, one.message) for row, one in pairs if isinstance(one.message, Statement)]
    known = known_about(statements, [row.record_id for row, _ in pairs], viewer=viewer, reader=reader)
    counted = counted_ids(reader)
    found = [_of_row(row, one, known, viewer) for row, one in pairs if row.record_id in known.records]
    return tuple(replace(one, rivals=_rivals(one, found), counted=counted) for one in found)


def _of_row(row: StatementRow, signed: Signed, known: Known, viewer: Viewer) -> Evidence:
    opening = opening_of(row)
    return replace(
        evidence_of(signed, row.signature, known, known.written(row.record_id)),
        statement_id=row.pk,
        opened=opening[0] if opening else None,
        member=member_of(row, viewer),
        retracted=row.retracted_by_id or "",
        corrected=row.corrected_by_id or "",
    )


def member_of(row: StatementRow, viewer: Viewer) -> str:
    """The name of the person for whom the desk signed: for their team, and for others where they chose to be named."""
    of_team = row.by_organisation is not None and row.by_organisation == viewer.organisation
    if row.on_behalf_of is None or not (row.member_named or of_team):
        return ""
    return _name_of(row.on_behalf_of, of_team=of_team)


def _name_of(user: User, *, of_team: bool) -> str:
    """What somebody calls themselves; the name of their account is for their team alone."""
    principal = getattr(user, "principal", None)
    named = principal.name if principal is not None else user.get_full_name()
    return named or (user.get_username() if of_team else "")


def _rivals(one: Evidence, found: Sequence[Evidence]) -> tuple[Rival, ...]:
    """What others signed about the same bytes; whoever signs for the same party is no rival, nor who is only named."""
    own = parties_of(one)
    return tuple(
        Rival(other.key.party.name if other.key else other.signer, other.signer, other.written)
        for other in found
        if other.written is not None and other.signature.state in VOUCHED and not own & parties_of(other)
    )
