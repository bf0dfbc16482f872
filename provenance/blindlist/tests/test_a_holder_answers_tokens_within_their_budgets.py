"""One key holder as others meet it: tokens, budgets, public counts, and nothing of what was asked."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from provenance.blindlist.budgets import Budgets
from provenance.blindlist.errors import BudgetSpent
from provenance.blindlist.holding_store import HolderStore, hash_of
from provenance.blindlist.holding_wire import MOST_REQUEST, answer_from, question_bytes
from provenance.blindlist.keymaking_wire import to_json
from provenance.blindlist.oprf import blind
from provenance.blindlist.tests.holding import TOKEN, Clock, call, called, holder
from provenance.blindlist.tests.sharing_keys import EPOCH, key_of_five, repeatable
from provenance.blindlist.threshold import check_answer
from provenance.blindlist.tokens import authorization, name_of
from provenance.blindlist.types import HolderIndex, KeyName, KeyShare, Point

_, PUBLIC, SHARES = key_of_five()
BLINDED = tuple(blind(bytes([one]), repeatable(one))[1] for one in range(8))
QUESTION = question_bytes(KeyName.OPEN, EPOCH, BLINDED)


def code(body: bytes) -> str:
    found: str = json.loads(body)["code"]
    return found


def test_a_batch_is_answered_with_a_proof_that_holds(tmp_path: Path) -> None:
    asked = call(holder(tmp_path, SHARES[1], Clock()), "POST", "/evaluate", QUESTION)
    assert (asked.status, asked.headers["Cache-Control"]) == (200, "no-store")
    check_answer(PUBLIC, answer_from(asked.body, HolderIndex(2)), BLINDED)


def test_an_unknown_or_ended_token_is_refused(tmp_path: Path) -> None:
    app = holder(tmp_path, SHARES[0], Clock())
    for token in ("another", "", hash_of(TOKEN)):
        asked = call(app, "POST", "/evaluate", QUESTION, token)
        assert (asked.status, code(asked.body)) == (401, "unknown_token")
    HolderStore(tmp_path).end_token("newsroom")
    assert call(app, "POST", "/evaluate", QUESTION).status == 401


def test_a_code_is_good_for_its_own_question_alone(tmp_path: Path) -> None:
    """What a relay has seen lets it ask nothing of its own."""
    app, other = holder(tmp_path, SHARES[0], Clock()), question_bytes(KeyName.OPEN, EPOCH, BLINDED[::-1])
    seen = authorization(TOKEN, QUESTION)
    assert called(app, "POST", "/evaluate", QUESTION, seen).status == 200
    assert called(app, "POST", "/evaluate", other, seen).status == 401


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer x",
        f"Bearer {TOKEN}",
        "Firstlight-Token",
        "Firstlight-Token .",
        "Firstlight-Token a.b",
        "\xff \xff.\xff",
    ],
)
def test_a_header_of_another_form_is_refused(tmp_path: Path, header: str) -> None:
    app = holder(tmp_path, SHARES[0], Clock())
    assert called(app, "POST", "/evaluate", QUESTION, header).status == 401
    assert called(app, "POST", "/evaluate", QUESTION, f"Firstlight-Token {name_of(hash_of(TOKEN))}.é").status == 401


def test_a_spent_budget_is_told_and_comes_back_the_next_day(tmp_path: Path) -> None:
    clock = Clock()
    app = holder(tmp_path, SHARES[0], clock, Budgets(open=16))
    assert [call(app, "POST", "/evaluate", QUESTION).status for _ in range(3)] == [200, 200, 429]
    assert code(call(app, "POST", "/evaluate", QUESTION).body) == "budget"
    clock.at += timedelta(days=1)
    assert call(app, "POST", "/evaluate", QUESTION).status == 200


def test_each_key_has_a_budget_of_its_own(tmp_path: Path) -> None:
    _, _, serials = key_of_five(KeyName.SERIALS, 2)
    app = holder(tmp_path, SHARES[0], Clock(), Budgets(open=8, serials=2))
    HolderStore(tmp_path).add_share(serials[0])
    one = question_bytes(KeyName.SERIALS, EPOCH, BLINDED[:1])
    assert [call(app, "POST", "/evaluate", one).status for _ in range(3)] == [200, 200, 429]
    assert [call(app, "POST", "/evaluate", QUESTION).status for _ in range(2)] == [200, 429]


def test_questions_at_once_never_share_the_last_points(tmp_path: Path) -> None:
    store = HolderStore(tmp_path)
    store.add_token("newsroom", Budgets(open=40), hash_of(TOKEN))
    taken: list[int] = []

    def take() -> None:
        for _ in range(10):
            try:
                store.spend(hash_of(TOKEN), KeyName.OPEN, 1, date(2026, 11, 22))
                taken.append(1)
            except BudgetSpent:
                pass

    threads = [threading.Thread(target=take) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(taken) == 40


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "request"),
        (b"[]", "request"),
        (b'{"key":"open"}', "request"),
        (QUESTION.replace(b'"open"', b'"closed"'), "request"),
        (question_bytes(KeyName.OPEN, EPOCH, BLINDED[:7]), "points"),
        (question_bytes(KeyName.OPEN, EPOCH, ()), "points"),
        (question_bytes(KeyName.SERIALS, EPOCH, BLINDED), "points"),
        (question_bytes(KeyName.OPEN, EPOCH, (*BLINDED[:7], Point(bytes(32)))), "points"),
        (question_bytes(KeyName.OPEN, EPOCH, (*BLINDED[:7], Point(b"\xff" * 32))), "points"),
        (question_bytes(KeyName.OPEN, EPOCH, (*BLINDED[:7], Point(b"x"))), "points"),
        (b"[" * MOST_REQUEST, "request"),
        (b"\xff" * 100, "request"),
    ],
)
def test_what_is_no_question_is_refused_unpaid(tmp_path: Path, body: bytes, said: str) -> None:
    app = holder(tmp_path, SHARES[0], Clock())
    asked = call(app, "POST", "/evaluate", body)
    assert (asked.status, code(asked.body)) == (400, said)
    assert HolderStore(tmp_path).counts(date(2026, 1, 1)) == []


def test_what_is_too_long_is_not_even_read(tmp_path: Path) -> None:
    app = holder(tmp_path, SHARES[0], Clock())
    assert call(app, "POST", "/evaluate", b" " * (MOST_REQUEST + 1)).status == 413


def test_a_key_that_is_not_here_is_told(tmp_path: Path) -> None:
    asked = call(holder(tmp_path, None, Clock()), "POST", "/evaluate", QUESTION)
    assert (asked.status, code(asked.body)) == (404, "no_share")


def test_other_routes_and_ways_do_not_exist(tmp_path: Path) -> None:
    app = holder(tmp_path, SHARES[0], Clock())
    for method, path in (
        ("GET", "/evaluate"),
        ("GET", "/"),
        ("GET", "/shares"),
        ("DELETE", "/tokens"),
        ("POST", "/keys"),
    ):
        assert call(app, method, path).status == 404


def test_anybody_may_see_how_much_was_asked_and_which_keys_are_here(tmp_path: Path) -> None:
    app = holder(tmp_path, SHARES[0], Clock())
    for _ in range(3):
        call(app, "POST", "/evaluate", QUESTION)
    counts = json.loads(call(app, "GET", "/counts", token="").body)
    assert counts["days"] == [{"day": "2026-11-22", "key": "open", "points": 24}]
    assert counts["granted_a_day"]["serials"] == Budgets().serials
    (key,) = json.loads(call(app, "GET", "/keys", token="").body)
    assert (key["index"], key["name"], key["epoch"]) == (1, "open", EPOCH)
    assert SHARES[0].value.hex() not in json.dumps(key)


def test_which_token_asked_how_much_is_forgotten_and_the_total_stays(tmp_path: Path) -> None:
    store = HolderStore(tmp_path)
    for name in ("one", "two"):
        store.add_token(name, Budgets(), hash_of(name))
        for day in (date(2026, 11, 19), date(2026, 11, 22)):
            store.spend(hash_of(name), KeyName.OPEN, 8, day)
    before = store.counts(date(2026, 1, 1))
    for _ in range(2):
        store.fold(date(2026, 11, 22))
    assert store.counts(date(2026, 1, 1)) == before
    rows = sqlite3.connect(tmp_path / "counts.sqlite3").execute("SELECT day, token FROM used ORDER BY day").fetchall()
    assert [(day, bool(token)) for day, token in rows] == [
        ("2026-11-19", False),
        ("2026-11-22", True),
        ("2026-11-22", True),
    ]


def test_only_the_owner_brings_shares_and_tokens(tmp_path: Path) -> None:
    app, store = holder(tmp_path, None, Clock()), HolderStore(tmp_path)
    share, token = to_json(SHARES[0]), json.dumps({"name": "agency", "hash": hash_of("agency")}).encode()
    for path, body in (("/shares", share), ("/tokens", token)):
        assert call(app, "POST", path, body).status == 401
        assert call(app, "POST", path, body, store.owner_token()).status == 204
    assert call(app, "POST", "/evaluate", QUESTION, "agency").status == 200


def test_a_share_is_not_replaced_by_another(tmp_path: Path) -> None:
    app, store = holder(tmp_path, SHARES[0], Clock()), HolderStore(tmp_path)
    other = KeyShare(KeyName.OPEN, EPOCH, HolderIndex(1), SHARES[1].value)
    assert call(app, "POST", "/shares", to_json(SHARES[0]), store.owner_token()).status == 204
    asked = call(app, "POST", "/shares", to_json(other), store.owner_token())
    assert (asked.status, code(asked.body)) == (409, "share")
    assert store.share(KeyName.OPEN, EPOCH) == SHARES[0]


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"name":"x","hash":"zz"}',
        b'{"name":"","hash":"' + b"a" * 64 + b'"}',
        b'{"name":"x","hash":"' + b"A" * 64 + b'"}',
    ],
)
def test_a_token_that_is_none_is_refused(tmp_path: Path, body: bytes) -> None:
    app, store = holder(tmp_path, None, Clock()), HolderStore(tmp_path)
    assert call(app, "POST", "/tokens", body, store.owner_token()).status == 400


def test_shares_of_old_epochs_are_erased(tmp_path: Path) -> None:
    app, store = holder(tmp_path, SHARES[0], Clock()), HolderStore(tmp_path)
    assert call(app, "POST", "/evaluate", QUESTION).status == 200
    for epoch in (EPOCH + 1, EPOCH + 2):
        store.add_share(KeyShare(KeyName.OPEN, epoch, HolderIndex(1), SHARES[0].value))
    assert [one.epoch for one in store.shares()] == [EPOCH + 1, EPOCH + 2]
    assert call(app, "POST", "/evaluate", QUESTION).status == 404


def test_shares_and_the_owners_token_are_readable_by_their_account_alone(tmp_path: Path) -> None:
    holder(tmp_path, SHARES[0], Clock())
    for path in (tmp_path / "owner.token", *(tmp_path / "shares").iterdir()):
        assert path.stat().st_mode & 0o077 == 0
    assert (tmp_path / "shares").stat().st_mode & 0o077 == 0


def test_nothing_of_a_question_is_kept_or_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = holder(tmp_path, SHARES[0], Clock())
    with caplog.at_level(logging.DEBUG):
        answered = answer_from(call(app, "POST", "/evaluate", QUESTION).body, HolderIndex(1))
        (tmp_path / "shares" / f"open-{EPOCH}.json").write_text("damaged")
        other = HolderStore(tmp_path)
        app._store = other
        assert call(app, "POST", "/evaluate", QUESTION).status == 500
    kept = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()) + caplog.text.encode()
    for point in (*BLINDED, *answered.elements):
        assert point not in kept
        assert point.hex().encode() not in kept


def test_a_fault_of_ours_is_told_without_the_question(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = holder(tmp_path, SHARES[0], Clock())

    def broken(size: int) -> bytes:
        raise RuntimeError(QUESTION)

    app._random = broken
    asked = call(app, "POST", "/evaluate", QUESTION)
    assert (asked.status, code(asked.body)) == (500, "fault")
    assert QUESTION.decode() not in caplog.text
    assert "RuntimeError" in caplog.text
