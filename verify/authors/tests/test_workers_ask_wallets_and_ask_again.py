"""Statements of contract wallets on a real node: asked when recorded, asked again, left alone while nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chronology.anchors.conftest import need_node
from chronology.anchors.evm.testnode import CHAIN_ID, running
from provenance.statements.node import Node, Tag
from provenance.statements.types import Address, KeyClaim, Nonce, SignatureState, Signed
from verify import node_wiring, wiring
from verify.accounts.models import User
from verify.authors import signature_jobs
from verify.authors.models import Key, SignedMessage
from verify.authors.services import key_claim, principal_ensure, statement_record
from verify.jobs.models import Job
from verify.ledger.parts import Parts
from verify.ledger.tests.conftest import Hands, clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.ledger.values import Viewer
from verify.tests.wallets.ground import Chain, address_of, key, sign, statement

OWNER = Viewer(user=10)
OLD, NEW = key("old owner"), key("new owner")
FINAL_AFTER = 70


@pytest.fixture
def chain(settings: Any, ledger: Callable[..., Parts], clock: Hands, tmp_path: Any) -> Iterator[Chain]:  # noqa: F811
    """A node that the workers of this installation ask, and a clock that goes with the node's."""
    need_node()
    with running() as node:
        settings.STATEMENT_CHAIN_ID, settings.STATEMENT_RPC_URLS = CHAIN_ID, [node.url]
        settings.DATA_DIR = tmp_path
        clock.at = datetime.now(UTC) + timedelta(minutes=1)  # after every block of a node that makes one a second
        forget_the_node()
        yield Chain(node)
    forget_the_node()


def forget_the_node() -> None:
    node_wiring.node.cache_clear()
    signature_jobs._quiet_until = 0.0


def recorded(chain: Chain, clock: Hands, wallet: Address, by: Any = OLD, about: str = "a photo") -> tuple[str, Signed]:  # noqa: F811
    signed = sign(statement(about, clock()), by, signer=wallet, domain=wiring.statement_domain())
    return statement_record(signed, owner=OWNER).pk, signed


def work() -> None:
    """What a worker does in one round: it queues what is due and does it."""
    signature_jobs.queue_due()
    for job in Job.objects.filter(kind="signature", state="queued"):
        signature_jobs.ask_wallet(job.subject)
        Job.objects.filter(pk=job.pk).delete()


def row(name: str) -> SignedMessage:
    return SignedMessage.objects.get(pk=name)


def test_a_wallet_is_asked_as_soon_as_its_statement_is_recorded(chain: Chain, clock: Hands) -> None:  # noqa: F811
    name, _ = recorded(chain, clock, chain.deploy(address_of(OLD)))
    assert row(name).state == "unavailable"
    work()
    found = row(name)
    assert (found.state, found.scheme, found.code) == ("holds", "contract", "signature.contract_not_final")
    assert found.block is not None
    assert len(found.block_hash) == 64
    assert found.next_check == clock() + timedelta(minutes=2)


def test_after_a_rotation_it_held_when_recorded_and_the_block_stays(chain: Chain, clock: Hands) -> None:  # noqa: F811
    wallet = chain.deploy(address_of(OLD))
    name, _ = recorded(chain, clock, wallet)
    work()
    block = row(name).block
    chain.node.mine(FINAL_AFTER)
    clock.forward(121)
    work()
    assert (row(name).state, row(name).code) == ("holds", "signature.contract_holds")
    chain.rotate(wallet, by=OLD, to=address_of(NEW))
    clock.forward(3600)
    work()
    assert row(name).state == "holds", "it is asked once a day"
    clock.forward(24 * 3600)
    work()
    found = row(name)
    assert (found.state, found.block, found.code) == ("held_when_recorded", block, "signature.contract_held")
    assert found.next_check == clock() + timedelta(days=7)


def test_a_forgery_in_a_wallet_s_name_is_broken_and_looked_at_once_more(chain: Chain, clock: Hands) -> None:  # noqa: F811
    wallet = chain.deploy(address_of(OLD))
    chain.rotate(wallet, by=OLD, to=address_of(NEW))
    name, _ = recorded(chain, clock, wallet, by=OLD)
    work()
    assert (row(name).state, row(name).code) == ("broken", "signature.contract_refuses")
    clock.forward(21 * 60)
    work()
    assert (row(name).state, row(name).next_check) == ("broken", None)


def test_a_refusal_by_a_node_that_lagged_behind_is_mended(chain: Chain, clock: Hands) -> None:  # noqa: F811
    before = chain.node.ask("evm_snapshot")
    wallet = chain.deploy(address_of(OLD))
    chain.node.ask("evm_revert", before)
    name, _ = recorded(chain, clock, wallet)
    work()
    assert (row(name).state, row(name).code) == ("broken", "signature.other_key")
    assert chain.deploy(address_of(OLD)) == wallet
    clock.forward(21 * 60)
    work()
    assert row(name).state == "holds"


def test_an_owner_who_changes_just_before_it_is_asked_takes_nothing_away(chain: Chain, clock: Hands) -> None:  # noqa: F811
    wallet = chain.deploy(address_of(OLD))
    arrival = node_of_the_workers().block(Tag.LATEST)
    clock.at = arrival.time + timedelta(seconds=1)
    honest, _ = recorded(chain, clock, wallet)
    chain.node.ask("evm_increaseTime", 30)
    chain.rotate(wallet, by=OLD, to=address_of(NEW))
    clock.forward(60)
    forged, _ = recorded(chain, clock, wallet, about="signed with the old key, afterwards")
    for _ in range(2):
        work()
        assert (row(honest).state, row(honest).block) == ("held_when_recorded", arrival.number)
        assert (row(forged).state, row(forged).code) == ("broken", "signature.contract_refuses")
        clock.forward(21 * 60)


def test_a_yes_is_told_with_the_block_of_arrival_and_never_moved_back_to_it(chain: Chain, clock: Hands) -> None:  # noqa: F811
    kept, sold = chain.deploy(address_of(OLD)), chain.deploy(address_of(OLD))
    arrival = node_of_the_workers().block(Tag.LATEST)
    clock.at = arrival.time + timedelta(seconds=1)
    honest, _ = recorded(chain, clock, kept)
    early, _ = recorded(chain, clock, sold, by=NEW, about="signed before the wallet was theirs")
    chain.node.ask("evm_increaseTime", 3600)
    chain.rotate(sold, by=OLD, to=address_of(NEW))
    clock.forward(3700)
    work()
    assert (row(honest).state, row(honest).block) == ("holds", arrival.number)
    assert row(early).block_time is not None
    assert (row(early).state, row(early).block_time > row(early).created) == ("holds", True), "rules tell it as later"


def node_of_the_workers() -> Node:
    found = node_wiring.node()
    assert found is not None
    return found


def test_while_the_node_is_down_nothing_is_said_and_it_is_asked_less_and_less(
    chain: Chain,
    clock: Hands,  # noqa: F811
    settings: Any,
) -> None:
    name, _ = recorded(chain, clock, chain.deploy(address_of(OLD)))
    up, settings.STATEMENT_RPC_URLS = settings.STATEMENT_RPC_URLS, ["http://127.0.0.1:9"]
    waits = []
    for _ in range(4):
        forget_the_node()
        work()
        found = row(name)
        assert (found.state, found.code) == ("unavailable", "signature.node_silent")
        assert found.next_check is not None
        waits.append(found.next_check - clock())
        clock.at = found.next_check
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30) < waits[-1]
    settings.STATEMENT_RPC_URLS = up
    forget_the_node()
    work()
    assert row(name).state == "holds"


def test_what_held_is_not_doubted_because_a_node_is_down(chain: Chain, clock: Hands, settings: Any) -> None:  # noqa: F811
    name, _ = recorded(chain, clock, chain.deploy(address_of(OLD)))
    work()
    chain.node.mine(FINAL_AFTER)
    clock.forward(121)
    work()
    before = row(name)
    settings.STATEMENT_RPC_URLS = ["http://127.0.0.1:9"]
    forget_the_node()
    clock.forward(2 * 24 * 3600)
    work()
    after = row(name)
    assert (after.state, after.code, after.block, after.checked) == (
        before.state,
        before.code,
        before.block,
        before.checked,
    )
    assert after.next_check is not None
    assert clock() < after.next_check <= clock() + timedelta(hours=6)


def test_a_silent_node_is_left_alone_for_a_while(chain: Chain, clock: Hands, settings: Any) -> None:  # noqa: F811
    for about in ("one", "two", "three"):
        recorded(chain, clock, chain.deploy(address_of(OLD)), about=about)
    settings.STATEMENT_RPC_URLS = ["http://127.0.0.1:9"]
    forget_the_node()
    work()
    asked = SignedMessage.objects.filter(code="signature.node_silent").count()
    assert asked == 1, "one question found out"
    signature_jobs.queue_due()
    assert not Job.objects.filter(kind="signature").exists()


def test_without_any_node_it_is_said_that_there_is_none(chain: Chain, clock: Hands, settings: Any) -> None:  # noqa: F811
    name, _ = recorded(chain, clock, chain.deploy(address_of(OLD)))
    settings.STATEMENT_RPC_URLS = []
    forget_the_node()
    work()
    assert (row(name).state, row(name).code) == ("unavailable", "signature.no_node")


def test_a_plain_key_s_account_is_asked_once_whether_it_runs_code(chain: Chain, clock: Hands) -> None:  # noqa: F811
    name, _ = recorded(chain, clock, address_of(OLD))
    assert (row(name).state, row(name).scheme, row(name).delegated_code) == ("holds", "eoa", False)
    chain.delegate(OLD, chain.deploy(address_of(NEW)))
    work()
    found = row(name)
    assert (found.state, found.scheme, found.delegated_code, found.next_check) == ("holds", "eoa", True, None)


def test_without_a_node_a_plain_key_s_statement_waits_for_nothing(chain: Chain, clock: Hands, settings: Any) -> None:  # noqa: F811
    settings.STATEMENT_RPC_URLS = []
    name, _ = recorded(chain, clock, address_of(OLD))
    assert (row(name).state, row(name).next_check) == ("holds", None)


def test_of_two_statements_of_a_wallet_with_one_nonce_one_counts(chain: Chain, clock: Hands) -> None:  # noqa: F811
    wallet = chain.deploy(address_of(OLD))
    names = []
    for about in ("one", "two"):
        message = replace(statement(about, clock()), nonce=Nonce(b"\x09" * 32))
        signed = sign(message, OLD, signer=wallet, domain=wiring.statement_domain())
        names.append(statement_record(signed, owner=OWNER).pk)
    work()
    assert [(row(name).state, row(name).code) for name in names] == [
        ("holds", "signature.contract_not_final"),
        ("not_checked", "nonce.used"),
    ]


def test_a_wallet_s_claim_counts_once_the_wallet_said_so(chain: Chain, clock: Hands) -> None:  # noqa: F811
    user = User.objects.create_user("owner of a wallet", "owner@news.example", "a long password")
    principal, now = principal_ensure(user=user, name="An author"), int(clock().timestamp())
    own, foreign = chain.deploy(address_of(OLD)), chain.deploy(address_of(NEW))
    for number, wallet in enumerate((own, foreign), start=1):
        claim = KeyClaim(principal.pk, "127.0.0.1", Address(bytes(20)), now, Nonce(bytes([number]) * 32))
        signed = sign(claim, OLD, signer=wallet, domain=wiring.statement_domain())
        key_claim(signed, owner=Viewer(user=user.pk))
    assert not Key.objects.exists()
    work()
    assert [(one.address, one.scheme) for one in Key.objects.all()] == [(f"0x{own.hex()}", "contract")]


def test_an_erased_statement_is_not_asked_about(chain: Chain, clock: Hands) -> None:  # noqa: F811
    name, _ = recorded(chain, clock, chain.deploy(address_of(OLD)))
    SignedMessage.objects.filter(pk=name).update(erased=clock(), body=None, signer="")
    signature_jobs.ask_wallet(name)
    assert row(name).state == SignatureState.UNAVAILABLE.value
    signature_jobs.ask_wallet("0" * 64)
