"""The database itself refuses to change a version, a dispute, an answer, a withdrawal or the operators' trail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from verify.accounts.models import User
from verify.contested.models import ContestedPage, Dispute, Kind, OperatorAct, Version
from verify.contested.services.disputes import Filed, dispute_answer, dispute_file
from verify.contested.services.hiding import text_hide
from verify.contested.services.pages import page_withdraw
from verify.contested.tests.making import published
from verify.contested.things import thing_get
from verify.dossiers.tests.making import somebody

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")


def refused(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_none_of_it_is_ever_edited() -> None:
    eva, eve = somebody("eva", "harbour", "editor"), somebody("eve", "rival", "owner")
    page = published(eva).page
    one = dispute_file(thing_get("page", page.pk), said=Filed("time", "It was noon."), desk=eve)
    versions, disputes = Version.objects.filter(page=page), Dispute.objects.filter(pk=one.pk)
    for changed in ({"document": "{}"}, {"sha256": "0" * 64}, {"number": 9}, {"changed": "x"}):
        assert refused(lambda changed=changed: versions.update(**changed))  # type: ignore[misc]
    for changed in ({"words": "x"}, {"reason": "other"}, {"link": "x"}, {"about": "x"}):
        assert refused(lambda changed=changed: disputes.update(**changed))  # type: ignore[misc]
    dispute_answer(one, answer="accepted", words="It was noon indeed.", desk=eva)
    assert refused(lambda: disputes.update(answer_words="Never."))
    text_hide(Kind.DISPUTE, one.pk, why="abuse", words="", by=User.objects.create_user("op"))
    assert refused(lambda: OperatorAct.objects.update(why="spam"))
    assert refused(lambda: OperatorAct.objects.all().delete())
    page_withdraw(page, why="We were wrong.", desk=eva)
    assert refused(lambda: ContestedPage.objects.update(withdrawn=None, withdrawn_why=""))
    assert not refused(lambda: versions.update(statement="s" * 64)), "the way to a signature stays open"
    eve.user.delete()
    assert disputes.get().by is None, "an account that goes is named no more, and the dispute stays"
