"""However a sandbox ends, none of its processes stays, and none of its descriptors."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.policy import Policy
from provenance.sandbox import Sandbox
from provenance.sandbox.planted import Planted
from provenance.sandbox.tests.conftest import AT, Opened
from provenance.sandbox.tests.processes import alive, descendants, within_patience

OWNER = """
import sys, time, threading, os
from datetime import UTC, datetime
from provenance.policy import Policy
from provenance.sandbox import Sandbox, Limits
from provenance.sandbox.planted import Planted
planted = Planted(examiner="provenance.sandbox.tests.hostile:examine", bubblewrap=sys.argv[1] == "True")
sandbox = Sandbox(Policy(), limits=Limits(wall_seconds=60, cpu_seconds=60), planted=planted)
sandbox.start()
file = os.open(sys.argv[2], os.O_RDONLY)
threading.Thread(target=sandbox.examine, args=(file, datetime.now(UTC)), daemon=True).start()
time.sleep(0.3)
print("busy", flush=True)
time.sleep(3600)
"""


def owner(tmp_path: Path, deed: str, *, bubblewrap: bool) -> subprocess.Popen[str]:
    """A process that owns a sandbox with one child at work on a file that never ends."""
    file = tmp_path / "evil"
    file.write_text(f"HOSTILE {deed}")
    command = [sys.executable, "-c", OWNER, str(bubblewrap), str(file)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])


@pytest.mark.parametrize("bubblewrap", [True, False], ids=["inside bubblewrap", "without bubblewrap"])
@pytest.mark.parametrize("deed", ["sleep", "spin"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_end_of_the_parent_ends_all(tmp_path: Path, deed: str, end: signal.Signals, *, bubblewrap: bool) -> None:
    with owner(tmp_path, deed, bubblewrap=bubblewrap) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "busy\n"
        family = descendants(process.pid)
        assert len(family) >= 3  # a zygote, one child at work, two that wait or are being born
        process.send_signal(end)
        assert within_patience(lambda: not any(alive(one) for one in family))


def test_the_kernel_ends_children_of_a_zygote_that_cannot(tmp_path: Path) -> None:
    """A planted fault: the zygote is stopped, so that it can neither read its socket nor kill anyone."""
    with owner(tmp_path, "spin", bubblewrap=False) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "busy\n"
        family = descendants(process.pid)
        (zygote,) = [one for one in family if one in descendants(process.pid) and _is_child_of(one, process.pid)]
        os.kill(zygote, signal.SIGSTOP)
        process.kill()
        assert within_patience(lambda: not any(alive(one) for one in family))


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _is_child_of(pid: int, parent: int) -> bool:
    return f"PPid:\t{parent}\n" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")


@pytest.mark.parametrize("bubblewrap", [True, False], ids=["inside bubblewrap", "without bubblewrap"])
def test_closing_leaves_no_process_and_no_descriptor(opened: Opened, picture: bytes, *, bubblewrap: bool) -> None:
    before, descriptors = set(descendants(os.getpid())), open_descriptors()
    with Sandbox(Policy(), planted=Planted(bubblewrap=bubblewrap)) as sandbox, opened(picture) as file:
        for _ in range(5):
            sandbox.examine(file, AT)
    assert within_patience(lambda: set(descendants(os.getpid())) <= before)
    assert open_descriptors() == descriptors


def test_a_sandbox_outlives_the_thread_that_started_it(opened: Opened, picture: bytes) -> None:
    import threading

    sandbox = Sandbox(Policy())
    starting = threading.Thread(target=sandbox.start)
    starting.start()
    starting.join()
    with sandbox, opened(picture) as file:
        assert len(sandbox.examine(file, AT).report.steps) == 1
