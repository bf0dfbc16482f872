"""Two workers record different statements with the same signer and nonce at the same moment: exactly one is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from provenance.statements.types import Nonce, Scheme, SignatureCheck, SignatureState, Signed
from verify import wiring
from verify.authors.errors import NonceUsed
from verify.authors.models import SignedMessage, StatementRow
from verify.authors.services import statement_record
from verify.authors.services.signatures import signature_store
from verify.ledger.models import OutboxEntry, Record
from verify.ledger.values import Viewer
from verify.tests.wallets.ground import address_of, key, sign, statement
from verify.tests.wallets.racing import races

pytestmark = [pytest.mark.django_db(databases=["default", "jobs", "keys"], transaction=True), pytest.mark.timeout(600)]

AUTHOR, OWNER = key("author"), Viewer(user=10)


def signed(number: int, racer: int = 0) -> Signed:
    message = statement(f"photo {number} of {racer}", datetime.now(UTC))
    return sign(replace(message, nonce=Nonce((number + 1).to_bytes(32))), AUTHOR, domain=wiring.statement_domain())


def record(racer: int, number: int) -> bool:
    try:
        statement_record(signed(number, racer), owner=OWNER)
    except NonceUsed:
        return False
    return True


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.torture)])
def test_exactly_one_of_two_statements_with_one_nonce_is_kept(count: int) -> None:
    assert races(count, record) == [1] * count
    kept = StatementRow.objects.count(), Record.objects.count(), OutboxEntry.objects.count()
    assert kept == (count, count, count), "of the others nothing is half stored"


def test_the_same_statement_twice_is_one_row_for_both() -> None:
    both = [signed(number) for number in range(20)]

    def again(_racer: int, number: int) -> bool:
        return bool(statement_record(both[number], owner=OWNER).pk)

    assert races(20, again) == [2] * 20
    assert StatementRow.objects.count() == 20


def test_replay_by_another_owner_or_of_another_content_is_no_new_statement() -> None:
    message = signed(1)
    first = statement_record(message, owner=OWNER)
    assert statement_record(message, owner=Viewer(user=11)).pk == first.pk
    for other in range(1, 4):
        with pytest.raises(NonceUsed):
            statement_record(signed(1, other), owner=Viewer(user=11))
    assert StatementRow.objects.get().by_user == 10


def test_a_wallet_that_says_yes_to_a_second_message_of_one_nonce_changes_nothing() -> None:
    wallet, at = address_of(key("a contract wallet")), datetime.now(UTC)
    rows = [
        statement_record(replace(signed(1, other), signer=wallet, signature=bytes(70)), owner=OWNER)
        for other in range(2)
    ]
    yes = SignatureCheck(SignatureState.HOLDS, "signature.contract_holds", Scheme.CONTRACT, at, block=1)
    for row in rows:
        signature_store(row.pk, yes, next_check=at)
    first, second = (StatementRow.objects.get(pk=row.pk) for row in rows)
    assert (first.state, first.next_check) == ("holds", at)
    assert (second.state, second.code, second.next_check) == ("not_checked", "nonce.used", None)


@contextmanager
def without(name: str) -> Iterator[None]:
    """A store that forgot one of its constraints."""
    constraint = next(one for one in SignedMessage._meta.constraints if one.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(SignedMessage, constraint)
    try:
        yield
    finally:
        SignedMessage.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(SignedMessage, constraint)


def test_a_planted_store_that_forgets_the_nonce_keeps_both_and_is_caught() -> None:
    with without("a_nonce_of_a_signer_is_used_once"):
        assert races(20, record) == [2] * 20
