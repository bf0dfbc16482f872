"""A browser behind walls: no network, an empty file system of its own, limits on time and files, and a pipe to talk.

bubblewrap takes the network away; what the browser asks for is answered over the pipe out of the archive, or refused.
Scripts of the page are not run. Source: bwrap(1), prlimit(1), the browser's `--remote-debugging-pipe`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from verify.archiving.picturing.talk import Talk

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_BEHIND: Final = (Path("/usr/lib/chromium/chromium"), Path("/usr/lib64/chromium-browser/chromium-browser"))
"""The program itself where the name is a script that would need a shell and settings of the system."""

CPU_SECONDS: Final = 60
"""Of each of its processes."""

FILE_BYTES: Final = 256 * 1024 * 1024
"""Largest file, all of them in memory: a profile of an empty browser has some megabytes."""

DATA_BYTES: Final = 2 * 1024 * 1024 * 1024
"""Writable memory of each of its processes: a page of the largest admitted pictures takes a quarter of it."""

_SYSTEM: Final = ("/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache")

_OWN: Final = "/tmp"  # noqa: S108  its own memory, which ends with it
_OPTIONS: Final = (
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--mute-audio",
    "--disable-extensions", "--disable-background-networking", "--disable-sync", "--disable-component-update",
    "--disable-gpu", "--disable-dev-shm-usage", "--renderer-process-limit=1", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=/tmp/profile",
    # bubblewrap's walls stand around all of it; its own want a user namespace inside, which they do not allow.
    "--no-sandbox",
)  # fmt: skip


class NoBrowser(Exception):
    """This installation has no browser, or none of the programs that wall it in."""


@contextmanager
def walled_browser() -> Iterator[Talk]:
    """Start one for a single page and end it, whatever happened; raises NoBrowser."""
    if not has_browser():
        raise NoBrowser
    asked, to_browser = os.pipe()
    from_browser, answers = os.pipe()
    command = list(_command(asked, answers))
    process = subprocess.Popen(  # noqa: S603  every word of it is ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        pass_fds=(asked, answers),
        start_new_session=True,
    )
    os.close(asked)
    os.close(answers)
    try:
        yield Talk(from_browser, to_browser)
    finally:
        process.kill()
        process.wait()
        os.close(from_browser)
        os.close(to_browser)


def has_browser() -> bool:
    """Whether pictures of pages can be made here."""
    return all((_browser(), shutil.which("bwrap"), shutil.which("prlimit"), shutil.which("sh")))


def _browser() -> str | None:
    behind = next((str(path) for path in _BEHIND if path.is_file()), None)
    return behind or next((found for name in _NAMES if (found := shutil.which(name))), None)


def _command(asked: int, answers: int) -> Iterator[str]:
    """The browser reads from descriptor 3 and writes to 4, so a shell of one line moves ours there."""
    yield from (shutil.which("bwrap") or "", "--die-with-parent", "--new-session", "--unshare-all", "--cap-drop", "ALL")
    for path in _SYSTEM:
        yield from ("--ro-bind-try", path, path)
    yield from ("--proc", "/proc", "--dev", "/dev", "--size", str(FILE_BYTES), "--tmpfs", _OWN, "--chdir", _OWN)
    yield from ("--clearenv", "--setenv", "HOME", _OWN, "--setenv", "PATH", "/usr/bin:/bin", "--")
    yield from (shutil.which("prlimit") or "", f"--cpu={CPU_SECONDS}", f"--fsize={FILE_BYTES}", f"--data={DATA_BYTES}")
    moved = f'exec "$@" 3</proc/self/fd/{asked} 4>/proc/self/fd/{answers}'
    yield from ("--", "sh", "-c", moved, "sh", _browser() or "", *_OPTIONS)
