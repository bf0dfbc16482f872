"""`python -m provenance mirror fetch|lookup|status --dir DIR`: what an installation published, copied and asked."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO

from provenance.cli.signing import content_of, sha256_of
from provenance.cli.status import ANSWERED, BAD_USAGE, OUR_FAULT
from provenance.cli.text import inert
from provenance.mirror.answers import anchored, looked_up, mirror
from provenance.mirror.copy import AsOf, Copy
from provenance.mirror.errors import BadQuestion, FeedRefused, FeedUnavailable
from provenance.mirror.fetching import fetch
from provenance.mirror.reporting import age_in_words
from provenance.mirror.source import WebSource
from provenance.mirror.state import SOURCE, state_of
from provenance.mirror.tables import FILE, Tables

WORD: Final = "mirror"
MOST_TOKEN: Final = 4096
_DIGEST: Final = re.compile(r"[0-9a-fA-F]{64}")
_TRANSACTION: Final = re.compile(r"0x[0-9a-fA-F]{64}")
_EPILOG: Final = """
Nothing that is looked up leaves this machine; `fetch` takes everything, so that nobody learns what you look for.
Exit status: 0 answered, whatever the answer; 2 bad usage or no mirror; 3 our fault, or a feed that cannot be had or is
not believed: the old copy stays."""


def mirror_command(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Hand on to the verb."""
    verbs = {"fetch": _fetch, "lookup": _lookup, "status": _status}
    if not words or words[0] not in verbs:
        print(f"usage: python -m provenance {WORD} {{{','.join(verbs)}}} --dir DIR ... (each with --help)", file=err)
        return BAD_USAGE
    try:
        return verbs[words[0]](words[1:], out)
    except (FeedRefused, FeedUnavailable) as error:
        print(error.public, file=err)
        return OUR_FAULT


def _fetch(words: Sequence[str], out: TextIO) -> int:
    made = _parser("fetch", "Bring the copy up to date; only what the operator's key signed is taken.")
    made.add_argument("--from", dest="url", default="", metavar="URL", help="the installation; remembered")
    made.add_argument("--key", default="", metavar="KEY", help="the key that signs its feed; remembered")
    made.add_argument("--token-file", type=Path, metavar="FILE", help="a key for programs, for more calls a minute")
    given = made.parse_args(words)
    url = given.url or _known(given.dir)
    token = content_of(given.token_file, MOST_TOKEN).decode().strip() if given.token_file else ""
    found = fetch(given.dir, WebSource(url, key=token), url=url, key=given.key)
    behind = found.head.count - found.place.count
    print(f"{found.place.count:,} entries, {found.new:,} of them new", file=out)
    print(f"as of {found.head.at:%Y-%m-%d %H:%M:%S} UTC{f', {behind} still to come' if behind else ''}", file=out)
    print(f"{found.lists} lists and {found.words} signed messages came in", file=out)
    return ANSWERED


def _known(folder: Path) -> str:
    if (folder / FILE).exists():
        tables = Tables(folder)
        with tables.reading() as rows:
            url = state_of(rows, SOURCE)
        tables.close()
        if url:
            return url
    raise BadQuestion("Say where the installation is, with --from https://…, the first time.")


def _lookup(words: Sequence[str], out: TextIO) -> int:
    made = _parser("lookup", "Say what is on record, from the copy alone.")
    made.add_argument("asked", nargs="+", metavar="WHAT", help="a file, a SHA-256 in hex, or a transaction 0x…")
    made.add_argument("--json", action="store_true", help="one line of JSON each")
    given = made.parse_args(words)
    copy = Copy(given.dir, _now)
    for one in given.asked:
        answer = _answer(copy, one)
        print(json.dumps(answer, ensure_ascii=False) if given.json else "\n".join(_lines(one, answer, copy)), file=out)
    return ANSWERED


def _answer(copy: Copy, asked: str) -> dict[str, Any]:
    if _TRANSACTION.fullmatch(asked):
        return anchored(copy, asked.lower())
    if _DIGEST.fullmatch(asked):
        return looked_up(copy, asked.lower())
    return looked_up(copy, sha256_of(Path(asked)).hex())


def _lines(asked: str, answer: dict[str, Any], copy: Copy) -> Iterator[str]:
    yield inert(asked)
    for one in answer["records"]:
        ends = (one["time"]["not_before"], one["time"]["by"])
        between = " to ".join(end["at"] if end else "…" for end in ends)
        role = f" as its {one['role']}" if one["role"] else ""
        words = (
            f"{one['recorder']['name']} recorded it{role}, entry {one['index']}, {between}: {', '.join(one['states'])}"
        )
        yield inert(f"  - {words}")
    for one in answer["anchors"]:
        yield inert(f"  - anchors {one['size']} entries, {one['state']}, root {one['root']}")
    for one in answer["statements"]:
        ended = f", {' and '.join(one['ended'])}" if one["ended"] else ""
        yield inert(f"  - {one['type']} {one['id']} names {one['signed']['signer']}{ended}; not checked here")
    as_of = copy.as_of()
    if not (answer["records"] or answer["anchors"] or answer["statements"]):
        yield f"  not found in the mirror as of {as_of.at:%Y-%m-%d %H:%M:%S} UTC: that does not mean that there is none"
    yield f"  {inert(_age(as_of))}"


def _status(words: Sequence[str], out: TextIO) -> int:
    made = _parser("status", "Say how old the copy is and what is in it.")
    made.add_argument("--json", action="store_true", help="one line of JSON")
    given = made.parse_args(words)
    copy = Copy(given.dir, _now)
    if given.json:
        print(json.dumps(mirror(copy.as_of()), ensure_ascii=False), file=out)
        return ANSWERED
    print(inert(_age(copy.as_of())), file=out)
    for name, body in sorted(copy.facts("list").items()):
        print(
            inert(f"  list {name}: {body['tier']}, {body['certificates']} certificates, taken in {body['fetched']}"),
            file=out,
        )
    return ANSWERED


def _age(as_of: AsOf) -> str:
    """Of which installation, as of when, and how old that is."""
    words = f"copy of {as_of.origin}, {as_of.count:,} entries, as of {as_of.at:%Y-%m-%d %H:%M:%S} UTC"
    stale = ": STALE, fetch it again" if as_of.stale else ""
    return f"{words} ({age_in_words(as_of.age)} old){stale}"


def _now() -> datetime:
    return datetime.now(UTC)


def _parser(verb: str, description: str) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance {WORD} {verb}", description=description, epilog=_EPILOG, allow_abbrev=False
    )
    made.add_argument("--dir", required=True, type=Path, metavar="DIR", help="where your copy lies")
    return made
