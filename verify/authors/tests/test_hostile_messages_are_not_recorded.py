"""The attacks that the library's rules refuse, against the services that record: the same door, with its stores."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.test import override_settings

from provenance.statements.signing import Secret, sign
from provenance.statements.tests.hostile import ATTACKS, DESK, NOW, REPORTER, STRANGER, Knock, honest, other_content
from provenance.statements.tests.making import DOMAIN
from provenance.statements.types import SignatureState, Signed, Statement
from verify.accounts.models import Membership, Organisation, Role, User
from verify.authors.errors import AuthorError
from verify.authors.models import Key, Principal, SignedMessage
from verify.authors.services import (
    delegation_record,
    organisation_principal_ensure,
    principal_ensure,
    statement_record,
)
from verify.ledger import parts as ledger_parts
from verify.ledger.values import Viewer

pytestmark = [pytest.mark.django_db(databases=["default", "jobs", "keys"]), pytest.mark.timeout(600)]

HERE = override_settings(EVM_RPC_URLS=["http://127.0.0.1:9"], EVM_CONTRACT=f"0x{DOMAIN.contract.hex()}",
                         STATEMENT_CHAIN_ID=DOMAIN.chain_id)  # fmt: skip
MET = [attack for attack in ATTACKS if attack is not other_content]
"""A statement is recorded without its content: whether it fits is said wherever a content is held against it."""
EARLIER = NOW - timedelta(days=20)


@dataclass
class Site:
    """Three parties with their keys, and a clock."""

    owners: dict[bytes, Viewer]
    at: datetime = EARLIER

    def delegations(self, knock: Knock) -> None:
        """On record some time ago, each signed by the organisation that it names."""
        self.at = EARLIER
        for one in knock.delegations.values():
            secret = next(each for each in (DESK, STRANGER) if each.address == one.organisation)
            delegation_record(sign(one, DOMAIN, secret), owner=self.owners[secret.address])
        self.at = NOW

    def taken(self, knock: Knock) -> bool:
        """Whether it is recorded as signed: a signature that only a node can judge is kept, and counts for nobody."""
        self.delegations(knock)
        if knock.used:
            self._use(knock.signed)
        before = SignedMessage.objects.count()
        try:
            row = statement_record(knock.signed, owner=Viewer(user=99))
        except AuthorError:
            return False
        return row.signature.state is SignatureState.HOLDS and SignedMessage.objects.count() > before

    def _use(self, signed: Signed) -> None:
        """Another statement of the same signer with this nonce was there first."""
        assert isinstance(signed.message, Statement)
        first = replace(signed.message, source="https://first.example/")
        assert (
            statement_record(sign(first, DOMAIN, REPORTER), owner=Viewer(user=98)).signature.state
            is SignatureState.HOLDS
        )


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site({})
    before = ledger_parts.parts()
    ledger_parts.use(replace(before, clock=lambda: made.at))
    with HERE:
        for secret, name in ((DESK, "desk"), (STRANGER, "other")):
            made.owners[secret.address] = _organisation(secret, name)
        _key(REPORTER, principal_ensure(user=User.objects.create_user("reporter"), name="Reporter"))
        yield made
    ledger_parts.use(before)


def _organisation(secret: Secret, name: str) -> Viewer:
    owner = User.objects.create_user(f"owner-{name}")
    organisation = Organisation.objects.create(name=name, slug=name)
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    _key(secret, organisation_principal_ensure(organisation=organisation, by=owner))
    return Viewer(user=owner.pk, organisation=organisation.pk)


def _key(secret: Secret, principal: Principal) -> None:
    Key.objects.create(
        principal=principal, scheme="eoa", address=f"0x{secret.address.hex()}", chain_id=DOMAIN.chain_id, added=EARLIER
    )


def test_honest_statements_are_recorded(site: Site) -> None:
    """A service that refuses everything would pass the test below."""
    chance = random.Random(1)
    assert all(site.taken(honest(chance)) for _ in range(20))


@pytest.mark.parametrize("count", [5, pytest.param(600, marks=pytest.mark.torture)])
@pytest.mark.parametrize("attack", MET, ids=lambda one: one.__name__)
def test_no_attack_is_recorded_as_signed(site: Site, attack: Callable[[random.Random], Knock], count: int) -> None:
    chance = random.Random(attack.__name__)
    assert Counter(site.taken(attack(chance)) for _ in range(count)) == {False: count}


def test_a_replay_is_no_second_statement(site: Site) -> None:
    chance = random.Random(2)
    for _ in range(10):
        knock = honest(chance)
        assert site.taken(knock)
        assert not site.taken(replace(knock, delegations={}))


@pytest.mark.parametrize(
    ("forgotten", "attacks"),
    [
        ("verify.authors.services.statements.require_admitted", {"other_chain", "stale", "future"}),
        ("verify.authors.services.statements._require_nothing_against", {"swapped_delegation", "expired_scope"}),
    ],
)
def test_a_service_that_forgets_to_ask_is_found_out(
    site: Site, monkeypatch: pytest.MonkeyPatch, forgotten: str, attacks: set[str]
) -> None:
    monkeypatch.setattr(forgotten, lambda *_args: None)
    chance = random.Random(3)
    assert {attack.__name__ for attack in MET if site.taken(attack(chance))} >= attacks
