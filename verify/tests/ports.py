"""Ports of loopback for the servers that tests start."""

from __future__ import annotations

import secrets
import socket

# Below what the system gives to connections that go out: one of those could take a port before its server does.
OURS = range(15_000, 32_000, 2)


def free_port() -> int:
    """A port of loopback that nobody uses at the moment."""
    while True:
        port = secrets.choice(OURS)
        if all(_is_free(one) for one in (port, port + 1)):  # a demo's list service takes the next one
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
