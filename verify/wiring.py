"""The one place where concrete parts are built from the settings; everything else gets them handed in or asks here."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from verify.environment import folder
from verify.signing_domain import anchoring_contract, has_node, statement_domain  # noqa: F401 - handed on

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from chronology.log import Log
    from chronology.tiles import TileStore
    from provenance.comparison.types import Comparison
    from provenance.contact_sheet import Sheet
    from provenance.credentials.boxes import ManifestStore
    from provenance.fingerprint.types import Fingerprints
    from provenance.policy import Policy
    from provenance.sandbox import Sandbox
    from provenance.statements.types import Address, SignatureCheck, TypedDigest
    from provenance.types import Examination
    from verify.authors.bindings.ways import Ways
    from verify.cases.bucket import Bucket
    from verify.cases.claims import ClaimsShelf
    from verify.cases.quarantine import Quarantine
    from verify.examiner import RenewedSandbox
    from verify.fetch import Fetcher
    from verify.index.asking import SocketFinder
    from verify.index.items import Items
    from verify.ledger.local_socket import Frame
    from verify.ledger.terms import Terms
    from verify.registry.bringing import ListFetcher


class Examiner(Protocol):
    """What opens media; the sandbox is the only one, tests plant others."""

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
    ) -> Examination: ...

    def fingerprint(self, descriptor: int) -> Fingerprints | None: ...

    def compare(self, asked: bytes, recorded: Sequence[bytes]) -> tuple[Comparison | None, ...]: ...

    def manifest_store(self, descriptor: int) -> ManifestStore | None: ...

    def contact_sheet(self, descriptor: int) -> Sheet | None: ...

    def renew(self, policy: Policy) -> bool: ...


def now() -> datetime:
    """Read the clock of the site."""
    return datetime.now(UTC)


_buckets: dict[tuple[int, str], Bucket] = {}


def quarantine() -> Quarantine:
    """Where uploads lie: in a folder, or in a bucket whose keys boto3 finds in the environment."""
    from verify.cases.quarantine import Quarantine

    arrivals = folder(Path(settings.DATA_DIR) / "quarantine")
    return Quarantine(arrivals, _media_bucket(arrivals) if settings.MEDIA else None)


def _media_bucket(arrivals: Path) -> Bucket:
    from verify.cases.bucket import open_bucket

    mine = (os.getpid(), settings.MEDIA)
    if mine not in _buckets:
        _buckets[mine] = open_bucket(settings.MEDIA, settings.MEDIA_ENDPOINT or None, arrivals)
    return _buckets[mine]


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


def postman(url: str) -> Fetcher:
    """The way out for messages to this address; in a demo, and nowhere else, this machine itself may be told."""
    from verify.fetch.at_home import home_fetcher, is_here

    return home_fetcher(settings.FETCH_CONTACT) if settings.DEMO and is_here(url) else fetcher()


def list_fetcher() -> ListFetcher:
    """The same way out, for published trust lists."""
    from verify.registry.fetching import PublishedLists

    return PublishedLists(fetcher())


def binding_ways() -> Ways:
    """How domains are asked which keys they name; only workers ask for it."""
    from verify.authors.bindings.dns_txt.asking import NamedServers
    from verify.authors.bindings.ways import Ways

    return Ways(fetcher(), NamedServers(tuple(settings.DNS_RESOLVERS)) if settings.DNS_RESOLVERS else None)


_examiner: Examiner | None = None
_shelf: ClaimsShelf | None = None


@contextmanager
def open_examiner() -> Iterator[RenewedSandbox]:
    """Start the sandbox of this process and close it in the end; the web process never does."""
    global _examiner  # noqa: PLW0603 - one sandbox a process, owned here
    from verify.examiner import RenewedSandbox
    from verify.registry.selectors import policy_for

    with RenewedSandbox(policy_for(None), _sandbox, fingerprints=settings.SEARCH_SIMILAR) as sandbox:
        _examiner = sandbox
        try:
            yield sandbox
        finally:
            _examiner = None


def _sandbox(policy: Policy) -> Sandbox:
    from provenance.sandbox import PicturesApart
    from verify.tallies.services import tally

    return PicturesApart(
        policy,
        codes=settings.SEARCH_SIMILAR,
        warm=settings.WORKER_THREADS,
        require_walls=not settings.DEMO,
        on_failure=lambda how: tally("children", how),
    )


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


# --- The chronology, as every process reads it; what only the signer builds is in verify/signer_wiring.py ------------

_engines: dict[int, Engine] = {}
_logs: dict[int, Log] = {}


def chronology_engine() -> Engine:
    """The store of the log, opened once a process: a connection must not cross a fork."""
    from chronology.schema.engines import open_engine

    if os.getpid() not in _engines:
        _engines[os.getpid()] = open_engine(settings.CHRONOLOGY_DATABASE_URL)
    return _engines[os.getpid()]


def tiles() -> TileStore:
    """Where full tiles lie: a folder, or a bucket whose keys and endpoint boto3 finds in the environment."""
    from chronology.tiles import FolderTiles

    if settings.TILES.startswith("s3://"):
        from chronology.tiles.s3 import open_s3

        return open_s3(settings.TILES, settings.TILES_ENDPOINT or None)
    return FolderTiles(folder(Path(settings.TILES)))


def log() -> Log:
    """The log for reading; raises LogUnavailable until the signer has made it, and while its store is away."""
    from sqlalchemy.exc import SQLAlchemyError

    from chronology.errors import ChronologyError
    from chronology.log import Log
    from verify.ledger.errors import LogUnavailable

    if os.getpid() not in _logs:
        try:
            _logs[os.getpid()] = Log.open(chronology_engine(), tiles(), origin=settings.LOG_ORIGIN)
        except (ChronologyError, SQLAlchemyError, OSError) as problem:
            raise LogUnavailable("The log cannot be read now. This says nothing about any record.") from problem
    return _logs[os.getpid()]


def terms() -> Terms:
    """The numbers this installation runs its log by."""
    from chronology.anchors.evm.development import DEVELOPMENT_CHAINS
    from verify.ledger.terms import Terms

    return Terms(
        origin=settings.LOG_ORIGIN,
        batch_seconds=settings.BATCH_SECONDS,
        sealed_seconds=settings.SEALED_SECONDS,
        sealed_batch=settings.SEALED_BATCH,
        checkpoint_seconds=settings.CHECKPOINT_SECONDS,
        anchor_seconds=settings.ANCHOR_SECONDS,
        witnesses=tuple(key for key, _ in settings.WITNESSES),
        explorer_url=settings.EVM_EXPLORER_URL,
        development_chain=not settings.EVM_RPC_URLS or settings.EVM_CHAIN_ID in DEVELOPMENT_CHAINS,
    )


def ask_signer(verb: str, body: bytes) -> Frame:
    """One question to the signer of this machine; raises SignerUnavailable."""
    from verify.ledger.local_socket import ask

    return ask(run_folder(), verb, body)


def connect_ledger() -> None:
    """Hand the ledger what it stands on; called once at the start of every process."""
    from verify.ledger.parts import Parts, use

    use(Parts(now, secrets.token_bytes, log, chronology_engine, ask_signer, terms()))


def connect_accounts() -> None:
    """Hand the log-in by wallet what it stands on; called once at the start of every process."""
    from verify.accounts.wallets.parts import Parts, use

    use(Parts(now, secrets.token_bytes, lambda: statement_domain().chain_id, has_node, _ask_contract, run_folder))


def _ask_contract(address: Address, digest: TypedDigest, signature: bytes, at: datetime) -> SignatureCheck:
    from provenance.statements.eip1271 import check_contract
    from verify.node_wiring import node

    return check_contract(digest, signature, address, node(), at)


# --- The index of fingerprints; what only the finder builds is in verify/index/finder ---------------------------------

_items: dict[int, Items] = {}


def items() -> Items:
    """The store of the index, opened once a process; raises IndexUnavailable."""
    from verify.index.engines import open_engine
    from verify.index.items import open_items

    if os.getpid() not in _items:
        _items[os.getpid()] = open_items(open_engine(settings.INDEX_DATABASE_URL), now)
    return _items[os.getpid()]


def finder() -> SocketFinder:
    """Who searches among recorded works: the finder process of this machine."""
    from verify.index.asking import SocketFinder

    return SocketFinder(run_folder())
