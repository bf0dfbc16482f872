"""Digests of typed data: our own encoder beside another one, and the public vectors through the general one."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from eth_account import Account

from fixtures.corpus import need_corpus
from provenance.statements import eip712
from provenance.statements.errors import BadMessage
from provenance.statements.limits import MOST_TYPED_BYTES, MOST_TYPED_DEPTH, MOST_TYPED_VALUES
from provenance.statements.tests.making import DOMAIN, EACH, STATEMENT, any_domain, any_message
from provenance.statements.types import Address, Domain, Message, Nonce

SECRET = bytes([7]) * 32
SOME: dict[str, Any] = {"primaryType": "A", "domain": {"name": "x"}, "types": {"A": [{"name": "a", "type": "string"}]}}


def by_another_library(document: dict[str, Any]) -> bytes:
    return bytes(Account.sign_typed_data(SECRET, full_message=document).message_hash)


@pytest.mark.corpus
def test_every_digest_of_the_corpus_is_right() -> None:
    part = "identity/eip712_typed_data.json"
    cases = json.loads((need_corpus(part) / part).read_text())
    wrong = [one["name"] for one in cases if f"0x{general(one).hex()}" != one["digest"]]
    assert len(cases) > 600
    assert not wrong


def general(case: dict[str, Any]) -> bytes:
    named = {"types": case["types"], "primaryType": case["primaryType"], "domain": case["domain"]}
    return eip712.digest_of_typed_data(named | {"message": case["data"]})


@pytest.mark.parametrize("message", EACH, ids=lambda one: type(one).__name__)
def test_our_encoder_agrees_with_another_on_each_kind(message: Message) -> None:
    document = eip712.typed_data(DOMAIN, message)
    assert eip712.typed_digest(DOMAIN, message) == by_another_library(document) == eip712.digest_of_typed_data(document)


def test_our_encoder_agrees_with_another_on_a_thousand_messages() -> None:
    chance = random.Random(712)
    for _ in range(1000):
        domain, message = any_domain(chance), any_message(chance)
        document = json.loads(json.dumps(eip712.typed_data(domain, message)))
        assert eip712.typed_digest(domain, message) == by_another_library(document), message


def test_the_types_are_written_as_the_format_says() -> None:
    """By hand from docs/statements.md: a renamed or moved field is another message to every wallet."""
    encoded = {
        "Statement": "string act,string role,bytes32 content,string form,string source,address organisation,"
        "bytes32 delegation,bytes32 about,uint64 time,bytes32 nonce",
        "Delegation": "address organisation,address delegate,string[] scopes,uint64 validFrom,uint64 validTo,"
        "bytes32 nonce",
        "Revocation": "string subject,bytes32 target,uint64 effective,string reason,uint64 time,bytes32 nonce",
        "KeyClaim": "string principal,string origin,address replaces,uint64 time,bytes32 nonce",
        "DomainClaim": "string domain,string principal,uint64 time,bytes32 nonce",
        "Consent": "string to,bytes32 content,bytes32 membersRoot,string[] tracks,string purpose,string scope,"
        "bool estate,address grantee,uint64 validFrom,uint64 validTo,bytes32 nonce",
    }
    for message in EACH:
        types: Any = eip712.typed_data(DOMAIN, message)["types"]
        kind = type(message).__name__
        assert ",".join(f"{one['type']} {one['name']}" for one in types[kind]) == encoded[kind]
        assert types["EIP712Domain"] == [
            {"name": "name", "type": "string"},
            {"name": "version", "type": "string"},
            {"name": "chainId", "type": "uint256"},
            {"name": "verifyingContract", "type": "address"},
        ]


def test_chain_contract_and_every_field_change_the_digest() -> None:
    digests = {eip712.typed_digest(DOMAIN, STATEMENT)}
    for domain in (replace(DOMAIN, chain_id=1), replace(DOMAIN, contract=Address(bytes(20)))):  # type: ignore[arg-type]
        digests.add(eip712.typed_digest(domain, STATEMENT))
    others = {"act": "correct", "role": "publisher", "content": bytes(32), "form": "commitment", "source": "",
              "organisation": DOMAIN.contract, "delegation": bytes([3]) * 32, "about": bytes([3]) * 32,
              "time": 0, "nonce": Nonce(bytes([3]) * 32)}  # fmt: skip
    for field, other in others.items():
        digests.add(eip712.typed_digest(DOMAIN, replace(STATEMENT, **{field: other})))  # type: ignore[arg-type]
    assert len(digests) == 3 + len(others) == 3 + len(eip712.MEMBERS[type(STATEMENT)])


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("content", bytes(31)),
        ("content", "0x" + "00" * 32),
        ("organisation", bytes(32)),
        ("time", -1),
        ("time", 2**64),
        ("time", True),
        ("time", 1.0),
        ("source", b"x"),
        ("source", "\ud800"),
        ("role", None),
    ],
)
def test_what_has_no_encoding_is_refused(field: str, wrong: object) -> None:
    with pytest.raises(BadMessage):
        eip712.typed_digest(DOMAIN, replace(STATEMENT, **{field: wrong}))  # type: ignore[arg-type]
    with pytest.raises(BadMessage):
        eip712.typed_digest(Domain(-1, bytes(19)), STATEMENT)  # type: ignore[arg-type]


def deep() -> object:
    made: object = "a"
    for _ in range(MOST_TYPED_DEPTH + 1):
        made = [made]
    return made


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({}, "typed.shape"),
        (SOME, "typed.shape"),
        (SOME | {"message": []}, "typed.shape"),
        (SOME | {"message": {}, "more": 1}, "typed.shape"),
        (SOME | {"message": {"a": object()}}, "typed.shape"),
        (SOME | {"message": {"a": 10**5000}}, "typed.shape"),
        (SOME | {"message": {}}, "typed.encoding"),
        (SOME | {"message": {"a": "x", "b": "y"}}, "typed.encoding"),
        (SOME | {"message": {"a": "x"}, "primaryType": "B"}, "typed.encoding"),
        (SOME | {"message": {"a": "x"}, "types": {"A": "string"}}, "typed.encoding"),
        (SOME | {"message": {"a": "x"}, "types": {"A": [{"name": "a", "type": "uint7"}]}}, "typed.encoding"),
        (SOME | {"message": {"a": "x"}, "types": {"A": [{"name": "a", "type": "A"}]}}, "typed.encoding"),
        (SOME | {"message": {"a": "x" * MOST_TYPED_BYTES}}, "typed.size"),
        (SOME | {"message": {"a": ["x"] * (MOST_TYPED_VALUES + 1)}}, "typed.size"),
        (SOME | {"message": {"a": deep()}}, "typed.size"),
        (SOME | {"message": {"a": "x"}, "types": {f"T{one}": [] for one in range(129)}}, "typed.size"),
    ],
)
def test_foreign_typed_data_is_bounded_and_refused_in_words(document: dict[str, Any], code: str) -> None:
    with pytest.raises(BadMessage) as refused:
        eip712.digest_of_typed_data(document)
    assert refused.value.code == code
