"""Signed statements checked in batches on two processes, beside the pure-Python recovery on the same messages."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context

from eth_keys.backends.native import NativeECCBackend
from eth_keys.datatypes import Signature

from provenance.statements import wire
from provenance.statements.eip712 import digest_of_typed_data, typed_data, typed_digest
from provenance.statements.recovery import check_many, recover
from provenance.statements.signing import Secret, sign
from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    ChainId,
    ContentForm,
    Domain,
    Nonce,
    Role,
    SignatureState,
    Signed,
    Statement,
)

PROCESSES = 2
BATCHES, EACH = 40, 500
"""20,000 statements: some seconds of work, so that starting the processes counts for little."""

SLOW = 100
"""Of these the pure-Python recovery is asked; it needs milliseconds for each."""

GOAL = 3_000
AT = datetime(2026, 11, 22, tzinfo=UTC)
DOMAIN = Domain(ChainId(31337), Address(bytes([5]) * 20))


def lines() -> Iterator[str]:
    """The figures, a line each."""
    batches = _batches()
    documents = [[wire.to_bytes(one) for one in batch] for batch in batches[:10]]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_held, batches[:PROCESSES]))  # the processes are started and have loaded what they need
        both = _rate(lambda: list(pool.map(_held, batches)), BATCHES * EACH)
        read = _rate(lambda: list(pool.map(_read_and_held, documents)), 10 * EACH)
    alone = _rate(lambda: _held(batches[0]), EACH)
    some = batches[0][:SLOW]
    ours, pure = _rate(lambda: _recovered(some), SLOW), _rate(lambda: _recovered_slowly(some), SLOW)
    yield (
        f"statement checks in batches of {EACH}, digest and recovery, {PROCESSES} processes: "
        f"{both:,.0f}/s (goal {GOAL:,}); one process: {alone:,.0f}/s"
    )
    yield f"processor time of one check: {_cost(batches[0]):.0f} µs, whatever else the machine does"
    yield f"the same read out of JSON first, with the statement's id: {read:,.0f}/s"
    yield f"{SLOW} of them recovered by coincurve: {ours:,.0f}/s, {ours / pure:,.0f} x in pure Python ({pure:,.0f}/s)"
    fixed, general = _digests(some)
    yield f"digest by the fixed encoder: {fixed:,.0f}/s, {fixed / general:,.0f} x the general one ({general:,.0f}/s)"


def _batches() -> list[list[Signed]]:
    chance = random.Random(5)
    keys = [Secret(chance.randbytes(32)) for _ in range(50)]
    return [[sign(_statement(chance), DOMAIN, chance.choice(keys)) for _ in range(EACH)] for _ in range(BATCHES)]


def _statement(chance: random.Random) -> Statement:
    return Statement(
        act=Act.STATE,
        role=chance.choice(list(Role)),
        content=chance.randbytes(32),
        form=ContentForm.SHA256,
        source=f"https://news.example/2026/11/{chance.randrange(10**9)}",
        organisation=Address(chance.randbytes(20)),
        delegation=chance.randbytes(32),
        about=NOTHING,
        time=1_795_334_400 + chance.randrange(10**6),
        nonce=Nonce(chance.randbytes(32)),
    )


def _held(batch: Sequence[Signed]) -> int:
    """Raises where one does not hold: a fast wrong answer is no figure."""
    held = sum(one.state is SignatureState.HOLDS for one in check_many(batch, AT))
    if held != len(batch):
        raise RuntimeError(f"{len(batch) - held} signatures did not hold")
    return held


def _read_and_held(documents: Sequence[bytes]) -> int:
    signed = [wire.from_text(raw) for raw in documents]
    if len({wire.statement_id(one) for one in signed}) != len(documents):
        raise RuntimeError("two statements have one id")
    return _held(signed)


def _recovered(some: Sequence[Signed]) -> None:
    for one in some:
        if recover(typed_digest(one.domain, one.message), one.signature) != one.signer:
            raise RuntimeError("coincurve names another key")


def _recovered_slowly(some: Sequence[Signed]) -> None:
    backend = NativeECCBackend()
    for one in some:
        v = bytes([one.signature[64] - 27])
        digest = typed_digest(one.domain, one.message)
        key = backend.ecdsa_recover(digest, Signature(signature_bytes=one.signature[:64] + v))
        if key.to_canonical_address() != one.signer:
            raise RuntimeError("the pure-Python recovery names another key")


def _digests(some: Sequence[Signed]) -> tuple[float, float]:
    documents = [typed_data(one.domain, one.message) for one in some]
    digest_of_typed_data(documents[0])  # loads the library
    fixed = _rate(lambda: [typed_digest(one.domain, one.message) for one in some], len(some))
    return fixed, _rate(lambda: [digest_of_typed_data(one) for one in documents], len(some))


def _cost(batch: Sequence[Signed]) -> float:
    """Microseconds of this process alone: on a busy machine the rates above say more about the machine."""
    began = time.process_time()
    _held(batch)
    return (time.process_time() - began) / len(batch) * 1e6


def _rate(work: Callable[[], object], count: int) -> float:
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


if __name__ == "__main__":
    for line in lines():
        print(line)
