"""`python -m provenance blindlist keys new|set|show`: a maintainer's keys, and the set that clients pin."""

from __future__ import annotations

import argparse
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, TextIO

from provenance.blindlist.pins import read_pins, require_sound, set_digest, set_from_json, set_to_json
from provenance.blindlist.station import secrets_of
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet
from provenance.cli.signing import content_of
from provenance.cli.status import ANSWERED

MOST_MEMBER: Final = 65_536
_EPILOG: Final = """
`new` keeps the secrets in FOLDER/keys.json (mode 0600) and prints what others may know. `set` joins those public parts
of all maintainers; `show` prints the digest of a set, to be compared by telephone before it is pinned.
Exit status: 0 done; 2 bad usage; 3 what was named cannot be read."""


def keys(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Make, join or show; raises ProvenanceError."""
    given = _parser().parse_args(words)
    if given.verb == "new":
        print(json.dumps(_new(given), indent=1), file=out)
    elif given.verb == "set":
        members = _set(given)
        print(json.dumps(set_to_json(members), indent=1), file=out)
        print(f"digest {set_digest(members)}", file=err)
    else:
        _show(read_pins(given.pins), out)
    return ANSWERED


def _new(given: argparse.Namespace) -> dict[str, Any]:
    made = secrets_of.make(given.folder, HolderIndex(given.index), secrets.token_bytes)
    member = Maintainer(
        made.index, given.name, made.signing.public, made.sealing.public, given.jurisdiction, given.sector,
        given.holder_url, given.organisation, given.wallet,
    )  # fmt: skip
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in asdict(member).items()}


def _set(given: argparse.Namespace) -> MaintainerSet:
    listed = [json.loads(content_of(one, MOST_MEMBER)) for one in given.members]
    threshold = given.threshold or given.quorum
    made = set_from_json({"number": given.number, "quorum": given.quorum, "threshold": threshold, "members": listed})
    require_sound(made)
    return made


def _show(members: MaintainerSet, out: TextIO) -> None:
    print(f"set {members.number}: {members.quorum} of {len(members.members)} sign, {members.threshold} hold a key\n"
          f"digest {set_digest(members)}", file=out)  # fmt: skip
    for one in members.members:
        print(f"  {one.index} {one.name}, {one.organisation} ({one.jurisdiction}, {one.sector})", file=out)


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m provenance blindlist keys", epilog=_EPILOG, allow_abbrev=False,
                                   description="A maintainer's keys, and the set that clients pin.")  # fmt: skip
    verbs = made.add_subparsers(dest="verb", required=True)
    new = verbs.add_parser("new", help="make the keys of one maintainer")
    new.add_argument("--folder", required=True, type=Path)
    new.add_argument("--index", required=True, type=int, help="the maintainer's number, 1 and up")
    for name in ("name", "organisation", "jurisdiction", "sector"):
        new.add_argument(f"--{name}", required=True)
    new.add_argument("--holder-url", default="", metavar="URL", help="where this maintainer's key holder answers")
    new.add_argument("--wallet", required=True, type=_wallet, metavar="HEX", help="compressed public key, 33 bytes")
    joined = verbs.add_parser("set", help="join the public parts of all maintainers")
    joined.add_argument("members", nargs="+", type=Path, metavar="MEMBER.json")
    joined.add_argument("--number", type=int, default=1)
    joined.add_argument("--quorum", type=int, required=True)
    joined.add_argument("--threshold", type=int, default=0)
    shown = verbs.add_parser("show", help="print the digest of a set")
    shown.add_argument("pins", type=Path, metavar="SET.json")
    return made


def _wallet(word: str) -> bytes:
    try:
        found = bytes.fromhex(word.removeprefix("0x"))
    except ValueError:
        found = b""
    if len(found) != 33 or found[:1] not in (b"\2", b"\3"):
        raise argparse.ArgumentTypeError("a wallet is named by its compressed public key: 66 hexadecimal digits")
    return found
