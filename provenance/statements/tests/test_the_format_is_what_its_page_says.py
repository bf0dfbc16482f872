"""docs/statements.md is enough to write another reader: its example, its types and its codes are those of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

from eth_account import Account
from eth_account.messages import encode_typed_data

from provenance.sentences_of_signatures import SENTENCES
from provenance.statements import admission, eip712, wire
from provenance.statements.eip4361.checking import SENTENCES as SIGN_IN
from provenance.statements.fields import MEMBERS
from provenance.statements.recovery import canonical
from provenance.statements.signing import Secret, sign

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "statements.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
FORTY_TWO = (42).to_bytes(32)


def example() -> str:
    assert EXAMPLE is not None
    return EXAMPLE[1]


def told(what: str) -> str:
    found = re.search(rf"^\| {what} \| `?([0-9a-f]+)`? \|$", PAGE, re.MULTILINE)
    assert found is not None, what
    return found[1]


def test_the_example_has_the_hashes_that_stand_beside_it() -> None:
    signed = wire.from_text(example())
    assert eip712.domain_separator(signed.domain).hex() == told("hash of the domain")
    assert eip712.struct_hash(signed.message).hex() == told("struct hash")
    assert eip712.typed_digest(signed.domain, signed.message).hex() == told("digest that was signed")
    assert str(len(wire.to_bytes(signed))) == told("length of the canonical bytes")
    assert wire.statement_id(signed).hex() == told("statement id")


def test_another_library_signs_the_example_the_same() -> None:
    signed = wire.from_text(example())
    asked = encode_typed_data(full_message=eip712.typed_data(signed.domain, signed.message))
    theirs = Account.sign_message(asked, FORTY_TWO)
    assert bytes(theirs.signature) == signed.signature == canonical(signed.signature)
    assert sign(signed.message, signed.domain, Secret(FORTY_TWO)) == signed
    assert json.loads(example()) == wire.to_json(signed)


def test_the_types_are_those_that_are_hashed() -> None:
    for kind, members in MEMBERS.items():
        assert f"\n{kind.__name__}({','.join(f'{one.kind} {one.name}' for one in members)})\n" in PAGE


def test_every_code_is_told() -> None:
    families = ("signature.contract_", "signature.other_key", "signature.no_node")
    for code in (*admission.SENTENCES, *SIGN_IN, *(one for one in SENTENCES if one.startswith("signature."))):
        assert f"`{code}`" in PAGE or any(code.startswith(one) and one in PAGE for one in families), code
