"""What may stand on the command line, and its reading into values (DESIGN section 5)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from provenance.attestation.revocation import Book
from provenance.cli.makers import reader_from
from provenance.errors import CannotOpen
from provenance.mirror.copy import Copy
from provenance.mirror.policies import policy_of
from provenance.policy import LIST_BYTES_LIMIT, Policy, Tier, TrustList

EPILOG = """Exit status: 0 answered, whatever the answer; 2 bad usage or a file that cannot be opened; 3 our fault.
Without --trust nobody is trusted, so every signer reads as unknown.
`python -m provenance camera ...` acts as a camera that signs what it captures,
`python -m provenance fingerprint FILE...` makes the codes by which altered copies are found again,
`python -m provenance mirror fetch|lookup|status --dir DIR` copies what an installation published, and asks the copy,
`python -m provenance sign FILE...` signs a statement about a file, `... statement FILE.json` checks one."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the command."""

    files: tuple[Path, ...]
    policy: Policy
    sidecar: bytes | None
    capture: bytes | None
    at: datetime
    as_json: bool
    mirror: Copy | None = None


def parser() -> argparse.ArgumentParser:
    """The options as DESIGN section 5 names them."""
    made = argparse.ArgumentParser(
        prog="python -m provenance",
        description="Say what each file tells about itself: every step of its edit chain, and whether that holds.",
        epilog=EPILOG,
    )
    made.add_argument("files", nargs="+", metavar="FILE", type=Path)
    made.add_argument("--trust", action="append", default=[], type=_trust, metavar="NAME=PEM",
                      help="a trust list; NAME is official, tsa, interim or newsroom; may repeat")  # fmt: skip
    made.add_argument("--manifest", type=Path, metavar="C2PA", help="detached credentials of the one file")
    made.add_argument("--capture", type=Path, metavar="SIDECAR", help="what a camera signed beside the one file")
    made.add_argument("--roots", action="append", default=[], type=_maker, metavar="MAKER=FILE",
                      help="a maker's roots: PEM, or the published JSON; those of Android and Apple count for phones; "
                      "may repeat")  # fmt: skip
    made.add_argument("--status", action="append", default=[], type=_maker, metavar="MAKER=FILE",
                      help="the maker's list of withdrawn certificates, as old as its file; may repeat")  # fmt: skip
    made.add_argument("--at", type=_moment, metavar="TIME", help="judge at this time, for example 2026-06-01T12:00Z")
    made.add_argument("--mirror", type=Path, metavar="DIR", help="a mirror of an installation: its records and its "
                      "lists, to which those named here are added")  # fmt: skip
    made.add_argument("--json", action="store_true", help="one report a line, as JSON")
    return made


def request_from(words: Sequence[str], now: datetime) -> Request:
    """The call that these words mean; exits with status 2 and one line where they mean nothing."""
    made = parser()
    given = made.parse_args(words)
    if (given.manifest or given.capture) and len(given.files) > 1:
        made.error("--manifest and --capture belong to one file; name that file alone")
    lists = tuple(_list(tier, path) for tier, path in given.trust)
    sidecar = _content(given.manifest) if given.manifest else None
    capture = _content(given.capture) if given.capture else None
    policy = Policy(lists, reader=reader_from(given.roots, given.status, now))
    mirror = Copy(given.mirror, lambda: now) if given.mirror else None
    if mirror is not None:
        policy = _added(policy_of(mirror), policy)
    return Request(tuple(given.files), policy, sidecar, capture, given.at or now, given.json, mirror)


def _added(mirrored: Policy, named: Policy) -> Policy:
    """The installation's policy with what stands on the command line."""
    reader = replace(mirrored.reader, roots=(*mirrored.reader.roots, *named.reader.roots))
    books = [one for one in (mirrored.reader.revocations, named.reader.revocations) if isinstance(one, Book)]
    book = Book(tuple(one for each in books for one in each.lists))
    return replace(mirrored, lists=(*mirrored.lists, *named.lists), reader=replace(reader, revocations=book))


def _trust(word: str) -> tuple[Tier, Path]:
    name, _, path = word.partition("=")
    if name not in {one.value for one in Tier} or not path:
        raise argparse.ArgumentTypeError(f"“{word}” should read NAME=PEM with NAME official, tsa, interim or newsroom")
    return Tier(name), Path(path)


def _maker(word: str) -> tuple[str, Path]:
    maker, _, path = word.partition("=")
    if not maker.strip() or not path:
        raise argparse.ArgumentTypeError(f"“{word}” should read MAKER=FILE")
    return maker.strip(), Path(path)


def _moment(word: str) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{word}” is not a time like 2026-06-01T12:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _list(tier: Tier, path: Path) -> TrustList:
    return TrustList(tier, path.name, _content(path))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(LIST_BYTES_LIMIT + 1)
    except OSError as error:
        raise CannotOpen(f"{path}: cannot be opened: {error.strerror}.") from error
    if len(content) > LIST_BYTES_LIMIT:
        raise CannotOpen(f"{path}: is larger than the {LIST_BYTES_LIMIT // 2**20} MB allowed here.")
    return content
