"""Install the server with checked hashes and run it on the loopback."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).with_name("server.txt")
BUILD = Path(__file__).resolve().parents[4] / "build"
PIP = ("--quiet", "--disable-pip-version-check", "install", "--require-hashes", "--only-binary", ":all:")
INSTALL_SECONDS = 150
"""The packages come in 40 s from a slow index; two attempts must end within the tests' own limit of 400 s."""
ATTEMPTS = 2
"""A machine that runs two heavy tests at once can refuse a process for a moment."""
KEPT = tuple(
    name
    for name in os.environ
    if name in {"PATH", "HOME", "LANG"} or name.startswith(("PIP_", "SSL_", "http", "HTTP", "no_", "NO_"))
)


def installed() -> Path:
    """The Python of the server's environment; skips loudly where it cannot be installed, and fails where CI=true."""
    home = BUILD / f"s3-{sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]}"
    BUILD.mkdir(exist_ok=True)
    with home.with_suffix(".lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)  # two test processes may ask for it at once
        if not (home / "installed").exists():
            _install(home)
    return home / "bin" / "python"


def _install(home: Path) -> None:
    complaint = ""
    for _ in range(ATTEMPTS):
        try:
            _run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(home))
            _run(sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), *PIP, "-r", str(REQUIREMENTS))
        except subprocess.CalledProcessError as error:
            complaint = f"{error}: {error.output[-500:]!r}"
        except (subprocess.SubprocessError, OSError) as error:
            complaint = str(error)
        else:
            (home / "installed").touch()
            return
    missing = f"the S3 server for tests cannot be installed: {complaint}"
    pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(f"SKIPPED LOUDLY: {missing}")


@contextmanager
def running_s3() -> Iterator[str]:
    """The address of a server that holds nothing yet."""
    command = [str(installed()), "-I", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        yield _address(server)
    finally:
        server.kill()
        server.communicate()


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stderr is not None
    for line in server.stderr:
        if found := re.search(r"Running on (http://127\.0\.0\.1:[0-9]+)", line):
            return found[1]
    raise AssertionError("the S3 server did not start")


def _run(*command: str) -> None:
    """With the words that installing needs and nothing that other tests left in this process."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    subprocess.run(
        command,
        env=kept,
        cwd=BUILD,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=INSTALL_SECONDS,
    )
