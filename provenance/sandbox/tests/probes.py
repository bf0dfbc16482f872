"""Everything a captured child might try, as raw system calls, so that no wrapper of the C library hides a hole.

Each probe says what the kernel answered. Names and arguments are laid out before the walls stand.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from provenance.sandbox.calls_wall import seccomp_library
from provenance.sandbox.child import TALK

_libc = ctypes.CDLL(None, use_errno=True)
_seccomp = seccomp_library()

AT_FDCWD = -100
SIGCHLD = 17
RDONLY, WRONLY, RDWR, CREAT, APPEND, DIRECTORY = 0, 1, 2, 0o100, 0o2000, 0o200000

PASSWD, SHELL = b"/etc/passwd", b"/bin/true"
SCRATCH = b"/tmp/firstlight-probe-" + os.urandom(4).hex().encode()
OTHER = SCRATCH + b"-2"
"""New names for each zygote, because what a hole let one run make would stand in the way of the next."""

MEMORY = ctypes.create_string_buffer(4096)
NULL, AT_MEMORY = 0, ctypes.addressof(MEMORY)
INET = struct.pack("=H", 2) + struct.pack("!H4s8x", 9, b"\x7f\0\0\1")


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing to try; a `lethal` one would end or confuse the child where it succeeds."""

    name: str
    attempt: Callable[[], int]
    lethal: bool = False


def call(name: str, *arguments: Any) -> Callable[[], int]:
    """A raw system call by name; -1 where it is refused."""
    number = _seccomp.resolve_syscall(_seccomp.Arch.NATIVE, name) if _seccomp else -1
    return lambda: _raw(number, arguments)


def _raw(number: int, arguments: tuple[Any, ...]) -> int:
    ctypes.set_errno(0)
    made = [os.getppid() if one is PARENT_ID else one for one in arguments]
    whole = [ctypes.c_long(one) if isinstance(one, int) else one for one in made]
    return int(_libc.syscall(ctypes.c_long(number), *whole))


PARENT_ID = object()


def forking(name: str, *arguments: Any) -> Callable[[], int]:
    """A call that makes a process; the new one ends at once, so that a hole harms nobody."""
    attempt = call(name, *arguments)

    def fork() -> int:
        made = attempt()
        if made == 0:
            os._exit(0)
        return made

    return fork


def raising_a_limit(kind: int) -> Callable[[], int]:
    return call("prlimit64", 0, kind, struct.pack("QQ", 1 << 40, 1 << 40), NULL)


FILES = (
    Probe("read a file", call("openat", AT_FDCWD, b"/usr/bin/env", RDONLY)),
    Probe("read the list of users", call("openat", AT_FDCWD, PASSWD, RDONLY)),
    Probe("read a directory", call("openat", AT_FDCWD, b"/usr", RDONLY | DIRECTORY)),
    Probe("read its own memory map", call("openat", AT_FDCWD, b"/proc/self/maps", RDONLY)),
    Probe("open by the newer call", call("openat2", AT_FDCWD, b"/usr/bin/env", struct.pack("QQQ", 0, 0, 0), 24)),
    Probe("create a file", call("openat", AT_FDCWD, SCRATCH, WRONLY | CREAT, 0o600)),
    Probe("append to a file", call("openat", AT_FDCWD, SCRATCH, WRONLY | APPEND)),
    Probe("reopen its socket", call("openat", AT_FDCWD, b"/proc/self/fd/0", RDWR)),
    Probe("make a directory", call("mkdirat", AT_FDCWD, OTHER, 0o700)),
    Probe("make a device", call("mknodat", AT_FDCWD, OTHER, 0o10600, 0)),
    Probe("make a symbolic link", call("symlinkat", PASSWD, AT_FDCWD, OTHER)),
    Probe("make a hard link", call("linkat", AT_FDCWD, SCRATCH, AT_FDCWD, OTHER, 0)),
    Probe("rename a file", call("renameat2", AT_FDCWD, SCRATCH, AT_FDCWD, OTHER, 0)),
    Probe("change a mode", call("fchmodat", AT_FDCWD, SCRATCH, 0o777)),
    Probe("change an owner", call("fchownat", AT_FDCWD, SCRATCH, 0, 0, 0)),
    Probe("cut a file", call("truncate", SCRATCH, 0)),
    Probe("look whether a file exists", call("faccessat", AT_FDCWD, b"/usr/bin/env", 0)),
    Probe("look at a file's size", call("newfstatat", AT_FDCWD, b"/usr/bin/env", MEMORY, 0)),
    Probe("look at a file's dates", call("statx", AT_FDCWD, b"/usr/bin/env", 0, 0xFFF, MEMORY)),
    Probe("read a link", call("readlinkat", AT_FDCWD, b"/proc/self/exe", MEMORY, 4096)),
    Probe("watch files", call("inotify_init1", 0)),
    Probe("a file in memory", call("memfd_create", b"x", 0)),
    Probe("a mount", call("mount", b"none", b"/tmp", b"tmpfs", 0, NULL)),
    Probe("another root", call("chroot", b"/tmp")),
    Probe("remove a file", call("unlinkat", AT_FDCWD, SCRATCH, 0)),
    Probe("remove a directory", call("unlinkat", AT_FDCWD, OTHER, 0x200)),
)

NETWORK = (
    Probe("a TCP socket", call("socket", 2, 1, 0)),
    Probe("a UDP socket", call("socket", 2, 2, 0)),
    Probe("a local socket", call("socket", 1, 1, 0)),
    Probe("a raw socket", call("socket", 2, 3, 1)),
    Probe("a netlink socket", call("socket", 16, 3, 0)),
    Probe("a pair of sockets", call("socketpair", 1, 1, 0, MEMORY)),
    Probe("connect", call("connect", TALK, INET, 16)),
    Probe("bind", call("bind", TALK, INET, 16)),
    Probe("listen", call("listen", TALK, 1)),
    Probe("accept", call("accept4", TALK, NULL, NULL, 0)),
    Probe("send a descriptor", call("sendmsg", TALK, bytes(56), 0)),
)

PROCESSES = (
    Probe("run a program", call("execve", SHELL, NULL, NULL), lethal=True),
    Probe("run an open program", call("execveat", AT_FDCWD, SHELL, NULL, NULL, 0), lethal=True),
    Probe("fork by clone", forking("clone", SIGCHLD, 0, 0, 0, 0)),
    Probe("vfork by clone", forking("clone", 0x4000 | SIGCHLD, 0, 0, 0, 0)),
    Probe("clone sharing memory", forking("clone", 0x100 | SIGCHLD, 0, 0, 0, 0), lethal=True),
    Probe("clone into a new namespace", forking("clone", 0x10000000 | SIGCHLD, 0, 0, 0, 0)),
    Probe("fork by clone3", forking("clone3", struct.pack("Q" * 8, 0, 0, 0, 0, SIGCHLD, 0, 0, 0), 64)),
    Probe("signal the parent", call("kill", PARENT_ID, 0)),
    Probe("signal everybody", call("kill", -1, 0)),
    Probe("signal the first process", call("kill", 1, 0)),
    Probe("signal a thread", call("tgkill", PARENT_ID, PARENT_ID, 0)),
    Probe("signal by the old call", call("tkill", PARENT_ID, 0)),
    Probe("a handle on the parent", call("pidfd_open", PARENT_ID, 0)),
    Probe("take the parent's descriptor", call("pidfd_getfd", TALK, 0, 0)),
    Probe("signal by handle", call("pidfd_send_signal", TALK, 0, NULL, 0)),
    Probe("be traced", call("ptrace", 0, 0, 0, 0), lethal=True),
    Probe("trace the parent", call("ptrace", 16, PARENT_ID, 0, 0)),
    Probe("read memory by process", call("process_vm_readv", PARENT_ID, MEMORY, 1, MEMORY, 1, 0)),
    Probe("write memory by process", call("process_vm_writev", PARENT_ID, MEMORY, 1, MEMORY, 1, 0)),
    Probe("a new user namespace", call("unshare", 0x10000000)),
    Probe("another namespace", call("setns", TALK, 0)),
    Probe("become root", call("setuid", 0)),
    Probe("take rights", call("capset", struct.pack("II", 0x20080522, 0), bytes(24))),
    Probe("be dumpable again", call("prctl", 4, 1, 0, 0, 0)),
    Probe("another personality", call("personality", 0x0040000)),
    Probe("the parent's limits", call("prlimit64", PARENT_ID, 7, NULL, MEMORY)),
    Probe("the parent's processors", call("sched_setaffinity", PARENT_ID, 8, struct.pack("Q", 1))),
    Probe("more processor time", raising_a_limit(0)),
    Probe("more descriptors", raising_a_limit(7)),
    Probe("more memory", raising_a_limit(9)),
    Probe("larger files", raising_a_limit(1)),
)

KERNEL = (
    Probe("queues to the kernel", call("io_uring_setup", 8, bytes(120))),
    Probe("programs in the kernel", call("bpf", 5, bytes(128), 128)),
    Probe("counters", call("perf_event_open", bytes(128), 0, -1, -1, 0)),
    Probe("keys", call("keyctl", 0, -3, 0)),
    Probe("a new key", call("add_key", b"user", b"probe", b"x", 1, -3)),
    Probe("page faults", call("userfaultfd", 1)),
    Probe("shared memory", call("shmget", 0, 4096, 0o1600)),
    Probe("message queues", call("msgget", 0, 0o1600)),
    Probe("semaphores", call("semget", 0, 1, 0o1600)),
    Probe("typing for the terminal", call("ioctl", 0, 0x5412, b"x")),
    Probe("device calls on its socket", call("ioctl", TALK, 0x8910, MEMORY)),
    Probe("executable memory", call("mmap", 0, 4096, 5, 0x22, -1, 0)),
    Probe("writable executable memory", call("mmap", 0, 4096, 7, 0x22, -1, 0)),
    Probe("make memory executable", call("mprotect", AT_MEMORY & ~4095, 4096, 5), lethal=True),
    Probe("copy a descriptor", call("dup", TALK)),
    Probe(
        "copy a descriptor over another",
        call("dup2", TALK, 2) if platform.machine() == "x86_64" else call("dup3", TALK, 2, 0),
    ),
    Probe("change a descriptor", call("fcntl", TALK, 4, 0)),
    Probe("another filter", call("seccomp", 1, 0, NULL)),
    Probe("load a module", call("finit_module", TALK, b"", 0)),
    Probe("restart the machine", call("reboot", 0xFEE1DEAD, 672274793, 0, NULL)),
    Probe("set the clock", call("clock_settime", 0, struct.pack("QQ", 0, 0)), lethal=True),
)

PROBES = (*FILES, *NETWORK, *PROCESSES, *KERNEL)

REFUSALS = {errno.EPERM, errno.EACCES, errno.ENOSYS}
"""What a wall answers. Any other error means that the call went through and failed for a reason of its own."""


def tried(*, lethal: bool = True) -> tuple[str, ...]:
    """Try everything; each as `name: outcome`, with `refused` for what a wall stopped."""
    return tuple(_outcomes(lethal=lethal))


def _outcomes(*, lethal: bool) -> Iterator[str]:
    for probe in PROBES:
        if lethal or not probe.lethal:
            yield f"{probe.name}: {_outcome(probe)}"


def _outcome(probe: Probe) -> str:
    if probe.attempt() != -1:
        return "open"
    number = ctypes.get_errno()
    return "refused" if number in REFUSALS else f"open ({errno.errorcode.get(number, number)})"


def connected() -> str:
    """Whether a TCP connection to loopback gets as far as the network, where sockets themselves are allowed."""
    tcp = call("socket", 2, 1, 0)()
    return f"connect to loopback: {_outcome(Probe('', call('connect', tcp, INET, 16)))}"
