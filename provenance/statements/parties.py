"""For whom a statement counts: its signer, and the organisation it names where nothing speaks against that."""

from __future__ import annotations

from datetime import UTC, datetime

from provenance.statements.delegating import delegation_lines
from provenance.statements.evidence import Evidence
from provenance.types import State


def parties_of(evidence: Evidence) -> frozenset[str]:
    """Public ids and lower-case addresses of everybody whose word this statement is."""
    found = {evidence.signer.lower()}
    if evidence.key is not None:
        found.add(evidence.key.party.id)
    return frozenset(found | _organisation(evidence))


def _organisation(evidence: Evidence) -> set[str]:
    speaking = evidence.speaking
    if speaking is None or speaking.key is None:
        return set()
    stated = datetime.fromtimestamp(evidence.statement.time, UTC)
    if any(line.state is not State.HOLDS for line in delegation_lines(evidence, speaking, stated)):
        return set()
    return {speaking.address.lower(), speaking.key.party.id}
