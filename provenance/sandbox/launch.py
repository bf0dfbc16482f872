"""How a zygote is started: inside bubblewrap where the system has it, with nothing of the environment passed on.

bubblewrap gives it an empty file system with Python and this library in it, no network and no view of other processes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import provenance

_LIBRARY = Path(provenance.__file__).resolve().parent

_PACKAGES = [path for path in sys.path if Path(path).name in {"site-packages", "dist-packages"}]
"""Where this process found its libraries; a user's own folder among them is otherwise unknown to the new one."""

_HEAP = (
    # c2pa takes a film's media into memory at once; in pages of 2 MiB the kernel hands that out in half the time
    "glibc.malloc.hugetlb=1",
    # A child lives for one file: what it gave back to the kernel it would only ask for again
    "glibc.malloc.trim_threshold=67108864",
    "glibc.malloc.mmap_threshold=16777216",
)

_ENVIRONMENT = {
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONPATH": os.pathsep.join([str(_LIBRARY.parent), *_PACKAGES]),
    "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",  # the search for libseccomp asks ldconfig
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",  # each further arena reserves 64 MiB of the address space that is counted
    "GLIBC_TUNABLES": ":".join(_HEAP),
    "RAYON_NUM_THREADS": "1",  # c2pa's pool: one child has one core at most
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",  # numpy's and scipy's would start threads when they are imported
}

_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/mime.types")

_SEPARATE_AS_ROOT = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
                     "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID",
                     "--cap-add", "CAP_KILL")  # fmt: skip
"""A user namespace of root's would know no nobody: so none is made, and the children drop to nobody instead."""

_SEPARATE_AS_USER = ("--unshare-all",)


ZYGOTE = "provenance.sandbox.zygote"


def start(control: int, *further: int, bubblewrap: bool, module: str = ZYGOTE) -> subprocess.Popen[bytes]:
    """Start one zygote, or another module of ours, with `control` as its end of the socket.

    Its standard input awaits the startup. `further` descriptors are handed on and named after the first.
    """
    command = [*(_walled() if bubblewrap else ()), *_python(module, control, *further)]
    return subprocess.Popen(  # noqa: S603  every word of it is ours
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_ENVIRONMENT, cwd="/",
        pass_fds=(control, *further), start_new_session=True,
    )  # fmt: skip


def has_bubblewrap() -> bool:
    """Whether the program is there; whether it works shows when it starts."""
    return shutil.which("bwrap") is not None


def _python(module: str, *descriptors: int) -> list[str]:
    return [sys.executable, "-s", "-P", "-m", module, *map(str, descriptors)]


def _walled() -> Iterator[str]:
    yield from (shutil.which("bwrap") or "bwrap", "--die-with-parent", "--new-session")
    yield from (_SEPARATE_AS_ROOT if os.geteuid() == 0 else _SEPARATE_AS_USER)
    for path in _readable():
        yield from ("--ro-bind-try", path, path)
    yield from ("--proc", "/proc", "--dev", "/dev", "--chdir", "/", "--")


def _readable() -> list[str]:
    """Python, its packages and this library; neither the project around it nor anybody's home."""
    python = Path(sys.executable)
    paths = [*_SYSTEM, sys.prefix, sys.base_prefix, str(python.parent), str(python.resolve().parent)]
    return [*dict.fromkeys([*paths, *_PACKAGES, str(_LIBRARY)])]
