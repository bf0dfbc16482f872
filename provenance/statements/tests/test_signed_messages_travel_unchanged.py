"""Signed messages as JSON and canonical bytes: one message, one spelling, one id; hostile ones are refused in words."""

from __future__ import annotations

import copy
import hashlib
import json
import random
from dataclasses import replace
from typing import Any

import pytest

from provenance.statements import wire
from provenance.statements.errors import BadMessage
from provenance.statements.limits import LATEST_CHAIN, LATEST_TIME, MOST_SIGNATURE_BYTES, MOST_SIGNED_BYTES
from provenance.statements.signing import sign
from provenance.statements.tests.making import DOMAIN, EACH, KEY, STATEMENT, any_domain, any_message
from provenance.statements.types import Message

SIGNED = sign(STATEMENT, DOMAIN, KEY)


@pytest.mark.parametrize("message", EACH, ids=lambda one: type(one).__name__)
def test_each_kind_comes_back_as_it_was(message: Message) -> None:
    signed = sign(message, DOMAIN, KEY)
    assert wire.from_json(wire.to_json(signed)) == signed
    assert wire.from_bytes(wire.to_bytes(signed)) == signed
    assert wire.from_text(json.dumps(wire.to_json(signed), indent=3)) == signed
    kind = wire.type_name(message)
    assert wire.message_from_json(kind, wire.message_to_json(message)) == message
    assert wire.domain_of(wire.domain_to_json(DOMAIN)) == DOMAIN


def test_any_message_comes_back_as_it_was_and_has_an_id_of_its_own() -> None:
    chance = random.Random(5)
    seen = set()
    for _ in range(1000):
        signed = sign(any_message(chance), any_domain(chance), KEY)
        assert wire.from_bytes(wire.to_bytes(signed)) == signed
        seen.add(wire.statement_id(signed))
    assert len(seen) == 1000


def test_the_canonical_bytes_are_these() -> None:
    """Written out once by hand: names sorted, no space, everything in lower case."""
    zero, nonce = "0" * 64, "09" * 32
    by_hand = (
        '{"domain":{"chainId":31337,"verifyingContract":"0x0102030405060708090a0b0c0d0e0f1011121314"},'
        f'"message":{{"about":"0x{zero}","act":"state","content":"0x{"01" * 32}","delegation":"0x{zero}",'
        f'"form":"sha256","nonce":"0x{nonce}","organisation":"0x{"0" * 40}","role":"author",'
        '"source":"https://news.example/a","time":1795334400},'
        f'"schema":"firstlight.signed/1","signature":"0x{SIGNED.signature.hex()}",'
        f'"signer":"0x{KEY.address.hex()}","type":"Statement"}}'
    ).encode()
    assert wire.to_bytes(SIGNED) == by_hand
    assert wire.statement_id(SIGNED) == hashlib.sha256(by_hand).digest()


def test_other_spellings_are_the_same_message_but_not_the_same_bytes() -> None:
    document = wire.to_json(SIGNED)
    shouted = json.dumps(document).replace(SIGNED.signature.hex(), SIGNED.signature.hex().upper())
    assert wire.from_text(shouted) == SIGNED
    for text in (json.dumps(document), shouted, json.dumps(document, sort_keys=True, separators=(",", ":"))):
        with pytest.raises(BadMessage) as refused:
            wire.from_bytes(text.encode())
        assert refused.value.code == "signed.not_canonical"


def test_the_public_form_shows_addresses_with_their_checksum() -> None:
    document: Any = wire.to_json(SIGNED)
    assert document["signer"] != document["signer"].lower()
    document["signer"] = document["signer"][:2] + document["signer"][2:].swapcase()
    with pytest.raises(BadMessage) as refused:
        wire.from_json(document)
    assert refused.value.code == "address.checksum"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("schema",), "firstlight.signed/2"),
        (("schema",), None),
        (("type",), "Statements"),
        (("type",), "Delegation"),
        (("type",), None),
        (("signer",), "0x" + "00" * 20),
        (("signer",), "0x12"),
        (("signature",), "0x"),
        (("signature",), "0x123"),
        (("signature",), "0x" + "11" * (MOST_SIGNATURE_BYTES + 1)),
        (("signature",), "0x11\n"),
        (("domain", "chainId"), 0),
        (("domain", "chainId"), "31337"),
        (("domain", "chainId"), LATEST_CHAIN + 1),
        (("domain", "more"), 1),
        (("more",), 1),
        (("message", "more"), 1),
        (("message", "time"), "1795334400"),
        (("message", "time"), 1.5),
        (("message", "time"), True),
        (("message", "time"), -1),
        (("message", "time"), LATEST_TIME + 1),
        (("message", "time"), 10**400),
        (("message", "content"), "01" * 32),
        (("message", "content"), "0x" + "01" * 31),
        (("message", "content"), "0x" + "0g" * 32),
        (("message", "content"), "0x" + "01" * 32 + "\n"),
        (("message", "role"), "owner"),
        (("message", "role"), ["author"]),
        (("message", "source"), None),
        (("message", "source"), "https://a/" + "a" * 3000),
        (("message",), []),
        (("domain",), None),
    ],
)
def test_what_is_no_such_message_is_refused_in_words(place: tuple[str, ...], value: object) -> None:
    document = copy.deepcopy(wire.to_json(SIGNED))
    inner: Any = document
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    with pytest.raises(BadMessage) as refused:
        wire.from_json(document)
    assert str(refused.value).endswith(".")
    assert refused.value.code.startswith(("signed.", "message.", "address."))


@pytest.mark.parametrize("name", ["schema", "type", "domain", "message", "signer", "signature"])
def test_nothing_may_be_missing(name: str) -> None:
    document = {one: value for one, value in wire.to_json(SIGNED).items() if one != name}
    with pytest.raises(BadMessage):
        wire.from_json(document)


@pytest.mark.parametrize("name", list(wire.message_to_json(STATEMENT)))
def test_no_field_of_a_message_may_be_missing(name: str) -> None:
    fields = {one: value for one, value in wire.message_to_json(STATEMENT).items() if one != name}
    with pytest.raises(BadMessage):
        wire.message_from_json("Statement", fields)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "signed.json"),
        (b"\xff\xfe{}", "signed.json"),
        (b"[" * 60_000, "signed.json"),
        (b'{"a":NaN}', "signed.json"),
        (b" " * (MOST_SIGNED_BYTES + 1), "signed.size"),
        (b"null", "signed.schema"),
        (b"[]", "signed.schema"),
        ('{"schema":"\ud800"}', "signed.schema"),
        (b"1" * 60_000, "signed.json"),
    ],
)
def test_hostile_text_is_refused_in_words(text: bytes | str, code: str) -> None:
    with pytest.raises(BadMessage) as refused:
        wire.from_text(text)
    assert refused.value.code == code


def test_a_name_that_stands_twice_is_refused() -> None:
    """Two readers could take two different messages out of it."""
    text = json.dumps(wire.to_json(SIGNED)).replace('"role": "author"', '"role": "licensee", "role": "author"')
    with pytest.raises(BadMessage) as refused:
        wire.from_text(text)
    assert refused.value.code == "signed.json"


def test_no_damaged_byte_reads_as_the_same_message() -> None:
    raw, chance = wire.to_bytes(SIGNED), random.Random(6)
    for _ in range(3000):
        place = chance.randrange(len(raw))
        damaged = raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :]
        try:
            assert wire.from_bytes(damaged) != SIGNED
        except BadMessage:
            continue


def test_what_is_not_well_formed_has_no_bytes_and_no_id() -> None:
    for bad in (replace(SIGNED, signature=b""), replace(SIGNED, message=replace(STATEMENT, content=bytes(32)))):
        with pytest.raises(BadMessage):
            wire.statement_id(bad)
