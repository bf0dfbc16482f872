"""People without a wallet sign with the desk's key; the signer itself decides, here without a socket between."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from provenance.statements.types import Act, Role
from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import may, powers_grant
from verify.authors.errors import BadStatement, DeskUnavailable, NotYours, StepUpNeeded
from verify.authors.models import Key, StatementRow
from verify.authors.selectors import check_work, desk_key_of, statement_view
from verify.authors.services import AtDesk, DeskWords, desk_statement
from verify.authors.tests.ground import DAY, PHOTO, Ground
from verify.ledger.parts import Parts
from verify.ledger.signer.desk import Desk
from verify.ledger.signer.desk_keys import DeskKeys
from verify.ledger.tests.desks import Office
from verify.signing_domain import statement_domain


class Workroom(Office):
    """The office over the rows of this test: it asks for powers as the signer does."""

    @property
    def desk(self) -> Desk:
        keys = DeskKeys(self.folder, secrets.token_bytes)
        return Desk(keys, statement_domain(), self.clock, lambda _: True, self._allowed)

    def _allowed(self, organisation: int, user: int) -> bool:
        people = User.objects.get(pk=user)
        return may(people, Organisation.objects.get(pk=organisation), Power.SIGN_FOR_DESK)


@pytest.fixture
def office(ground: Ground, use_parts: Callable[..., Parts], tmp_path: Path) -> Workroom:
    made = Workroom(tmp_path, ground.clock)
    use_parts(ask_signer=made.ask)
    return made


def at_desk(ground: Ground, user: User | None = None, *, stepped_up: bool = True) -> AtDesk:
    return AtDesk(user or ground.owner, ground.desk, ground.now if stepped_up else None)


def test_the_desks_word_is_on_record_with_a_key_of_its_own(ground: Ground, office: Workroom) -> None:
    row = desk_statement(at_desk(ground), DeskWords(PHOTO))
    key = Key.objects.get(address=row.signer)
    assert (key.desk, key.principal, row.organisation) == (True, ground.house, row.signer)
    assert desk_key_of(ground.desk) == key
    assert (row.on_behalf_of, row.role, row.state) == (ground.owner, Role.PUBLISHER, "holds")
    desk_statement(at_desk(ground), DeskWords(bytes([1]) * 32))
    assert Key.objects.filter(desk=True).count() == 1


def test_strangers_read_that_the_desk_signed_for_somebody_and_not_for_whom(ground: Ground, office: Workroom) -> None:
    row = desk_statement(at_desk(ground), DeskWords(PHOTO))
    (line,) = [one for one in check_work(sha256=PHOTO.hex()) if one.code == "author.by_desk"]
    assert (line.params["author"], line.params["member"]) == ("The Desk", "")
    assert (statement_view(row.pk).on_behalf, statement_view(row.pk).member) == (True, "")
    assert statement_view(row.pk, viewer=ground.viewer(ground.journalist)).member == "owner"
    assert "owner" not in str(statement_view(row.pk).document), "what is signed and hashed names nobody"


def test_who_wants_to_be_named_is_named(ground: Ground, office: Workroom) -> None:
    powers_grant(by=ground.owner, user=ground.journalist, organisation=ground.desk, powers=[Power.SIGN_FOR_DESK])
    row = desk_statement(at_desk(ground, ground.journalist), DeskWords(PHOTO, member_named=True))
    assert statement_view(row.pk).member == "Ada Author"


def test_only_who_may_signs_and_only_after_a_second_factor(ground: Ground, office: Workroom) -> None:
    with pytest.raises(NotYours):
        desk_statement(at_desk(ground, ground.journalist), DeskWords(PHOTO))
    with pytest.raises(StepUpNeeded):
        desk_statement(at_desk(ground, stepped_up=False), DeskWords(PHOTO))
    long_ago = AtDesk(ground.owner, ground.desk, ground.now - DAY)
    with pytest.raises(BadStatement):
        desk_statement(long_ago, DeskWords(PHOTO))
    assert not StatementRow.objects.exists()


def test_the_desk_takes_its_word_back(ground: Ground, office: Workroom) -> None:
    row = desk_statement(at_desk(ground), DeskWords(PHOTO))
    desk_statement(at_desk(ground), DeskWords(PHOTO, act=Act.RETRACT, about=row.pk))
    row.refresh_from_db()
    assert row.retracted_by is not None


def test_a_silent_signer_is_said_and_nothing_is_half_done(ground: Ground) -> None:
    with pytest.raises(DeskUnavailable):
        desk_statement(at_desk(ground), DeskWords(PHOTO))
    assert not StatementRow.objects.exists()
