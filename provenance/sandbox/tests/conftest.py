"""One running sandbox for most tests, and files to give to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.policy import Policy, Tier, TrustList
from provenance.sandbox import Limits, Sandbox
from provenance.sandbox.files_wall import landlock_version
from provenance.sandbox.planted import Planted
from provenance.sandbox.rehearsal import rehearsal_picture

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)

HOSTILE = Planted(examiner="provenance.sandbox.tests.hostile:examine")

SHORT = Limits(wall_seconds=3, cpu_seconds=2, fingerprint_seconds=1, memory_bytes=512 * 1024 * 1024)
"""So that a file which never ends does not hold the tests up."""

Opened = Callable[[bytes], AbstractContextManager[int]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Write bytes to a file and open it for reading."""

    @contextmanager
    def file(content: bytes) -> Iterator[int]:
        path = tmp_path / os.urandom(4).hex()
        path.write_bytes(content)
        descriptor = os.open(path, os.O_RDONLY)
        yield descriptor
        os.close(descriptor)

    return file


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The real thing under a policy without lists."""
    with Sandbox(Policy()) as running:
        yield running


@pytest.fixture(scope="session")
def besieged() -> Iterator[Sandbox]:
    """A sandbox in which a file that starts with HOSTILE does what its first line names."""
    with Sandbox(Policy(), limits=SHORT, planted=HOSTILE) as running:
        yield running


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A signed photograph."""
    return rehearsal_picture()


@pytest.fixture(scope="session")
def newsroom() -> TrustList:
    """A list with one root that signed nothing here."""
    from cryptography.hazmat.primitives.serialization import Encoding

    from fixtures.pki import founded

    root = founded("DEMO Harbour", AT).certificate
    return TrustList(Tier.NEWSROOM, "harbour", root.public_bytes(Encoding.PEM), issued="2026-11-01")


@pytest.fixture
def walls() -> None:
    """For tests of the walls themselves, which need a kernel that has them."""
    if landlock_version() or os.environ.get("CI") == "true":
        return
    pytest.skip("NOT TESTED: this kernel has no Landlock")
