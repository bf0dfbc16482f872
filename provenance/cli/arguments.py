"""What may stand on the command line, and its reading into values (DESIGN section 5)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from provenance.errors import CannotOpen
from provenance.policy import LIST_BYTES_LIMIT, Policy, Tier, TrustList

EPILOG = """Exit status: 0 answered, whatever the answer; 2 bad usage or a file that cannot be opened; 3 our fault.
Without --trust nobody is trusted, so every signer reads as unknown."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the command."""

    files: tuple[Path, ...]
    policy: Policy
    sidecar: bytes | None
    at: datetime
    as_json: bool


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
    made.add_argument("--at", type=_moment, metavar="TIME", help="judge at this time, for example 2026-06-01T12:00Z")
    made.add_argument("--json", action="store_true", help="one report a line, as JSON")
    return made


def request_from(words: Sequence[str], now: datetime) -> Request:
    """The call that these words mean; exits with status 2 and one line where they mean nothing."""
    made = parser()
    given = made.parse_args(words)
    if given.manifest and len(given.files) > 1:
        made.error("--manifest belongs to one file; name that file alone")
    lists = tuple(_list(tier, path) for tier, path in given.trust)
    sidecar = _content(given.manifest) if given.manifest else None
    return Request(tuple(given.files), Policy(lists), sidecar, given.at or now, given.json)


def _trust(word: str) -> tuple[Tier, Path]:
    name, _, path = word.partition("=")
    if name not in {one.value for one in Tier} or not path:
        raise argparse.ArgumentTypeError(f"“{word}” should read NAME=PEM with NAME official, tsa, interim or newsroom")
    return Tier(name), Path(path)


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
