"""The log, who signs it, what it is anchored in, and the nodes that are asked about wallets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import Tag
from verify import wiring
from verify.diagnosis.part import Part
from verify.ledger.errors import LogUnavailable
from verify.ledger.selectors import log_health
from verify.ledger.selectors.anchoring import anchoring
from verify.ledger.values import Cosigned, LogHealth

AHEAD: Final = timedelta(minutes=2)
"""Clocks of two machines of one installation differ by less."""

ANCHOR_LATE: Final = timedelta(hours=2)
"""A full block of any chain comes within minutes; after this node, fees or limit need a look."""


def chronology() -> Iterator[Part]:
    """Everything that stands between a record and its proof."""
    try:
        health, at = log_health(), wiring.now()
    except DatabaseError:
        return  # said with the stores
    yield _signer(health)
    yield _log(health)
    yield from _clock(health, at)
    yield _chain(health)
    yield from _anchors(at)
    enough = health.witnesses >= Cosigned().needed
    words = f"{health.witnesses} are asked" if enough else f"{health.witnesses} of {Cosigned().needed} that it takes"
    yield Part("witnesses", enough, words, todo="" if enough else "set WITNESSES: until then nothing is cosigned")


def _signer(health: LogHealth) -> Part:
    well = health.running and not health.sentence
    if health.trouble:
        todo = "do what the sentence says, then start manage.py signer again (docs/operate.md, Putting a backup back)"
        return Part("signer", False, f"stopped: {health.sentence}", todo=todo)
    if health.running:
        words = f"runs. {health.sentence}" if health.sentence else "runs"
        return Part("signer", well, words, todo="" if well else "look whether chain and witnesses can be reached")
    words = f"silent since {health.seen:%Y-%m-%d %H:%M} UTC" if health.seen else "never ran"
    return Part("signer", False, f"{words}: records wait", todo="start manage.py signer, one alone")


def _log(health: LogHealth) -> Part:
    if not health.readable:
        todo = "start manage.py signer: it makes the log; else check CHRONOLOGY_DATABASE_URL and TILES"
        return Part("log", False, "cannot be read", todo=todo)
    words = f"{health.size} entries, {health.published} of them under a checkpoint, {health.waiting} open ones waiting"
    if not health.parked:
        return Part("log", True, words)
    return Part(
        "log", False, f"{words}; {health.parked} can have no place", todo="report this as a fault of Firstlight"
    )


def _clock(health: LogHealth, at: datetime) -> Iterator[Part]:
    newest = health.published_at
    if newest is not None and newest > at + AHEAD:
        words = f"is behind the newest checkpoint of {newest:%Y-%m-%d %H:%M} UTC"
        yield Part("clock", False, words, needed=True, todo="set the clock, and keep it with NTP on every machine")
    elif newest is not None:
        yield Part("clock", True, "agrees with the newest checkpoint")


def _chain(health: LogHealth) -> Part:
    if not health.development_chain:
        return Part("chain", True, f"chain {settings.EVM_CHAIN_ID}")
    return Part(
        "chain", False, "the embedded development chain: it proves nothing to outsiders", todo="set EVM_RPC_URLS"
    )


def _anchors(at: datetime) -> Iterator[Part]:
    try:
        found = anchoring()
    except LogUnavailable:
        return  # said with the log
    for one in found:
        name = f"anchor {one.kind}"
        if one.silent is not None and at - one.silent > ANCHOR_LATE:
            words = f"its peer has not answered since {one.silent:%Y-%m-%d %H:%M} UTC"
            yield Part(name, False, words, todo="look whether it runs and the signer may reach it")
        elif one.oldest is not None and at - one.oldest > ANCHOR_LATE:
            words = f"{one.waiting} wait, the first since {one.oldest:%Y-%m-%d %H:%M} UTC"
            yield Part(name, False, words, todo="look at the fees in the wallet, EVM_DAILY_LIMIT_GWEI and the node")
        else:
            yield Part(name, True, f"{one.final_size} entries are final, {one.waiting} anchors are under way")


def wallets() -> Iterator[Part]:
    """Whether workers could ask about contract wallets now."""
    name, without = "wallets", "those that are contracts are unavailable"
    if not wiring.has_node():
        yield Part(name, False, f"{without}; those that are keys need no node", todo="set STATEMENT_RPC_URLS")
        return
    from verify.node_wiring import node

    try:
        asked = node()
        block = asked.block(Tag.LATEST) if asked else None
    except NodeUnavailable as problem:
        todo = "look whether the node runs, and check STATEMENT_RPC_URLS and STATEMENT_CHAIN_ID"
        yield Part(name, False, f"{without}: {problem}", todo=todo)
        return
    if block is None:
        yield Part(name, False, f"{without}: the node names no block", todo="wait until the node has caught up")
        return
    yield Part(name, True, f"chain {settings.STATEMENT_CHAIN_ID}, block {block.number}")
