"""EIP-7702: an account runs a contract's code and its own key still signs, so only our own revocations end that key."""

from __future__ import annotations

from provenance.statements.eip1271 import check_signed, delegated_to
from provenance.statements.node import Tag
from provenance.statements.types import Scheme, SignatureState
from verify.tests.wallets.ground import NOW, Chain, address_of, key, sign, statement

ACCOUNT, OTHER = key("account"), key("other")


def test_its_own_key_signs_on_and_the_borrowed_code_is_told(chain: Chain) -> None:
    signed = sign(statement(), ACCOUNT)
    before = check_signed(signed, chain.asked, NOW)
    wallet = chain.deploy(address_of(OTHER))
    chain.delegate(ACCOUNT, wallet)
    code = chain.asked.code(address_of(ACCOUNT), chain.asked.block(Tag.LATEST))
    assert delegated_to(code) == wallet
    after = check_signed(signed, chain.asked, NOW)
    assert (before.state, before.scheme, before.delegated_code) == (SignatureState.HOLDS, Scheme.EOA, False)
    assert (after.state, after.scheme, after.delegated_code) == (SignatureState.HOLDS, Scheme.EOA, True)


def test_what_the_borrowed_code_refuses_is_refused(chain: Chain) -> None:
    chain.delegate(ACCOUNT, chain.deploy(address_of(OTHER)))
    forged = sign(statement(), OTHER, signer=address_of(ACCOUNT))
    found = check_signed(forged, chain.asked, NOW)
    assert (found.state, found.scheme, found.delegated_code) == (SignatureState.BROKEN, Scheme.CONTRACT, True)


def test_only_the_designator_of_the_standard_counts_as_borrowed_code() -> None:
    assert delegated_to(bytes.fromhex("ef0100") + b"\x07" * 20) == b"\x07" * 20
    for code in (
        b"",
        bytes.fromhex("ef0100"),
        bytes.fromhex("ef0100") + b"\x07" * 21,
        bytes.fromhex("ef0101") + b"\x07" * 20,
    ):
        assert delegated_to(code) is None
