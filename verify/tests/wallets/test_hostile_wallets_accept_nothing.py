"""Code at the signer's address that reverts, spins, answers too little or too much is no acceptance and no fault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from eth_abi.abi import encode

from provenance.statements.eip1271 import ACCEPTED, MAGIC, NOT_DEPLOYED, calldata, check_signed
from provenance.statements.limits import MOST_SIGNATURE_BYTES
from provenance.statements.recovery import ORDER
from provenance.statements.types import Address, SignatureState, Signed
from verify.tests.wallets.ground import DOMAIN, NOW, Chain, key, sign, statement

AUTHOR = key("author")
WALLET = Address(b"\x33" * 20)
MAGIC_WORD = ACCEPTED.hex()

CODES = {
    "stops": "0x00",
    "reverts": "0x60006000fd",
    "reverts with the magic word": f"0x7f{MAGIC_WORD}60005260206000fd",
    "is no code": "0xfe",
    "spins": "0x5b5f56",
    "answers the magic word on the wrong side": f"0x63{MAGIC.hex()}60005260206000f3",
    "answers four bytes": f"0x7f{MAGIC_WORD}60005260046000f3",
    "answers thirty-one bytes": f"0x7f{MAGIC_WORD}600052601f6000f3",
    "answers the magic word and dirt": f"0x7f{MAGIC.hex()}{'00' * 27}0160005260206000f3",
    "answers one": "0x600160005260206000f3",
    "answers a megabyte": "0x620fffff6000f3",
}
ACCEPTS = f"0x7f{MAGIC_WORD}60005260206000f3"


def asked(chain: Chain, code: str, signature: bytes = b"anything") -> SignatureState:
    chain.put(WALLET, code)
    return check_signed(Signed(statement(), DOMAIN, WALLET, signature), chain.asked, NOW).state


@pytest.mark.parametrize("name", sorted(CODES))
def test_it_does_not_hold(chain: Chain, name: str) -> None:
    assert asked(chain, CODES[name]) in {SignatureState.BROKEN, SignatureState.UNAVAILABLE}


def test_the_rig_sees_acceptance_where_there_is_one(chain: Chain) -> None:
    assert asked(chain, ACCEPTS) is SignatureState.HOLDS


def test_only_who_refuses_is_called_broken(chain: Chain) -> None:
    assert asked(chain, CODES["reverts"]) is SignatureState.BROKEN
    assert asked(chain, CODES["answers a megabyte"]) is SignatureState.UNAVAILABLE


def test_a_wallet_that_is_not_deployed_and_a_signature_without_end_are_not_checked(chain: Chain) -> None:
    chain.put(WALLET, ACCEPTS)
    for signature in (b"\x01" * 96 + NOT_DEPLOYED, b"\x01" * (MOST_SIGNATURE_BYTES + 1)):
        found = check_signed(Signed(statement(), DOMAIN, WALLET, signature), chain.asked, NOW)
        assert found.state is SignatureState.NOT_CHECKED
        assert found.code in {"signature.wallet_not_deployed", "signature.too_long"}


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, 65, 96, 1000])
def test_the_call_is_encoded_as_the_abi_library_encodes_it(length: int) -> None:
    digest, signature = bytes(range(32)), b"\xab" * length
    assert calldata(digest, signature) == MAGIC + encode(["bytes32", "bytes"], [digest, signature])


def test_the_signer_s_own_signature_rewritten_by_a_carrier_is_no_forgery(chain: Chain) -> None:
    honest = sign(statement(), AUTHOR)
    r, s, v = honest.signature[:32], int.from_bytes(honest.signature[32:64]), honest.signature[64]
    rewritten = replace(honest, signature=r + (ORDER - s).to_bytes(32) + bytes([55 - v]))
    found = check_signed(rewritten, chain.asked, NOW)
    assert (found.state, found.code) == (SignatureState.NOT_CHECKED, "signature.high_s")
