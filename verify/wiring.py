"""The one place where concrete parts are built from the settings; everything else gets them handed in or asks here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from verify.environment import folder

if TYPE_CHECKING:
    from provenance.policy import Policy
    from provenance.sandbox import Sandbox
    from provenance.types import Examination
    from verify.cases.claims import ClaimsShelf
    from verify.cases.quarantine import Quarantine
    from verify.fetch import Fetcher
    from verify.registry.services import ListFetcher


class Examiner(Protocol):
    """What opens media; the sandbox is the only one, tests plant others."""

    def examine(
        self, descriptor: int, at: datetime, *, policy: Policy | None = None, sidecar: bytes | None = None
    ) -> Examination: ...

    def renew(self, policy: Policy) -> bool: ...


def now() -> datetime:
    """Read the clock of the site."""
    return datetime.now(UTC)


def quarantine() -> Quarantine:
    """Where uploads lie."""
    from verify.cases.quarantine import Quarantine

    return Quarantine(folder(Path(settings.DATA_DIR) / "quarantine"))


def run_folder() -> Path:
    """Where the sockets between web and workers lie; nobody else may enter."""
    return folder(Path(settings.DATA_DIR) / "run")


def fetcher() -> Fetcher:
    """The one guarded way out to a link; only workers and commands ask for it."""
    from verify.fetch import default_fetcher

    return default_fetcher(
        settings.FETCH_CONTACT,
        denied=settings.FETCH_DENIED_NETWORKS,
        media_bytes=settings.FETCH_MAX_MB * 1_000_000,
        directory=str(folder(Path(settings.DATA_DIR) / "quarantine")),
    )


def list_fetcher() -> ListFetcher:
    """The same way out, for published trust lists."""
    from verify.registry.fetching import PublishedLists

    return PublishedLists(fetcher())


_examiner: Examiner | None = None
_shelf: ClaimsShelf | None = None


@contextmanager
def open_examiner() -> Iterator[Examiner]:
    """Start the sandbox of this process and close it in the end; the web process never does."""
    global _examiner  # noqa: PLW0603 - one sandbox a process, owned here
    from verify.examiner import RenewedSandbox
    from verify.registry.selectors import policy_for

    with RenewedSandbox(policy_for(None), _sandbox) as sandbox:
        _examiner = sandbox
        try:
            yield sandbox
        finally:
            _examiner = None


def _sandbox(policy: Policy) -> Sandbox:
    from provenance.sandbox import Sandbox

    return Sandbox(policy, warm=settings.WORKER_THREADS, require_walls=not settings.DEMO)


def examiner() -> Examiner:
    """The sandbox of this process."""
    if _examiner is None:
        raise RuntimeError("no sandbox was started in this process")
    return _examiner


@contextmanager
def open_claims(worker: str) -> Iterator[ClaimsShelf]:
    """Serve the claims that this worker reads, once each, over a local socket."""
    global _shelf  # noqa: PLW0603 - one shelf a process, owned here
    from verify.cases.claims import ClaimsShelf
    from verify.cases.hand_over import serve

    shelf = ClaimsShelf(settings.CLAIMS_MINUTES * 60)
    with serve(shelf, run_folder(), worker):
        _shelf = shelf
        try:
            yield shelf
        finally:
            _shelf = None


def claims_shelf() -> ClaimsShelf | None:
    """The shelf of this process, where it has one."""
    return _shelf
