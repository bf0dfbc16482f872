"""The way to holders over a network: statuses mean what they say, load is spread, and a real process answers."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from provenance.blindlist.asking import ask
from provenance.blindlist.budgets import Budgets
from provenance.blindlist.errors import BadPoint, BudgetSpent, TooFewHolders
from provenance.blindlist.holders_http import HttpAnswer, WebHttp, address
from provenance.blindlist.holding_store import HolderStore, hash_of
from provenance.blindlist.ids import canonical
from provenance.blindlist.labels import labels_of
from provenance.blindlist.oprf import blind, label_by_key
from provenance.blindlist.service_holders import DirectHolders, ServiceHolders
from provenance.blindlist.tests.holding import TOKEN, Clock, InProcess, holder
from provenance.blindlist.tests.listed import AT, ListedHere, entry
from provenance.blindlist.tests.sharing_keys import EPOCH, key_of_five, leaf, repeatable
from provenance.blindlist.types import AnswerState, HolderIndex, KeyName, KeyShare

SECRET, PUBLIC, SHARES = key_of_five()
BASE = "https://list.example"
BLINDED = tuple(blind(bytes([one]), repeatable(one))[1] for one in range(8))


def relayed(folder: Path, budgets: Budgets | None = None) -> InProcess:
    return InProcess({one.index: holder(folder / str(one.index), one, Clock(), budgets) for one in SHARES})


class Saying:
    """A way on which everybody says the same."""

    def __init__(self, status: int, body: bytes = b"") -> None:
        self._answer = HttpAnswer(status, body)

    def post(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout: float, at_most: int) -> HttpAnswer:
        return self._answer


def test_five_holders_behind_a_relay_give_the_label_of_the_whole_key(tmp_path: Path) -> None:
    way = relayed(tmp_path)
    holders = ServiceHolders(BASE, TOKEN, way)
    assert labels_of([leaf(1)], holders, [PUBLIC], repeatable(1)) == (label_by_key(canonical(leaf(1)), SECRET),)
    assert len(way.sent) == 3
    assert all(url.startswith(f"{BASE}/v1/holders/") for url, _ in way.sent)


def test_every_question_and_answer_under_a_key_has_one_size(tmp_path: Path) -> None:
    way = relayed(tmp_path)
    mirror = ListedHere({label_by_key(canonical(leaf(1)), SECRET): entry()}, (PUBLIC,))
    for ids in ([leaf(1)], [leaf(2)], [leaf(number) for number in range(8)]):
        ask(ids, holders=ServiceHolders(BASE, TOKEN, way), mirror=mirror, random=repeatable(1), at=AT)
    assert len({len(body) for _, body in way.sent}) == 1
    assert len({len(one.body) for one in way.got}) == 1


def test_no_address_and_no_request_names_what_is_asked_about(tmp_path: Path) -> None:
    way = relayed(tmp_path)
    labels_of([leaf(1)], ServiceHolders(BASE, TOKEN, way), [PUBLIC], repeatable(1))
    for url, body in way.sent:
        assert leaf(1).value not in url
        assert leaf(1).value.encode() not in body
        assert canonical(leaf(1)) not in body


def test_the_relay_sees_no_token_nor_what_is_kept_of_it(tmp_path: Path) -> None:
    way = relayed(tmp_path)
    labels_of([leaf(1)], ServiceHolders(BASE, TOKEN, way), [PUBLIC], repeatable(1))
    assert len(way.headers) == 3
    for header in way.headers:
        assert TOKEN not in header
        assert hash_of(TOKEN) not in header


def test_holders_take_turns(tmp_path: Path) -> None:
    holders = ServiceHolders(BASE, TOKEN, Saying(500), random=repeatable(1))
    firsts = Counter(holders.available()[0] for _ in range(500))
    assert set(firsts) == {1, 2, 3, 4, 5}
    assert min(firsts.values()) > 60


def test_who_failed_is_tried_last_until_it_answers_again(tmp_path: Path) -> None:
    holders = ServiceHolders(BASE, TOKEN, Saying(500), random=repeatable(1))
    with pytest.raises(TooFewHolders):
        holders.evaluate(HolderIndex(2), KeyName.OPEN, EPOCH, BLINDED)
    assert {holders.available()[-1] for _ in range(20)} == {2}
    holders._http = relayed(tmp_path)
    holders.evaluate(HolderIndex(2), KeyName.OPEN, EPOCH, BLINDED)
    assert len({holders.available()[-1] for _ in range(60)}) > 1


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (429, b"", BudgetSpent),
        (400, b"", BadPoint),
        (401, b'{"code":"unknown_token"}', TooFewHolders),
        (404, b'{"code":"no_share"}', TooFewHolders),
        (502, b"<html>", TooFewHolders),
        (302, b"", TooFewHolders),
        (200, b"{}", TooFewHolders),
        (200, b"\xff\xfe", TooFewHolders),
        (200, b"[" * 2000, TooFewHolders),
    ],
)
def test_each_answer_means_what_it_says(status: int, body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        ServiceHolders(BASE, TOKEN, Saying(status, body)).evaluate(HolderIndex(1), KeyName.OPEN, EPOCH, BLINDED)


def test_holders_without_budget_or_answer_make_no_claim(tmp_path: Path) -> None:
    spent = ServiceHolders(BASE, TOKEN, relayed(tmp_path, Budgets(open=7)))
    mirror = ListedHere({}, (PUBLIC,))
    for holders, state in (
        (spent, AnswerState.NOT_ASKED),
        (ServiceHolders(BASE, "x", Saying(503)), AnswerState.UNAVAILABLE),
    ):
        (got,) = ask([leaf(1)], holders=holders, mirror=mirror, random=repeatable(1), at=AT + timedelta(days=1))
        assert got.state is state


def test_nobody_at_an_address_is_too_few_holders(tmp_path: Path) -> None:
    for base in (f"unix:{tmp_path}/nobody", "http://127.0.0.1:9"):
        with contextlib.closing(WebHttp()) as way, pytest.raises(TooFewHolders):
            DirectHolders({HolderIndex(1): base}, TOKEN, way).evaluate(HolderIndex(1), KeyName.OPEN, EPOCH, BLINDED)


def test_a_holder_runs_as_a_process_on_a_socket(tmp_path: Path) -> None:
    store = HolderStore(tmp_path / "holder")
    store.add_token("newsroom", Budgets(), hash_of(TOKEN))
    store.add_share(KeyShare(KeyName.OPEN, EPOCH, HolderIndex(1), SECRET))
    alone = replace(PUBLIC, threshold=1, shares=((HolderIndex(1), PUBLIC.joint),))
    sock, log = tmp_path / "holder.sock", tmp_path / "log"
    words = [sys.executable, "-m", "provenance", "blindlist", "hold", "--folder", str(store.folder)]
    with (
        log.open("wb") as said,
        subprocess.Popen([*words, "--bind", f"unix:{sock}"], stdout=said, stderr=said) as process,
    ):
        try:
            wait_for(sock, process)
            with contextlib.closing(WebHttp()) as way:
                holders = DirectHolders({HolderIndex(1): f"unix:{sock}"}, TOKEN, way)
                labels = labels_of([leaf(1), leaf(2)], holders, [alone], repeatable(1))
                counts = way.get(address(f"unix:{sock}", "/counts"), at_most=4096)
        finally:
            process.terminate()
            process.wait(20)
    assert labels == tuple(label_by_key(canonical(one), SECRET) for one in (leaf(1), leaf(2)))
    assert (counts.status, b'"points":8' in counts.body) == (200, True)
    assert (process.returncode, log.read_bytes()) == (0, b"")


def wait_for(sock: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(400):
        if sock.exists() or process.poll() is not None:
            return
        time.sleep(0.05)
