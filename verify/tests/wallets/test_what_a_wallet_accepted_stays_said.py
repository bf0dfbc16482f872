"""A contract wallet's owner rotates: what was accepted stays told with its block, and new forgeries are refused."""

from __future__ import annotations

from datetime import timedelta

from provenance.statements.eip1271 import check_signed
from provenance.statements.node import Tag
from provenance.statements.rechecking import check_again, check_first
from provenance.statements.types import Scheme, SignatureState
from verify.tests.wallets.ground import NOW, Chain, address_of, key, sign, statement

OLD, NEW, THIEF = key("old owner"), key("new owner"), key("thief")
FINAL_AFTER = 70


def test_a_wallet_s_signature_holds_at_a_named_block(chain: Chain) -> None:
    wallet = chain.deploy(address_of(OLD))
    found = check_signed(sign(statement(), OLD, signer=wallet), chain.asked, NOW)
    newest = chain.asked.block(Tag.LATEST)
    assert (found.state, found.scheme, found.code) == (
        SignatureState.HOLDS,
        Scheme.CONTRACT,
        "signature.contract_not_final",
    )
    assert (found.block, found.block_hash, found.block_time) == (newest.number, newest.hash, newest.time)


def test_it_is_called_final_once_the_chain_keeps_the_block(chain: Chain) -> None:
    signed = sign(statement(), OLD, signer=chain.deploy(address_of(OLD)))
    first = check_signed(signed, chain.asked, NOW)
    chain.node.mine(FINAL_AFTER)
    later = check_again(first, signed, chain.asked, NOW + timedelta(hours=1))
    assert (later.state, later.code) == (SignatureState.HOLDS, "signature.contract_holds")
    assert (later.block, later.block_hash) == (first.block, first.block_hash)
    assert later.checked_at == NOW + timedelta(hours=1)


def test_after_the_owner_rotates_an_old_statement_held_when_recorded_and_is_never_broken(chain: Chain) -> None:
    wallet = chain.deploy(address_of(OLD))
    signed = sign(statement(), OLD, signer=wallet)
    chain.node.mine(FINAL_AFTER)
    recorded = check_first(signed, chain.asked, NOW, arrived=NOW)
    chain.node.mine(FINAL_AFTER)
    chain.rotate(wallet, by=OLD, to=address_of(NEW))
    later = check_again(recorded, signed, chain.asked, NOW + timedelta(days=1))
    assert later.state is SignatureState.HELD_WHEN_RECORDED
    assert (later.block, later.block_hash) == (recorded.block, recorded.block_hash)
    again = check_again(later, signed, chain.asked, NOW + timedelta(days=2))
    assert again.state is SignatureState.HELD_WHEN_RECORDED


def test_a_plain_check_forgets_what_was_recorded_so_the_rig_can_fail(chain: Chain) -> None:
    wallet = chain.deploy(address_of(OLD))
    signed = sign(statement(), OLD, signer=wallet)
    chain.rotate(wallet, by=OLD, to=address_of(NEW))
    assert check_signed(signed, chain.asked, NOW).state is SignatureState.BROKEN


def test_a_new_forgery_with_the_rotated_key_is_refused_and_the_new_owner_s_accepted(chain: Chain) -> None:
    wallet = chain.deploy(address_of(OLD))
    chain.rotate(wallet, by=OLD, to=address_of(NEW))
    arrival = chain.asked.block(Tag.LATEST).time
    for by, state in ((OLD, SignatureState.BROKEN), (THIEF, SignatureState.BROKEN), (NEW, SignatureState.HOLDS)):
        found = check_first(sign(statement("later"), by, signer=wallet), chain.asked, NOW, arrived=arrival)
        assert (found.state, found.scheme) == (state, Scheme.CONTRACT)


def test_altered_content_is_refused_by_the_wallet(chain: Chain) -> None:
    wallet = chain.deploy(address_of(OLD))
    honest = sign(statement(), OLD, signer=wallet)
    altered = type(honest)(statement("another photograph"), honest.domain, wallet, honest.signature)
    assert check_signed(altered, chain.asked, NOW).state is SignatureState.BROKEN


def test_a_stranger_s_key_without_a_contract_behind_it_is_another_key(chain: Chain) -> None:
    forged = sign(statement(), THIEF, signer=address_of(key("somebody famous")))
    found = check_signed(forged, chain.asked, NOW)
    assert (found.state, found.code, found.scheme) == (SignatureState.BROKEN, "signature.other_key", None)


def test_a_block_that_the_chain_takes_back_is_no_evidence(chain: Chain) -> None:
    before = chain.node.ask("evm_snapshot")
    signed = sign(statement(), OLD, signer=chain.deploy(address_of(OLD)))
    first = check_signed(signed, chain.asked, NOW)
    chain.node.ask("evm_revert", before)
    chain.node.mine(5)
    assert check_again(first, signed, chain.asked, NOW).state is SignatureState.BROKEN


def test_a_late_first_check_asks_the_block_of_the_time_of_arrival(chain: Chain) -> None:
    wallet = chain.deploy(address_of(OLD))
    chain.node.mine(5)
    signed = sign(statement(), OLD, signer=wallet)
    arrival = chain.asked.block(Tag.LATEST)
    chain.node.mine(200)
    chain.rotate(wallet, by=OLD, to=address_of(NEW))
    chain.node.mine(200)
    found = check_first(signed, chain.asked, arrival.time + timedelta(hours=1), arrived=arrival.time)
    assert (found.state, found.block) == (SignatureState.HELD_WHEN_RECORDED, arrival.number)
    forged = sign(statement("never"), THIEF, signer=wallet)
    late = check_first(forged, chain.asked, arrival.time + timedelta(hours=1), arrived=arrival.time)
    assert late.state is SignatureState.BROKEN
