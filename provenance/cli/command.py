"""Runs the command: every file through the sandbox, one report a file."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from provenance.cli.arguments import Request, request_from
from provenance.cli.text import lines_of
from provenance.credentials.anchors import check
from provenance.errors import BadPolicy, CannotOpen, ProvenanceError
from provenance.report_json import report_to_json
from provenance.sandbox import Sandbox
from provenance.types import Report

ANSWERED, BAD_USAGE, OUR_FAULT = 0, 2, 3


def main(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Answer about every file named; the status is 0, 2 or 3 as DESIGN section 5 says."""
    try:
        return _run(request_from(words, datetime.now(UTC)), out, err)
    except (CannotOpen, BadPolicy) as error:
        print(error.public, file=err)
        return BAD_USAGE
    except ProvenanceError as error:
        print(f"{error.public} This is our fault, not the file's.", file=err)
        return OUR_FAULT
    except BrokenPipeError:
        return ANSWERED


def _run(request: Request, out: TextIO, err: TextIO) -> int:
    status = ANSWERED
    check(request.policy)
    with Sandbox(request.policy, require_walls=False) as sandbox:
        if not sandbox.walls().stand:
            print(sandbox.walls().sentence, file=err)
        for path in request.files:
            try:
                print(_answer(sandbox, path, request), file=out, flush=True)
            except CannotOpen as error:
                print(f"{path}: {error.public}", file=err)
                status = BAD_USAGE
    return status


def _answer(sandbox: Sandbox, path: Path, request: Request) -> str:
    report = _report(sandbox, path, request)
    if request.as_json:
        return json.dumps({"file": str(path), **report_to_json(report)}, ensure_ascii=False)
    return "\n".join(lines_of(str(path), report))


def _report(sandbox: Sandbox, path: Path, request: Request) -> Report:
    if path.is_dir():
        raise CannotOpen("This is a folder. Name a file.")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise CannotOpen(f"The file cannot be opened: {error.strerror}. Check the name and your rights.") from error
    try:
        return sandbox.examine(descriptor, request.at, sidecar=request.sidecar).report
    finally:
        os.close(descriptor)
