from __future__ import annotations

import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.ledger.errors import SignerUnavailable
from verify.ledger.local_socket import BODY_BYTES, NAME, Frame, ask
from verify.ledger.signer.answering import answering
from verify.sockets import connect


def fails(body: bytes) -> Frame:
    raise RuntimeError("a fault of ours")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with answering(tmp_path, {"echo": lambda body: Frame("echoed", body), "fail": fails}):
        yield tmp_path


def raw(folder: Path, sent: bytes) -> bytes:
    connection = connect(folder, NAME, socket.SOCK_STREAM, 5)
    assert connection is not None
    with connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            return answer.read()


def test_a_question_gets_its_answer_whatever_bytes_it_holds(folder: Path) -> None:
    for body in (b"", b"\n\n12 34\n", bytes(range(256)) * 4000):
        assert ask(folder, "echo", body) == Frame("echoed", body)


def test_only_this_user_may_ask(folder: Path) -> None:
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"echo",
        b"echo \n",
        b"echo -1\n",
        b"echo x\n",
        b"echo 5\nab",
        f"echo {BODY_BYTES + 1}\n".encode(),
        b"\xff" * 90,
    ],
)
def test_what_is_no_question_gets_no_answer_and_the_next_one_does(folder: Path, sent: bytes) -> None:
    assert raw(folder, sent) == b""
    assert ask(folder, "echo", b"still here").body == b"still here"


def test_an_unknown_verb_is_said_to_be_unknown(folder: Path) -> None:
    assert ask(folder, "sign-transaction", b"").word == "unknown"


def test_our_own_fault_is_no_answer_to_who_asked(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SignerUnavailable, match="Nothing is lost"):
        ask(folder, "fail", b"a secret of the question")
    said = capfd.readouterr()
    assert "a secret of the question" not in said.err + said.out


def test_without_a_signer_the_sentence_says_that_nothing_is_lost(tmp_path: Path) -> None:
    with pytest.raises(SignerUnavailable, match="Nothing is lost"):
        ask(tmp_path, "echo", b"")
