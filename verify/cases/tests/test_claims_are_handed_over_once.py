from __future__ import annotations

import io
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from verify import wiring
from verify.cases import hand_over
from verify.cases.claims import MOST_KEPT, ClaimsShelf
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.selectors import claims_once
from verify.cases.services import verification_start
from verify.cases.tests.examples import CLAIMS, png
from verify.cases.uploader import Uploader
from verify.sockets import connect


@pytest.fixture
def shelf(data_dir: Path) -> Iterator[ClaimsShelf]:
    made = ClaimsShelf(600)
    with hand_over.serve(made, wiring.run_folder(), "w1"):
        yield made


@pytest.fixture
def verification(held: Quarantine, stranger: Uploader, shelf: ClaimsShelf) -> Verification:
    started = verification_start(upload=io.BytesIO(png()), size=None, uploader=stranger)
    started.claims_with = "w1"
    shelf.put(started.pk, started.uploader_key, CLAIMS)
    return started


def test_the_sender_sees_them_once(verification: Verification, stranger: Uploader) -> None:
    assert claims_once(verification, stranger) == CLAIMS
    assert claims_once(verification, stranger) is None


def test_nobody_else_sees_them_nor_uses_them_up(verification: Verification, stranger: Uploader) -> None:
    assert claims_once(verification, Uploader.fresh()) is None
    assert hand_over.ask(wiring.run_folder(), "w1", verification.pk, "guessed") is None
    assert claims_once(verification, stranger) == CLAIMS


def test_the_socket_is_for_this_user_only(shelf: ClaimsShelf) -> None:
    path = wiring.run_folder() / "claims-w1"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("question", [b"", b"nonsense\n", b"{}\n", b"[1]\n", b"\xff\n", b"x" * 5000 + b"\n"])
def test_a_bad_question_gets_no_answer_and_does_not_stop_the_next(
    verification: Verification, stranger: Uploader, question: bytes
) -> None:
    line = connect(wiring.run_folder(), "claims-w1", socket.SOCK_STREAM, 2)
    assert line is not None
    with line:
        line.sendall(question)
        line.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):  # where the question was longer than anybody read
            assert line.recv(100) == b""
    assert claims_once(verification, stranger) == CLAIMS


def test_a_worker_that_is_gone_means_that_they_are_gone(held: Quarantine, stranger: Uploader) -> None:
    gone = verification_start(upload=io.BytesIO(png()), size=None, uploader=stranger)
    gone.claims_with = "nobody"
    assert claims_once(gone, stranger) is None


def test_they_are_forgotten_after_their_minutes_and_beyond_their_number() -> None:
    now = 0.0
    shelf = ClaimsShelf(600, lambda: now)
    key = Uploader.known("secret").key
    for number in range(MOST_KEPT + 1):
        shelf.put(str(number), key, CLAIMS)
    assert shelf.take("0", "secret") is None
    assert shelf.take("1", "secret") == CLAIMS
    now = 601.0
    assert shelf.take("2", "secret") is None


def test_a_folder_with_a_long_path_is_no_obstacle(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    shelf = ClaimsShelf(600)
    shelf.put("id", Uploader.known("secret").key, CLAIMS)
    with hand_over.serve(shelf, deep, "w1"):
        assert hand_over.ask(deep, "w1", "id", "secret") == CLAIMS
