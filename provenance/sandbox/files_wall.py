"""Landlock with nothing allowed: no file, no TCP port, no signal or abstract socket beyond this process.

Source: the kernel's userspace-api/landlock, interface versions 1 to 7.
"""

from __future__ import annotations

import ctypes
import os

from landlock import FSAccess, SyscallError, landlock_abi_version
from landlock.plumbing import RulesetAttr, get_create_ruleset, get_restrict_self

_BIND_AND_CONNECT_TCP = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11
_NET_SINCE = 4
_SCOPE_SINCE = 6


class _FullRuleset(RulesetAttr):  # type: ignore[misc]  # the library has no types
    """The kernel's structure beyond the file system part that the library knows."""

    _fields_ = [("handled_access_net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]  # noqa: RUF012  ctypes' way


def landlock_version() -> int:
    """The interface version of this kernel, 0 where Landlock is absent or switched off."""
    ctypes.set_errno(0)
    try:
        return int(landlock_abi_version())
    except (SyscallError, OSError):
        return 0


def close_files(*, net: bool = True) -> int:
    """Shut the calling thread and all later ones off; returns the interface version used, 0 where nothing was done."""
    version = landlock_version()
    if not version:
        return 0
    ruleset = _FullRuleset(int(FSAccess.all()))
    ruleset.handled_access_net = _BIND_AND_CONNECT_TCP if net and version >= _NET_SINCE else 0
    ruleset.scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if net and version >= _SCOPE_SINCE else 0
    _restrict(ruleset, _size_for(version))
    return version


def _size_for(version: int) -> int:
    if version >= _SCOPE_SINCE:
        return 24
    return 16 if version >= _NET_SINCE else 8


def _restrict(ruleset: _FullRuleset, size: int) -> None:
    # The library judges a call by errno alone, so what an earlier call left there must go first.
    ctypes.set_errno(0)
    descriptor = get_create_ruleset()(ctypes.byref(ruleset), size, 0)
    get_restrict_self()(descriptor, 0)
    os.close(descriptor)
