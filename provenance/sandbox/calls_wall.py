"""seccomp as an allow-list: everything a decoder needs with memory, clocks and its one file, and nothing else.

What is not named here fails with EPERM, so that a library that asks out of habit goes on without it. Left out on
purpose: every call that takes a path (also those that only look), sockets, processes, signals to anyone, and executable
memory.
Source: seccomp(2), syscalls(2).
"""

from __future__ import annotations

import errno
import importlib
import io
import mmap
import os
from functools import cache
from types import ModuleType

from provenance.sandbox import kernel

MEMORY = ("brk", "munmap", "mremap", "madvise")
THREADS = ("futex", "set_robust_list", "rseq", "rt_sigprocmask", "rt_sigaction", "rt_sigreturn", "sigaltstack",
           "sched_yield", "sched_getaffinity", "gettid", "getpid", "exit", "exit_group", "restart_syscall")  # fmt: skip
CLOCKS = ("clock_gettime", "clock_nanosleep", "nanosleep", "gettimeofday", "getrandom")
OPEN_DESCRIPTORS = ("read", "pread64", "readv", "preadv", "write", "lseek", "close", "fstat", "poll")
ONE_SOCKET = ("recvmsg", "recvfrom", "sendto")

OWN_EVENTS = ("epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "eventfd2")
"""c2pa prepares a web client before it finds every host forbidden; without these the client aborts the process."""

ALLOWED = MEMORY + THREADS + CLOCKS + OPEN_DESCRIPTORS + ONE_SOCKET + OWN_EVENTS

_THREAD_FLAGS = 0x10000 | 0x100 | 0x800
"""CLONE_THREAD, CLONE_VM and CLONE_SIGHAND: a thread, never a process. c2pa hashes PDF with a pool of threads."""

_FCNTL = (1, 3, 1030)
"""F_GETFD and F_GETFL look; F_DUPFD_CLOEXEC copies a descriptor within the limit of descriptors."""


def seccomp_library() -> ModuleType | None:
    """The binding, or None where the system has no libseccomp."""
    try:
        return importlib.import_module("pyseccomp")
    except (ImportError, RuntimeError, OSError):
        return None


def close_calls(added: tuple[str, ...] = ()) -> bool:
    """Load the allow-list for the calling thread and all later ones; False where the system has no seccomp.

    The kernel demands that the process can gain no privileges any more. `added` is for planted holes only.
    """
    written = written_filter(added)
    return written is not None and kernel.filter_calls(written)


@cache
def written_filter(added: tuple[str, ...]) -> bytes | None:
    """The allow-list as the kernel takes it, written once for all children; None where the system has no libseccomp."""
    seccomp = seccomp_library()
    if seccomp is None:
        return None
    wall = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for call in (*ALLOWED, *added):
        wall.add_rule(seccomp.ALLOW, call)
    _allow_in_part(wall, seccomp)
    return _exported(wall)


def _allow_in_part(wall: object, seccomp: ModuleType) -> None:
    """The calls that are fit for some arguments only."""
    rule, arg = wall.add_rule, seccomp.Arg  # type: ignore[attr-defined]  # the library has no types
    for call in ("mmap", "mprotect"):
        rule(seccomp.ALLOW, call, arg(2, seccomp.MASKED_EQ, mmap.PROT_EXEC, 0))
    rule(seccomp.ALLOW, "clone", arg(0, seccomp.MASKED_EQ, _THREAD_FLAGS, _THREAD_FLAGS))
    # The argument of clone3 lies in memory where no filter sees it; ENOSYS makes the C library fall back to clone.
    rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for command in _FCNTL:
        rule(seccomp.ALLOW, "fcntl", arg(1, seccomp.EQ, command))
    # Zero means the caller itself; the kernel lets it lower its limits only.
    rule(seccomp.ALLOW, "prlimit64", arg(0, seccomp.EQ, 0))


def _exported(wall: object) -> bytes:
    with io.FileIO(os.memfd_create("calls", os.MFD_CLOEXEC), "w+b") as program:
        wall.export_bpf(program)  # type: ignore[attr-defined]
        program.seek(0)
        return program.readall()
