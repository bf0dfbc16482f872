"""What the reference page shows as signed is signed: whoever copies it learns the format from something that holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from provenance.statements import eip712, recovery, wire
from provenance.statements.types import Delegation, SignatureState, Statement
from verify.api.statements import examples

AT = datetime(2026, 11, 22, tzinfo=UTC)


def kept(name: str) -> Any:
    return examples._kept()[name]


@pytest.mark.parametrize(("name", "kind"), [("statement", Statement), ("delegation", Delegation)])
def test_what_is_signed_holds_under_its_id(name: str, kind: type) -> None:
    signed = wire.from_json(kept(name))
    assert isinstance(signed.message, kind)
    assert recovery.check(signed, AT).state is SignatureState.HOLDS
    assert wire.statement_id(signed).hex() == kept(f"{name}_id")


def test_the_statement_speaks_by_the_delegation() -> None:
    statement, delegation = (wire.from_json(kept(name)) for name in ("statement", "delegation"))
    assert f"0x{eip712.struct_hash(delegation.message).hex()}" == kept("struct_hash")
    assert kept("statement")["message"]["delegation"] == kept("struct_hash")
    assert kept("delegation")["message"]["delegate"] == kept("statement")["signer"]
    assert f"0x{eip712.struct_hash(statement.message).hex()}" == kept("statement_struct_hash")


def test_the_draft_is_the_statement_before_it_was_signed() -> None:
    signed = wire.from_json(kept("statement"))
    shown = examples.drafted()
    assert shown["typed_data"] == eip712.typed_data(signed.domain, signed.message)
    assert shown["digest"] == f"0x{eip712.typed_digest(signed.domain, signed.message).hex()}"
