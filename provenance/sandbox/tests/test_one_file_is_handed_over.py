"""A child gets one read-only descriptor with an offset of its own, whatever its caller holds."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.attestation.sidecar import SIDECAR_LIMIT
from provenance.errors import CannotOpen
from provenance.policy import Policy
from provenance.sandbox import Limits, Sandbox
from provenance.sandbox.asking import ready_child
from provenance.sandbox.keeper import Keeper
from provenance.sandbox.planted import NOTHING
from provenance.sandbox.startup import Startup
from provenance.sandbox.tests.conftest import AT, Opened
from provenance.sandbox.wire import BrokenTalkError, Verb, receive_frame

WHEN = AT.isoformat().encode()


@pytest.fixture(scope="module")
def keeper() -> Iterator[Keeper]:
    running = Keeper(Startup(Policy(), 1, Limits(), NOTHING), bubblewrap=False)
    yield running
    running.stop()


def answer(keeper: Keeper, descriptors: list[int], size: int, capture: int = 0) -> bytes:
    """What a child says when it is handed these, by a parent that does not keep to the rules."""
    child, _ = ready_child(keeper, Limits())
    head = struct.pack("!BQIIII", Verb.EXAMINE, size, len(WHEN), 0, capture, 0)
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", descriptors))] if descriptors else []
    with child.talk as talk:
        talk.sendmsg([head, WHEN], rights)
        receive_frame(talk, 0, time.monotonic() + 10)
        return receive_frame(talk, 1 << 20, time.monotonic() + 10)


def test_one_read_only_file_is_answered(keeper: Keeper, opened: Opened, picture: bytes) -> None:
    with opened(picture) as file:
        assert b"steps" in answer(keeper, [file], len(picture))


def test_a_second_file_is_refused(keeper: Keeper, opened: Opened, picture: bytes) -> None:
    with opened(picture) as file, opened(b"another job") as other, pytest.raises(BrokenTalkError):
        answer(keeper, [file, other], len(picture))


def test_no_file_is_refused(keeper: Keeper) -> None:
    with pytest.raises(BrokenTalkError):
        answer(keeper, [], 10)


def test_a_capture_sidecar_beyond_its_limit_is_refused(keeper: Keeper, opened: Opened, picture: bytes) -> None:
    with opened(picture) as file, pytest.raises(BrokenTalkError):
        answer(keeper, [file], len(picture), capture=SIDECAR_LIMIT + 2)


def test_a_writable_file_is_refused(keeper: Keeper, tmp_path: Path, picture: bytes) -> None:
    path = tmp_path / "writable"
    path.write_bytes(picture)
    with path.open("r+b") as file, pytest.raises(BrokenTalkError):
        answer(keeper, [file.fileno()], len(picture))


def test_a_caller_may_hold_the_file_open_for_writing(sandbox: Sandbox, tmp_path: Path, picture: bytes) -> None:
    path = tmp_path / "writable"
    path.write_bytes(picture)
    with path.open("r+b") as file:
        assert len(sandbox.examine(file.fileno(), AT).report.steps) == 1


def test_a_deleted_file_can_still_be_examined(sandbox: Sandbox, tmp_path: Path, picture: bytes) -> None:
    path = tmp_path / "quarantined"
    path.write_bytes(picture)
    with path.open("rb") as file:
        path.unlink()
        assert len(sandbox.examine(file.fileno(), AT).report.steps) == 1


def test_jobs_on_one_descriptor_do_not_move_each_other(sandbox: Sandbox, opened: Opened) -> None:
    """Eight readers on one shared offset would see bytes that nobody wrote."""
    large = wav(20 * 1024 * 1024)
    digests, codes = set(), set()
    with opened(large) as file:
        os.lseek(file, 1000, os.SEEK_SET)

        def examine() -> None:
            report = sandbox.examine(file, AT).report
            digests.add(report.media.sha256)
            codes.add(report.credentials.code)

        threads = [threading.Thread(target=examine) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert os.lseek(file, 0, os.SEEK_CUR) == 1000
    assert len(digests) == 1
    assert codes == {"no_credentials"}


def wav(size: int) -> bytes:
    """Silence of about `size` bytes, above what is read into memory."""
    head = b"RIFF" + struct.pack("<I", size + 36) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    return head + b"data" + struct.pack("<I", size) + b"\x80" * size


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_regular_file_is_not_opened(kind: str, sandbox: Sandbox, tmp_path: Path) -> None:
    if kind == "pipe":
        os.mkfifo(tmp_path / "pipe")
    paths = {"folder": tmp_path, "pipe": tmp_path / "pipe", "device": Path("/dev/zero")}
    file = os.open(paths[kind], os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(CannotOpen):
        sandbox.examine(file, AT)
    os.close(file)
