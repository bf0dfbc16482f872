"""The few process attributes that Python does not wrap. Source: prctl(2), seccomp(2), malloc_trim(3)."""

from __future__ import annotations

import ctypes
import errno
import os
import signal

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_INSTRUCTION_BYTES = 8

_libc = ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int, further: int = 0) -> None:
    if _libc.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(further), ctypes.c_ulong(0), ctypes.c_ulong(0)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), f"prctl {option}")


def die_with_parent(parent: int) -> None:
    """Ask the kernel for SIGKILL at the parent's death; ends at once where `parent` is gone already."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def hide_memory() -> None:
    """Not dumpable: no core, no ptrace and no /proc/<pid>/mem for processes of the same user."""
    _prctl(_PR_SET_DUMPABLE, 0)


def refuse_privileges() -> None:
    """No program run from here gains rights; Landlock and seccomp demand it."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = [("count", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def filter_calls(program: bytes) -> bool:
    """Put a seccomp filter, as libseccomp writes it, before every later call; False where the kernel has no filters."""
    filled = _Program(len(program) // _INSTRUCTION_BYTES, program)
    try:
        _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(filled))
    except OSError as error:
        if error.errno in {errno.EINVAL, errno.ENOSYS}:
            return False
        raise
    return True


def give_memory_back() -> None:
    """Return freed memory to the kernel, where the C library can: fresh pages cost a child less than copies."""
    trim = getattr(_libc, "malloc_trim", None)
    if trim is not None:
        trim(0)


def threads() -> int:
    """How many threads this process has."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208  nothing may be imported for this in a child


def address_space() -> int:
    """Bytes of address space in use. Source: proc(5), statm."""
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  the child must not need pathlib here
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
