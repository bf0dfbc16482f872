"""Evidence to test with: a journalist who signed, a desk that let them, and a record between two moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from provenance.statements.eip55 import to_checksum
from provenance.statements.evidence import (
    Asked,
    Ended,
    Evidence,
    KnownDelegation,
    KnownKey,
    Party,
    Speaking,
    Written,
)
from provenance.statements.tests.making import KEY, OTHER, STATEMENT
from provenance.statements.types import (
    Delegation,
    Nonce,
    Role,
    Scheme,
    Scope,
    SignatureCheck,
    SignatureState,
)
from provenance.types import Finding

NOW = datetime.fromtimestamp(STATEMENT.time, UTC)
HOUR = timedelta(hours=1)
AT = NOW + 1000 * HOUR
CONTENT = STATEMENT.content
ADA = Party("ada", "Ada Author", "person")
DESK = Party("desk", "The Desk", "organisation")
HELD = SignatureCheck(SignatureState.HOLDS, "signature.holds", Scheme.EOA, NOW)
WRITTEN = Written("record", NOW - HOUR, NOW + HOUR)
SIGNED = Evidence(STATEMENT, "statement", to_checksum(OTHER.address), HELD, WRITTEN, key=KnownKey(ADA))
GIVEN = Delegation(
    KEY.address,
    OTHER.address,
    (Scope.PUBLISH,),
    int((NOW - 24 * HOUR).timestamp()),
    int((NOW + 24 * HOUR).timestamp()),
    Nonce(bytes([3]) * 32),
)
DELEGATION = KnownDelegation(GIVEN, SignatureState.HOLDS, Written("given", NOW - 24 * HOUR, NOW - 20 * HOUR))
SPEAKING = Speaking(to_checksum(KEY.address), KnownKey(DESK), DELEGATION)
FOR_DESK = replace(
    SIGNED, statement=replace(STATEMENT, role=Role.PUBLISHER, organisation=KEY.address), speaking=SPEAKING
)


def asked(**changes: Any) -> Asked:
    return replace(Asked(content=CONTENT), **changes)


UNDATED = Written()


def ended(hours: float, reason: str = "stolen", said: Written = UNDATED) -> Ended:
    return Ended(NOW + hours * HOUR, reason, said)


def with_delegation(**changes: Any) -> Evidence:
    return replace(FOR_DESK, speaking=replace(SPEAKING, delegation=replace(DELEGATION, **changes)))


def with_given(**changes: Any) -> Evidence:
    return with_delegation(delegation=replace(GIVEN, **changes))


def told(found: tuple[Finding, ...]) -> list[str]:
    """Code and form of each finding."""
    return [".".join(filter(None, (one.code, str(one.params.get("form", ""))))) for one in found]
