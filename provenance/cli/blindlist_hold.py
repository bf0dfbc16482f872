"""`python -m provenance blindlist hold`: one key holder of the blind list, and the tokens that may ask it."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from provenance.blindlist.budgets import Budgets
from provenance.blindlist.holding_store import TOKEN_BYTES, HolderStore, hash_of
from provenance.cli.status import ANSWERED

WORD: Final = "hold"
_DEFAULT: Final = Budgets()

_EPILOG: Final = """
Without --token and --end the holder runs until it is ended. It binds to a socket of this machine or to its loopback
address; whoever asks from elsewhere comes through a relay or a proxy that speaks TLS. It has one share of a key: its
folder belongs on a host that no other maintainer runs, with backups that are sealed.
Exit status: 0 done; 2 bad usage; 3 our fault."""


def hold(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Run a holder, or give or end a token; raises ProvenanceError for our own faults."""
    made = _parser()
    given = made.parse_args(words)
    if given.token:
        return _give(given, out, err)
    if given.end:
        HolderStore(given.folder).end_token(given.end)
        return ANSWERED
    if not given.bind:
        made.error("name where to listen with --bind, or a token with --token or --end")
    return _run(given.folder, given.bind)


def _give(given: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """A new token goes to standard output once; only its hash is kept, which the other holders are given."""
    budgets, hashed = Budgets(given.open, given.serials, given.links), given.hash
    if not hashed:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        hashed = hash_of(token)
        print(token, file=out)
        print(f"It is shown this once. The other holders take it by its hash: --hash {hashed}", file=err)
    HolderStore(given.folder).add_token(given.token, budgets, hashed)
    return ANSWERED


def _run(folder: Path, bind: str) -> int:
    from provenance.blindlist.holding_server import HolderProcess  # what serves is loaded where something is served

    HolderStore(folder).owner_token()
    HolderProcess(folder, bind).run()
    return ANSWERED


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance blindlist {WORD}",
        description="Hold one share of the keys of a blind list and answer those who ask with a token.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    made.add_argument("--folder", required=True, type=Path, help="where this holder keeps its shares and counts")
    made.add_argument("--bind", type=_place, metavar="PLACE", help="unix:/path/to.sock or 127.0.0.1:PORT")
    made.add_argument("--token", metavar="NAME", help="let this organisation ask: make a token and print it")
    made.add_argument("--hash", type=_hash, metavar="HEX", help="take the token that another holder made, by its hash")
    made.add_argument("--end", metavar="NAME", help="let this organisation's token ask no more")
    for name, value in (("open", _DEFAULT.open), ("serials", _DEFAULT.serials), ("links", _DEFAULT.links)):
        made.add_argument(f"--{name}", type=int, default=value, metavar="N",
                          help=f"points a day under the key “{name}”; {value:,} where nothing is said")  # fmt: skip
    return made


def _place(word: str) -> str:
    host = word.rpartition(":")[0]
    if word.startswith("unix:/") or host in ("127.0.0.1", "[::1]"):
        return word
    raise argparse.ArgumentTypeError("a holder listens on unix:/path/to.sock or 127.0.0.1:PORT, behind a relay")


def _hash(word: str) -> str:
    if len(word) == 64 and set(word) <= set("0123456789abcdef"):
        return word
    raise argparse.ArgumentTypeError("the hash of a token is 64 digits of lower-case hexadecimal")
