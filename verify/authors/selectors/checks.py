"""Checks: what is signed about a work, or what one signed statement amounts to. Nothing is stored by asking."""

from __future__ import annotations

from provenance.statements import recovery, wire
from provenance.statements.errors import BadMessage
from provenance.statements.evidence import Asked, Evidence
from provenance.statements.reporting import work_findings
from provenance.statements.types import ContentForm, Signed, Statement
from provenance.types import Finding
from verify.accounts.models import Organisation
from verify.authors.counted import counted_ids
from verify.authors.errors import BadStatement
from verify.authors.evidence import evidence_about, evidence_of
from verify.authors.knowing import known_about
from verify.authors.models import StatementRow
from verify.authors.rivals import with_rival_records
from verify.authors.selectors.finding import claimed_by
from verify.authors.selectors.statements import may_see, statements_about
from verify.ledger.parts import parts
from verify.ledger.values import PUBLIC, Viewer


def check_work(
    *,
    sha256: str = "",
    signed: Signed | None = None,
    claimed: str = "",
    source: str = "",
    viewer: Viewer = PUBLIC,
    reader: Organisation | None = None,
) -> tuple[Finding, ...]:
    """The findings about one work, or about one signed statement; raises BadStatement for a message of another kind."""
    asked = Asked(bytes.fromhex(sha256) or None, claimed_by(claimed) if claimed else None, source)
    if signed is None:
        found = work_evidence(sha256, viewer=viewer, reader=reader) if sha256 else ()
    else:
        found = (_evidence(signed, viewer, reader),)
    return work_findings(found, asked, parts().clock())


def work_evidence(sha256: str, *, viewer: Viewer = PUBLIC, reader: Organisation | None = None) -> tuple[Evidence, ...]:
    """What is known of every open statement about the bytes of this digest (hex), rivals' records included."""
    rows = statements_about(sha256, viewer=viewer, always=counted_ids(reader))
    if not rows:
        return ()
    found = evidence_about(rows, viewer=viewer, reader=reader)
    return with_rival_records(found, sha256)


def _evidence(signed: Signed, viewer: Viewer, reader: Organisation | None) -> Evidence:
    if not isinstance(signed.message, Statement):
        raise BadStatement("statement.type", "This is no statement about a work.")
    signed, name = _named(signed)
    row = StatementRow.objects.filter(may_see(viewer), pk=name, erased=None).first()
    found = evidence_about([row], viewer=viewer, reader=reader) if row is not None else ()
    return _with_rivals(found[0]) if found else _unrecorded(signed, reader)


def _with_rivals(one: Evidence) -> Evidence:
    if one.statement.form is not ContentForm.SHA256:
        return one
    return with_rival_records([one], one.statement.content.hex())[0]


def _unrecorded(signed: Signed, reader: Organisation | None) -> Evidence:
    known = known_about([(f"0x{signed.signer.hex()}", signed.message)], reader=reader)  # type: ignore[list-item]
    return evidence_of(signed, recovery.check(signed, parts().clock()), known, None)


def _named(signed: Signed) -> tuple[Signed, str]:
    """The message in the one writing in which it would be on record, and its id there."""
    try:
        plain = recovery.normalised(signed)
        return plain, wire.statement_id(plain).hex()
    except BadMessage as problem:
        raise BadStatement(problem.code, str(problem)) from problem
