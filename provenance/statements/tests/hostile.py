"""Messages that must never be taken: one attack each on an honest one, drawn by chance; and the door they knock at.

The door is made of the rules that installations use. A door that forgets one of them is planted by the test.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from provenance.statements import admission
from provenance.statements.checking import warnings_of
from provenance.statements.eip712 import struct_hash
from provenance.statements.evidence import Asked, Evidence, KnownDelegation, KnownKey, Party, Speaking, Written
from provenance.statements.recovery import ORDER, check
from provenance.statements.signing import Secret, sign
from provenance.statements.tests.making import DOMAIN
from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    ChainId,
    ContentForm,
    Delegation,
    Domain,
    Nonce,
    Role,
    Scheme,
    Scope,
    SignatureCheck,
    SignatureState,
    Signed,
    Statement,
)

NOW: Final = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DESK, REPORTER, STRANGER = (Secret(bytes([one]) * 32) for one in (21, 22, 23))
ORGANISATION: Final = Party("desk", "Desk", "organisation")


@dataclass(frozen=True)
class Knock:
    """One message at the door, the delegations that are on record, and the nonces that were used before."""

    signed: Signed
    content: bytes
    delegations: Mapping[bytes, Delegation] = field(default_factory=dict)
    used: frozenset[tuple[Address, Nonce]] = frozenset()


def objections(knock: Knock) -> frozenset[str]:
    """The codes of everything that speaks against the message; taken where there is none."""
    signed = knock.signed
    found = {problem.code for problem in admission.problems(signed, domain=DOMAIN, at=NOW)}
    if check(signed, NOW).state is not SignatureState.HOLDS:
        found.add("signature")
    if (signed.signer, signed.message.nonce) in knock.used:
        found.add("nonce.used")
    return frozenset(found) | warnings_of(_evidence(knock), Asked(content=knock.content), NOW)


def _evidence(knock: Knock) -> Evidence:
    """As an installation would know it; the signature is vouched for here, so that each rule stands alone."""
    statement = knock.signed.message
    assert isinstance(statement, Statement)
    now = Written("r1", NOW, NOW)
    spoken_for = any(statement.organisation)
    vouched = SignatureCheck(SignatureState.HOLDS, "signature.holds", Scheme.EOA, NOW)
    signer = f"0x{knock.signed.signer.hex()}"
    speaking = _speaking(knock, statement) if spoken_for else None
    person = KnownKey(Party("p1", "Reporter", "person"))
    return Evidence(statement, "id", signer, vouched, now, key=person, speaking=speaking)


def _speaking(knock: Knock, statement: Statement) -> Speaking:
    named = knock.delegations.get(statement.delegation)
    earlier = Written("r0", NOW - timedelta(days=400), NOW - timedelta(days=400))
    known = KnownDelegation(named, SignatureState.HOLDS, earlier) if named else None
    return Speaking(f"0x{statement.organisation.hex()}", KnownKey(ORGANISATION), known)


EXPECTED: Final = frozenset({"author.organisation_unbound"})
"""What is said of an honest one here: the organisation of these tests has no domain."""


def honest(chance: random.Random) -> Knock:
    """A statement that the door takes: somebody's own, or a delegate's within what was allowed."""
    statement = _statement(chance)
    if chance.random() < 0.5:
        return Knock(sign(statement, DOMAIN, REPORTER), statement.content)
    return _delegated(chance, statement, _delegation(chance))


def _statement(chance: random.Random) -> Statement:
    return Statement(
        act=Act.STATE,
        role=chance.choice([Role.AUTHOR, Role.PUBLISHER, Role.LICENSEE]),
        content=chance.randbytes(32),
        form=ContentForm.SHA256,
        source=chance.choice(["", f"https://news.example/{chance.randrange(1000)}"]),
        organisation=Address(bytes(20)),
        delegation=NOTHING,
        about=NOTHING,
        time=int(NOW.timestamp()) - chance.randrange(7 * 86_400 - 1),
        nonce=Nonce(chance.randbytes(32)),
    )


def _delegation(chance: random.Random) -> Delegation:
    return Delegation(
        organisation=DESK.address,
        delegate=REPORTER.address,
        scopes=(Scope.PUBLISH, *chance.sample([Scope.EDIT, Scope.CONSENT], chance.randrange(3))),
        valid_from=int(NOW.timestamp()) - 30 * 86_400,
        valid_to=int(NOW.timestamp()) + chance.randrange(86_400, 10**7),
        nonce=Nonce(chance.randbytes(32)),
    )


def _delegated(chance: random.Random, statement: Statement, delegation: Delegation) -> Knock:
    """`chance` is taken by every attack alike."""
    named = replace(statement, organisation=delegation.organisation, delegation=struct_hash(delegation))
    return Knock(sign(named, DOMAIN, REPORTER), named.content, {named.delegation: delegation})


def replay(chance: random.Random) -> Knock:
    knock = honest(chance)
    return replace(knock, used=frozenset({(knock.signed.signer, knock.signed.message.nonce)}))


def replay_of_another_message_under_the_same_nonce(chance: random.Random) -> Knock:
    knock = honest(chance)
    statement = replace(knock.signed.message, source="https://other.example/")  # type: ignore[type-var]
    used = frozenset({(knock.signed.signer, knock.signed.message.nonce)})
    return replace(knock, signed=sign(statement, DOMAIN, REPORTER), used=used)


def other_chain(chance: random.Random) -> Knock:
    return _elsewhere(chance, replace(DOMAIN, chain_id=ChainId(chance.randrange(1, 31337))))


def other_contract(chance: random.Random) -> Knock:
    return _elsewhere(chance, replace(DOMAIN, contract=Address(chance.randbytes(20))))


def other_domain(chance: random.Random) -> Knock:
    return _elsewhere(chance, Domain(ChainId(chance.randrange(1, 31337)), Address(chance.randbytes(20))))


def _elsewhere(chance: random.Random, domain: Domain) -> Knock:
    knock = honest(chance)
    return replace(knock, signed=sign(knock.signed.message, domain, REPORTER))


def moved_here_from_another_domain(chance: random.Random) -> Knock:
    """Signed for elsewhere, and sent with our domain written beside it."""
    knock = other_domain(chance)
    return replace(knock, signed=replace(knock.signed, domain=DOMAIN))


def stale(chance: random.Random) -> Knock:
    return _at(chance, -7 * 86_400 - chance.randrange(1, 10**8))


def future(chance: random.Random) -> Knock:
    return _at(chance, 301 + chance.randrange(10**8))


def _at(chance: random.Random, seconds: int) -> Knock:
    statement = replace(_statement(chance), time=int(NOW.timestamp()) + seconds)
    return Knock(sign(statement, DOMAIN, REPORTER), statement.content)


def other_content(chance: random.Random) -> Knock:
    return replace(honest(chance), content=chance.randbytes(32))


def altered_content(chance: random.Random) -> Knock:
    """The digest of other bytes is put into a signed statement."""
    return _altered(honest(chance), content=chance.randbytes(32))


def altered_words(chance: random.Random) -> Knock:
    knock = honest(chance)
    old = knock.signed.message
    assert isinstance(old, Statement)
    role = chance.choice([one for one in Role if one is not old.role and one is not Role.CORRECTOR])
    change = chance.choice([{"role": role}, {"source": f"https://other.example/{chance.randrange(1000)}"},
                            {"time": old.time + 1}, {"nonce": Nonce(chance.randbytes(32))}])  # fmt: skip
    return _altered(knock, **change)


def _altered(knock: Knock, **change: object) -> Knock:
    statement = replace(knock.signed.message, **change)  # type: ignore[type-var,arg-type]
    content = statement.content  # type: ignore[union-attr]
    return replace(knock, signed=replace(knock.signed, message=statement), content=content)


def altered_signature(chance: random.Random) -> Knock:
    knock = honest(chance)
    raw = bytearray(knock.signed.signature)
    raw[chance.randrange(64)] ^= 1 << chance.randrange(8)
    return replace(knock, signed=replace(knock.signed, signature=bytes(raw)))


def turned_signature(chance: random.Random) -> Knock:
    """The other signature that anyone can make of it, to pass for a second statement."""
    knock = honest(chance)
    raw = knock.signed.signature
    high = (ORDER - int.from_bytes(raw[32:64])).to_bytes(32)
    return replace(knock, signed=replace(knock.signed, signature=raw[:32] + high + bytes([55 - raw[64]])))


def other_signer(chance: random.Random) -> Knock:
    """A stranger signs and names somebody else's address."""
    knock = honest(chance)
    made = sign(knock.signed.message, DOMAIN, STRANGER)
    return replace(knock, signed=replace(made, signer=knock.signed.signer))


def swapped_delegation(chance: random.Random) -> Knock:
    """Another delegate's delegation of the same organisation, or another organisation's of the same delegate."""
    other = chance.choice([{"delegate": STRANGER.address}, {"organisation": STRANGER.address}])
    taken = replace(_delegation(chance), **other)  # type: ignore[arg-type]
    named = replace(_statement(chance), organisation=DESK.address, delegation=struct_hash(taken))
    return Knock(sign(named, DOMAIN, REPORTER), named.content, {named.delegation: taken})


def unknown_delegation(chance: random.Random) -> Knock:
    return replace(_delegated(chance, _statement(chance), _delegation(chance)), delegations={})


def outside_scope(chance: random.Random) -> Knock:
    scopes = chance.choice([(Scope.EDIT,), (Scope.CONSENT,), (Scope.CORRECT, Scope.EDIT)])
    return _delegated(chance, _statement(chance), replace(_delegation(chance), scopes=scopes))


def expired_scope(chance: random.Random) -> Knock:
    ended = int(NOW.timestamp()) - chance.randrange(86_400)
    return _delegated(chance, _statement(chance), replace(_delegation(chance), valid_to=ended))


def scope_that_has_not_begun(chance: random.Random) -> Knock:
    begins = int(NOW.timestamp()) + chance.randrange(1, 86_400)
    return _delegated(chance, _statement(chance), replace(_delegation(chance), valid_from=begins))


ATTACKS: Final[tuple[Callable[[random.Random], Knock], ...]] = (
    replay,
    replay_of_another_message_under_the_same_nonce,
    other_chain,
    other_contract,
    other_domain,
    moved_here_from_another_domain,
    stale,
    future,
    other_content,
    altered_content,
    altered_words,
    altered_signature,
    turned_signature,
    other_signer,
    swapped_delegation,
    unknown_delegation,
    outside_scope,
    expired_scope,
    scope_that_has_not_begun,
)
