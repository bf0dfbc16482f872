"""Owners rotate, blocks are taken back, nodes fall silent, in any order: what is said stays true of a block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.statements.eip1271 import HELD_FOR_NOW, check_signed
from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import Node
from provenance.statements.rechecking import block_at, check_again, check_first
from provenance.statements.tests.chains import BLOCK, GENESIS, WALLET, MemoryChain
from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    ChainId,
    ContentForm,
    Domain,
    Nonce,
    Role,
    SignatureCheck,
    SignatureState,
    Signed,
    Statement,
)

MESSAGE = Statement(
    Act.STATE,
    Role.AUTHOR,
    b"\x01" * 32,
    ContentForm.SHA256,
    "",
    Address(bytes(20)),
    NOTHING,
    NOTHING,
    1_700_000_000,
    Nonce(b"\x02" * 32),
)
SAID = {SignatureState.HOLDS, SignatureState.HELD_WHEN_RECORDED}
HISTORIES = settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEATHER = st.lists(
    st.sampled_from(
        ["mine", "rotate away", "rotate back", "take back", "finalise", "all final", "silent", "awake", "ask"]
    ),
    max_size=25,
)


def signed(by: bytes = b"first") -> Signed:
    return Signed(MESSAGE, Domain(ChainId(1), Address(b"\x03" * 20)), WALLET, by)


def happens(chain: MemoryChain, event: str) -> None:
    deeds: dict[str, Callable[[], object]] = {
        "mine": chain.mine,
        "rotate away": lambda: chain.mine(b"second"),
        "rotate back": lambda: chain.mine(b"first"),
        "take back": lambda: chain.take_back(2),
        "finalise": lambda: chain.finalise(1),
        "all final": lambda: chain.finalise(0),
        "silent": lambda: setattr(chain, "silent", True),
        "awake": lambda: setattr(chain, "silent", False),
    }
    deeds.get(event, lambda: None)()


Again = Callable[[SignatureCheck, Signed, Node, "MemoryChain"], SignatureCheck]


def our_own(before: SignatureCheck, one: Signed, node: Node, chain: MemoryChain) -> SignatureCheck:
    return check_again(before, one, node, chain.now)


def told(weather: list[str], again: Again) -> tuple[MemoryChain, list[SignatureCheck]]:
    chain, one = MemoryChain(), signed()
    for _ in range(3):
        chain.mine()
    checks = [check_first(one, chain, chain.now, arrived=chain.now)]
    for event in weather:
        happens(chain, event)
        if event == "ask":
            checks.append(again(checks[-1], one, chain, chain))
    return chain, checks


def doubts(weather: list[str], again: Again) -> list[str]:
    """What is wrong with a history, in words; nothing where nothing is."""
    chain, checks = told(weather, again)
    found = [
        f"{before.code} became {after.code}"
        for before, after in pairwise(checks)
        if before.state in SAID and before.code != HELD_FOR_NOW and after.state not in SAID
    ]
    last = checks[-1]
    if last.state in SAID and last.code != HELD_FOR_NOW:
        number = last.block if last.block is not None else -1
        if chain.hashes[number] != last.block_hash or chain.owners[number] != b"first" or number > chain.final:
            found.append("it is said to be final at a block that never said so")
    return found


@HISTORIES
@given(WEATHER)
def test_what_held_at_a_final_block_is_never_broken_and_its_block_always_said_so(weather: list[str]) -> None:
    assert doubts(weather, our_own) == []


@HISTORIES
@given(WEATHER)
def test_who_never_owned_the_wallet_never_signs_for_it(weather: list[str]) -> None:
    chain, one = MemoryChain(), signed(b"thief")
    found = check_first(one, chain, chain.now, arrived=chain.now)
    for event in weather:
        happens(chain, event)
        if event == "ask":
            found = check_again(found, one, chain, chain.now)
        assert found.state not in SAID


def forgets_the_block(before: SignatureCheck, one: Signed, node: Node, chain: MemoryChain) -> SignatureCheck:
    """A planted recheck that asks about today only."""
    return check_signed(one, node, chain.now)


def believes_every_block(before: SignatureCheck, one: Signed, node: Node, chain: MemoryChain) -> SignatureCheck:
    """A planted recheck that calls a block final without looking whether it is still there."""
    return replace(before, code="signature.contract_holds") if before.state in SAID else before


@pytest.mark.parametrize(
    ("planted", "weather"),
    [
        (forgets_the_block, ["all final", "ask", "rotate away", "ask"]),
        (believes_every_block, ["take back", "rotate away", "mine", "ask"]),
    ],
)
def test_planted_rechecks_are_caught(planted: Again, weather: list[str]) -> None:
    assert doubts(weather, planted) != []
    assert doubts(weather, our_own) == []


@HISTORIES
@given(st.integers(0, 40), st.integers(-30, 600))
def test_the_block_of_a_moment_is_the_last_one_made_by_then(length: int, seconds: int) -> None:
    chain, moment = MemoryChain(), GENESIS + timedelta(seconds=seconds)
    for _ in range(length):
        chain.mine()
    made = [number for number in range(length + 1) if GENESIS + BLOCK * number <= moment]
    if made:
        assert block_at(chain, moment).number == made[-1]
    else:
        with pytest.raises(NodeUnavailable):
            block_at(chain, moment)


def test_a_late_first_check_whose_state_is_gone_says_that_nobody_can_tell() -> None:
    chain = MemoryChain()
    chain.mine()
    arrived = chain.now
    for _ in range(50):
        chain.mine(b"second")
    chain.oldest_state = 40
    found = check_first(signed(), chain, chain.now, arrived=arrived)
    assert (found.state, found.code) == (SignatureState.UNAVAILABLE, "signature.state_gone")
    assert check_first(signed(b"second"), chain, chain.now, arrived=arrived).state is SignatureState.HOLDS
