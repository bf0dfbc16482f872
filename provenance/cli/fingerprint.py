"""`python -m provenance fingerprint FILE...`: codes to send in place of media, one line of JSON a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TextIO

from provenance.cli.opening import open_file
from provenance.cli.status import ANSWERED, BAD_USAGE
from provenance.errors import CannotOpen
from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import SCHEMA, to_json
from provenance.policy import Policy
from provenance.sandbox import Sandbox

WORD: Final = "fingerprint"

_EPILOG: Final = """
Exit status: 0 answered, whatever the answer; 2 bad usage or a file that cannot be opened; 3 our fault.
Codes are no picture, but shapes can be guessed from them: send them only to those whom you would show the medium."""


def fingerprint(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Answer about every file named, through the sandbox; raises ProvenanceError for our own faults."""
    given = _parser().parse_args(words)
    status = ANSWERED
    with Sandbox(Policy(), warm=1, require_walls=False) as sandbox:
        if not sandbox.walls().stand:
            print(sandbox.walls().sentence, file=err)
        for path in given.files:
            try:
                print(_line(sandbox, path, proxy=given.proxy), file=out, flush=True)
            except CannotOpen as error:
                print(f"{path}: {error.public}", file=err)
                status = BAD_USAGE
    return status


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance {WORD}",
        description="Make the codes by which a picture, film or recording is found again, as one line of JSON a file.",
        epilog=_EPILOG,
    )
    made.add_argument("files", nargs="+", metavar="FILE", type=Path)
    made.add_argument("--proxy", action="store_true", help="add the small picture with which differences can be shown")
    return made


def _line(sandbox: Sandbox, path: Path, *, proxy: bool) -> str:
    with open_file(path) as descriptor:
        made = sandbox.fingerprint(descriptor)
    return json.dumps({"file": str(path), **_document(made, proxy=proxy)}, ensure_ascii=False)


def _document(made: Fingerprints | None, *, proxy: bool) -> dict[str, object]:
    """The public form; a file of which none can be made says so by having no medium in it."""
    if made is None:
        return {"schema": SCHEMA, "picture": None, "film": None, "sound": None}
    return to_json(made if proxy else replace(made, proxy=None))
