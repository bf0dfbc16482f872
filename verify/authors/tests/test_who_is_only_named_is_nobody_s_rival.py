"""A message that names somebody's wallet, and is not known to be theirs, speaks of them nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.accounts.models import User
from verify.authors.models import Key, StatementRow
from verify.authors.selectors import check_work, work_evidence
from verify.authors.services import statement_record
from verify.authors.tests.ground import PHOTO, Ground, signed_by, statement
from verify.ledger.values import Viewer


@pytest.fixture
def named(ground: Ground) -> StatementRow:
    """A stranger's message in the name of the desk's contract wallet, which no node was asked about yet."""
    Key.objects.filter(principal=ground.house).update(scheme="contract")
    message = statement(ground.now, organisation=ground.desk_key.address)
    forged = replace(signed_by(ground.key, message), signer=ground.desk_key.address)
    return statement_record(forged, owner=Viewer(user=User.objects.create(username="stranger").pk))


def test_who_is_only_named_is_nobody_s_rival(ground: Ground, named: StatementRow) -> None:
    mine = ground.record()
    (one,) = [one for one in work_evidence(PHOTO.hex()) if one.statement_id == mine.pk]
    assert one.rivals == ()
    StatementRow.objects.filter(pk=named.pk).update(state="holds")
    (one,) = [one for one in work_evidence(PHOTO.hex()) if one.statement_id == mine.pk]
    assert [rival.name for rival in one.rivals] == ["The Desk"], "who did sign is one"


def test_no_name_stands_beside_a_signature_that_nobody_could_be_asked_about(
    ground: Ground, named: StatementRow
) -> None:
    (line,) = check_work(sha256=PHOTO.hex())
    assert (line.code, line.subject) == ("author.signature_unavailable", named.pk)
    assert "The Desk" not in line.params.values()
    assert ground.house.pk not in line.params.values()
