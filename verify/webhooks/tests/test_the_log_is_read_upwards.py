"""What gets its place on the log and what becomes final is told to the record's own team, once, in the log's order."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from chronology.anchors.tables import anchor
from chronology.records import Kind
from verify.accounts.models import User
from verify.ledger import parts as ledger_parts
from verify.ledger.models import KeyPurpose, PublicKey, Record
from verify.ledger.parts import parts
from verify.ledger.services import record_open
from verify.ledger.services.statements import record_statement
from verify.ledger.signer.sequencing import Sequencer
from verify.ledger.tests.conftest import Hands
from verify.ledger.tests.logs import KEY, log_in, sequencer_on
from verify.ledger.values import Viewer
from verify.webhooks import reading
from verify.webhooks.events import Event
from verify.webhooks.models import Delivery, Place
from verify.webhooks.reading import records_read
from verify.webhooks.tests.receiving import messages, subscribe


@pytest.fixture
def log(room: None, use_parts: Any, clock: Hands, tmp_path: Path) -> Iterator[Sequencer]:
    made = log_in(tmp_path / "log")
    use_parts(log=lambda: made, engine=lambda: made.engine)
    PublicKey.objects.create(purpose=KeyPurpose.LOG, vkey=KEY.vkey)
    with sequencer_on(made, clock) as sequencer:
        yield sequencer


def recorded(log: Sequencer, owner: User, *names: str) -> list[Record]:
    made = [record_open(sha256=sha256(name.encode()).digest(), owner=Viewer(user=owner.pk)) for name in names]
    log.enter_open()
    for one in made:
        one.refresh_from_db()
    return made


def final(size: int, *, development: bool = False) -> None:
    """An anchor's row, as the anchorer writes it."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    row = {
        "log_id": parts().log().log_id, "kind": "rfc3161", "name": f"a{secrets.token_hex(4)}",
        "development": development, "size": size, "root": bytes(32), "checkpoint": b"", "state": "final",
        "memo": b"", "reference": "", "detail": "", "settled": True, "created_at": at, "changed_at": at,
    }  # fmt: skip
    with parts().engine().begin() as connection:
        connection.execute(insert(anchor).values(row))


def test_a_record_is_told_once_it_has_its_place(log: Sequencer, ada: User) -> None:
    here = subscribe(ada).subscription
    waiting = record_open(sha256=bytes(32), owner=Viewer(user=ada.pk))
    records_read()
    assert messages(here) == []
    log.enter_open()
    waiting.refresh_from_db()
    for _ in range(2):
        records_read()

    (told,) = messages(here)
    assert told["type"] == "record.recorded"
    assert told["data"] == {"record": waiting.pk, "index": waiting.index}


def test_records_are_told_in_the_order_of_the_log_however_many(
    log: Sequencer, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MANY", 3)
    here = subscribe(ada).subscription
    made = recorded(log, ada, *"abcdefgh")
    for _ in range(4):
        records_read()

    told = [one["data"]["index"] for one in messages(here)]
    assert sorted(told) == [one.index for one in made]
    assert len(told) == len(set(told)) == 8


def test_nobody_hears_of_what_others_recorded(log: Sequencer, ada: User) -> None:
    here = subscribe(ada).subscription
    recorded(log, User.objects.create_user("bob"), "theirs")
    records_read()

    assert messages(here) == []


def test_an_address_hears_of_nothing_before_it_was_subscribed(log: Sequencer, ada: User, clock: Hands) -> None:
    recorded(log, ada, "before")
    clock.forward(10)
    here = subscribe(ada).subscription
    records_read()
    (later,) = recorded(log, ada, "after")
    records_read()

    assert [one["data"]["record"] for one in messages(here)] == [later.pk]


def test_what_becomes_final_is_told(log: Sequencer, ada: User) -> None:
    here = subscribe(ada, Event.RECORD_FINAL).subscription
    first, second = recorded(log, ada, "one", "two")
    assert first.index is not None
    final(first.index + 1)
    records_read()
    assert [one["data"]["record"] for one in messages(here)] == [first.pk]
    assert second.index is not None
    final(second.index + 1)
    for _ in range(2):
        records_read()

    assert {one["data"]["record"] for one in messages(here)} == {first.pk, second.pk}


def test_a_development_chain_makes_nothing_final(log: Sequencer, ada: User) -> None:
    here = subscribe(ada, Event.RECORD_FINAL).subscription
    recorded(log, ada, "one")
    final(100, development=True)
    records_read()

    assert messages(here) == []


def test_what_was_signed_is_told_with_its_own_id(log: Sequencer, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    here = subscribe(ada).subscription
    record = record_statement(kind=Kind.STATEMENT, digest=bytes(32), owner=Viewer(user=ada.pk))
    monkeypatch.setattr(reading, "_namers", [lambda numbers: dict.fromkeys(numbers, "ab" * 32)])
    log.enter_open()
    records_read()

    (told,) = messages(here)
    assert told["type"] == "statement.recorded"
    assert told["data"] == {"record": record.pk, "statement": "ab" * 32, "index": told["data"]["index"]}


def test_a_log_that_cannot_be_read_delays_only_what_becomes_final(
    log: Sequencer, ada: User, use_parts: Any, clock: Hands
) -> None:
    from verify.ledger.tests.conftest import no_log

    here = subscribe(ada).subscription
    recorded(log, ada, "one")
    engine = ledger_parts.parts().engine
    use_parts(engine=no_log)
    records_read()
    assert [one["type"] for one in messages(here)] == ["record.recorded"]
    use_parts(engine=engine)
    final(100)
    clock.forward(1)
    records_read()

    assert [one["type"] for one in messages(here)] == ["record.recorded", "record.final"]


def test_the_place_moves_only_with_the_messages(log: Sequencer, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    subscribe(ada)
    recorded(log, ada, "one")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as planted:
        planted.setattr(reading, "announce_to", broken)
        with pytest.raises(RuntimeError):
            records_read()
    assert set(Place.objects.values_list("position", flat=True)) <= {-1}
    records_read()

    assert Delivery.objects.count() == 1
