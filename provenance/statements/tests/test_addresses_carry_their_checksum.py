"""EIP-55: a digit that was copied wrongly is noticed, and text without a checksum is still an address."""

from __future__ import annotations

import json

import pytest

from fixtures.corpus import need_corpus
from provenance.statements.eip55 import address_of, to_checksum
from provenance.statements.errors import BadMessage
from provenance.statements.types import Address

ADDRESS = "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2"


@pytest.mark.corpus
def test_every_address_of_the_corpus_gets_its_capitals() -> None:
    part = "identity/eip55_addresses.json"
    cases = json.loads((need_corpus(part) / part).read_text())
    wrong = [one["name"] for one in cases if to_checksum(address_of(one["address"])) != one["checksumAddress"]]
    assert len(cases) > 600
    assert not wrong
    assert all(address_of(one["checksumAddress"]) == address_of(one["address"]) for one in cases)


def test_one_other_capital_is_refused() -> None:
    for place, letter in enumerate(ADDRESS):
        if place > 1 and letter.isalpha():
            with pytest.raises(BadMessage) as refused:
                address_of(ADDRESS[:place] + letter.swapcase() + ADDRESS[place + 1 :])
            assert refused.value.code == "address.checksum"


@pytest.mark.parametrize("text", [ADDRESS.lower(), "0x" + ADDRESS[2:].upper()])
def test_text_in_one_case_carries_no_checksum(text: str) -> None:
    assert to_checksum(address_of(text)) == ADDRESS


@pytest.mark.parametrize(
    "text",
    [
        "",
        ADDRESS[:-1],
        ADDRESS + "0",
        ADDRESS[2:],
        ADDRESS.replace("0x", "0X"),
        ADDRESS + "\n",
        " " + ADDRESS,
        "0x" + "g" * 40,
        "0x" + "\u0661" * 40,
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    with pytest.raises(BadMessage) as refused:
        address_of(text)
    assert refused.value.code == "address.form"


def test_other_lengths_are_no_address() -> None:
    with pytest.raises(BadMessage):
        to_checksum(Address(bytes(32)))
