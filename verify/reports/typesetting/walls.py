"""What the typesetter gives up before it reads the document: the network, other programs, everybody's files."""

from __future__ import annotations

import errno
import os
import resource
import sys
from pathlib import Path
from types import ModuleType

from landlock import FSAccess, Ruleset

from provenance.sandbox.calls_wall import seccomp_library
from provenance.sandbox.files_wall import landlock_version
from verify.reports.typesetting.limits import CPU_SECONDS, DESCRIPTORS, FILE_BYTES, MEMORY_BYTES

READ = FSAccess.READ_FILE | FSAccess.READ_DIR
SYSTEM = ("/usr", "/lib", "/lib64", "/etc/fonts", "/var/cache/fontconfig")
"""Libraries, and the fonts of the system with the words that describe them; no folder that holds anybody's data."""
FORBIDDEN = ("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendmsg", "sendto", "execve",
             "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "bpf", "userfaultfd",
             "io_uring_setup", "keyctl", "mount", "unshare", "setns", "kill", "tkill", "pidfd_open")  # fmt: skip


def close(folder: Path) -> tuple[bool, bool]:
    """Give everything up but `folder`; says whether the walls of files and of calls stand. Raises OSError."""
    seccomp = seccomp_library()  # looked for by a program of the system, which nobody may start afterwards
    _limit()
    return _close_files(folder), _close_calls(seccomp)


def _limit() -> None:
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - one number of the kernel's
        in_use = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    ceilings = {
        resource.RLIMIT_AS: in_use + MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
    }
    for kind, ceiling in ceilings.items():
        resource.setrlimit(kind, (ceiling, ceiling))


def _close_files(folder: Path) -> bool:
    """Reading stays allowed where libraries and fonts lie, writing in `folder` alone."""
    if not landlock_version():
        return False
    wall = Ruleset()
    readable = {*SYSTEM, sys.prefix, sys.base_prefix} - {"/"}
    wall.allow(*(path for path in sorted(readable) if Path(path).is_dir()), rules=READ)
    wall.allow(folder)
    wall.apply()
    return True


def _close_calls(seccomp: ModuleType | None) -> bool:
    if seccomp is None:
        return False
    wall = seccomp.SyscallFilter(seccomp.ALLOW)
    for call in FORBIDDEN:
        wall.add_rule(seccomp.ERRNO(errno.EPERM), call)
    try:
        wall.load()
    except OSError as problem:
        if problem.errno in {errno.EINVAL, errno.ENOSYS}:
            return False  # a kernel without filters
        raise
    return True
