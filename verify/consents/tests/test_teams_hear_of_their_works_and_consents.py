"""Who recorded a work hears how an objection to it stands, and who recorded a consent that it ended."""

from __future__ import annotations

import pytest

from verify.accounts.models import User
from verify.apikeys.tests.making import person
from verify.consents.services.notices import LIFTED, UPHELD, nothing_was_told, teams_tell
from verify.ledger.services import record_open
from verify.ledger.values import Viewer
from verify.webhooks.models import Delivery
from verify.webhooks.tests.receiving import messages, subscribe

WORK = "ab" * 32


@pytest.fixture
def ada(room: None) -> User:
    made = person("ada")
    record_open(sha256=bytes.fromhex(WORK), owner=Viewer(user=made.pk))
    return made


def test_who_recorded_a_work_hears_how_an_objection_to_it_stands(ada: User) -> None:
    here = subscribe(ada).subscription
    for code in (UPHELD, UPHELD, LIFTED):
        teams_tell(about="a matter", code=code, sha256=WORK)

    assert sorted((one["type"], one["data"]["sha256"]) for one in messages(here)) == [
        ("objection.lifted", WORK),
        ("objection.upheld", WORK),
    ]


def test_nobody_else_hears_of_it(ada: User) -> None:
    other = subscribe(person("bob")).subscription
    teams_tell(about="a matter", code=UPHELD, sha256=WORK)
    teams_tell(about="another", code=UPHELD, sha256="cd" * 32)
    teams_tell(about="intimate", code=UPHELD, sha256="")

    assert messages(other) == []


def test_what_turns_out_to_be_intimate_was_never_told(ada: User) -> None:
    subscribe(ada)
    teams_tell(about="a matter", code=UPHELD, sha256=WORK)
    Delivery.objects.update(due=None, delivered="2026-03-01T12:00:00Z")
    nothing_was_told(about="a matter")

    assert not Delivery.objects.exists()
