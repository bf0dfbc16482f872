"""The sandbox of a worker, renewed when the trust lists change: its children are warmed for one policy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from provenance.comparison.types import Comparison
from provenance.contact_sheet import Sheet
from provenance.credentials.boxes import ManifestStore
from provenance.errors import SandboxUnavailable
from provenance.fingerprint.types import Fingerprints
from provenance.policy import Policy
from provenance.sandbox import Sandbox
from provenance.types import Examination
from verify.tallies.services import beat


class RenewedSandbox:
    """Hands files to the newest sandbox; `_guard` guards the three fields below it.

    A renewal waits for nobody: the old sandbox is closed by whoever leaves it last. Without `fingerprints` none are
    made of what is examined.
    """

    def __init__(self, policy: Policy, make: Callable[[Policy], Sandbox], *, fingerprints: bool = True) -> None:
        self._make = make
        self._fingerprints = fingerprints
        self._guard = threading.Lock()
        self._policy = policy
        self._sandbox = make(policy)
        self._inside: dict[Sandbox, int] = {}

    def __enter__(self) -> Self:
        self._sandbox.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._guard:
            self._sandbox.close()

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
    ) -> Examination:
        """Open one file; see `provenance.sandbox.Sandbox.examine`."""
        with self._newest() as sandbox:
            return sandbox.examine(
                descriptor, at, policy=policy, sidecar=sidecar, capture=capture, fingerprints=self._fingerprints
            )

    def fingerprint(self, descriptor: int) -> Fingerprints | None:
        """Make one file's fingerprints; see `provenance.sandbox.Sandbox.fingerprint`."""
        with self._newest() as sandbox:
            return sandbox.fingerprint(descriptor)

    def compare(self, asked: bytes, recorded: Sequence[bytes]) -> tuple[Comparison | None, ...]:
        """Lay fingerprints side by side; see `provenance.sandbox.Sandbox.compare`."""
        with self._newest() as sandbox:
            return sandbox.compare(asked, recorded)

    def manifest_store(self, descriptor: int) -> ManifestStore | None:
        """Take one file's manifest store out; see `provenance.sandbox.Sandbox.manifest_store`."""
        with self._newest() as sandbox:
            return sandbox.manifest_store(descriptor)

    def contact_sheet(self, descriptor: int) -> Sheet | None:
        """Lay one file out for the eye; see `provenance.sandbox.Sandbox.contact_sheet`."""
        with self._newest() as sandbox:
            return sandbox.contact_sheet(descriptor)

    def renew(self, policy: Policy) -> bool:
        """Start a sandbox for this policy, if it is another one; says whether it was."""
        if policy == self._policy:
            return False
        fresh = self._make(policy)
        fresh.start()
        with self._guard:
            old, self._sandbox, self._policy = self._sandbox, fresh, policy
            idle = not self._inside.get(old)
        if idle:
            old.close()
        return True

    def stand(self) -> bool:
        """Whether files can be opened now; one that fell is started again where that is allowed."""
        try:
            with self._newest() as sandbox:
                sandbox.walls()
        except SandboxUnavailable:
            return False
        return True

    @contextmanager
    def _newest(self) -> Iterator[Sandbox]:
        with self._guard:
            sandbox = self._sandbox
            self._inside[sandbox] = self._inside.get(sandbox, 0) + 1
        try:
            yield sandbox
        finally:
            if self._left(sandbox):
                sandbox.close()

    def _left(self, sandbox: Sandbox) -> bool:
        """Whether the last one has left a sandbox that is not the newest any more."""
        with self._guard:
            self._inside[sandbox] -= 1
            if not self._inside[sandbox]:
                del self._inside[sandbox]
            return sandbox is not self._sandbox and sandbox not in self._inside


def sandbox_beat(sandbox: RenewedSandbox, at: datetime) -> None:
    """Say that files can be opened here, where they can: monitoring asks for it."""
    if sandbox.stand():
        beat("sandbox", at)
