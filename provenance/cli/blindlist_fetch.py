"""`python -m provenance blindlist fetch|ask`: bring a copy of the list up to date, and ask it about files."""

from __future__ import annotations

import argparse
import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from provenance.attestation.types import DeviceId
from provenance.blindlist.asking import ask as ask_list
from provenance.blindlist.fetching import fetch as fetch_list
from provenance.blindlist.holders_http import WebHttp
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.pins import read_pins
from provenance.blindlist.service_holders import ServiceHolders
from provenance.blindlist.sources import WebSource
from provenance.blindlist.types import Answer
from provenance.cli.opening import open_file
from provenance.cli.signing import content_of
from provenance.cli.status import ANSWERED
from provenance.policy import Policy
from provenance.sandbox import Sandbox

MOST_TOKEN: Final = 4096
_EPILOG: Final = """
Nothing that names the device leaves this machine unblinded, and nothing of it is printed.
Exit status: 0 answered, whatever the answer; 2 bad usage or a file that cannot be opened; 3 our fault, or a list that
cannot be had or believed: the old copy stays."""


def fetch(words: Sequence[str], out: TextIO, _err: TextIO) -> int:
    """Take the newest edition in; raises ProvenanceError where it cannot be had or believed."""
    made = _parser("fetch", "Bring a copy of the list up to date; only what its maintainers signed is taken.")
    given = made.parse_args(words)
    mirror = Mirror(given.folder, read_pins(given.pins))
    found = fetch_list(mirror, WebSource(given.list))
    if found.edition is None:
        print("There is no edition yet.", file=out)
        return ANSWERED
    edition, way = found.edition, "by delta" if found.by_delta else "whole"
    state = f"new, {found.received:,} bytes came, {way}" if found.new else "here already"
    print(f"edition {edition.edition} of epoch {edition.epoch}: {state}", file=out)
    print(f"good until {edition.expires_at:%Y-%m-%d %H:%M} UTC", file=out)
    return ANSWERED


def ask(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Say what the list says about the devices of each file; raises ProvenanceError for our own faults."""
    made = _parser("ask", "Ask the list about the devices behind files, blindly.")
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument("--token-file", required=True, type=Path, help="what you ask with, from the maintainers")
    made.add_argument("--capture", type=Path, metavar="SIDECAR", help="the capture sidecar of the one file")
    made.add_argument("--json", action="store_true", help="one line of JSON a file")
    given = made.parse_args(words)
    if given.capture and len(given.files) > 1:
        made.error("--capture belongs to one file; name that file alone")
    mirror = Mirror(given.folder, read_pins(given.pins))
    token = content_of(given.token_file, MOST_TOKEN).decode().strip()
    indexes = tuple(one.index for one in mirror.pinned.members)
    holders = ServiceHolders(given.list, token, WebHttp(), indexes)
    with Sandbox(Policy(), warm=1, require_walls=False) as sandbox:
        if not sandbox.walls().stand:
            print(sandbox.walls().sentence, file=err)
        for path in given.files:
            ids = _ids(sandbox, path, given.capture)
            at = datetime.now(UTC)
            answers = ask_list(ids, holders=holders, mirror=mirror, random=secrets.token_bytes, at=at)
            print(_told(path, answers, as_json=given.json), file=out, flush=True)
    return ANSWERED


def _ids(sandbox: Sandbox, path: Path, capture: Path | None) -> tuple[DeviceId, ...]:
    sidecar = content_of(capture, 1 << 20) if capture else None
    with open_file(path) as descriptor:
        return sandbox.examine(descriptor, datetime.now(UTC), capture=sidecar, fingerprints=False).device_ids


def _told(path: Path, answers: Sequence[Answer], *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"file": str(path), "answers": [_as_json(one) for one in answers]})
    lines = [f"{path}", *(f"  {one.kind}: {_words(one)}" for one in answers)]
    return "\n".join(lines if answers else [*lines, "  no id of a device: nothing to ask about"])


def _words(answer: Answer) -> str:
    if answer.entry is None:
        return answer.state.value + (f" ({answer.why})" if answer.why else "")
    since = f"since {answer.entry.since:%Y-%m-%d}, {answer.entry.reason}, case {answer.entry.case}"
    return f"{answer.state.value} {since}"


def _as_json(answer: Answer) -> dict[str, object]:
    entry = answer.entry
    since = {"since": entry.since.isoformat(), "reason": entry.reason, "case": entry.case} if entry else {}
    return {"kind": answer.kind, "state": answer.state.value, "why": answer.why, "epoch": answer.epoch,
            "edition": answer.edition, **since}  # fmt: skip


def _parser(verb: str, description: str) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance blindlist {verb}", description=description, epilog=_EPILOG, allow_abbrev=False
    )
    made.add_argument("--list", required=True, metavar="URL", help="the address of the list service")
    made.add_argument("--pins", required=True, type=Path, metavar="FILE", help="the maintainers you believe, as JSON")
    made.add_argument("--folder", required=True, type=Path, help="where your copy of the list lies")
    return made
