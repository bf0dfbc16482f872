"""Runs the command: every file through the sandbox, one report a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from provenance.attestation.errors import AttestationError
from provenance.cli.arguments import Request, request_from
from provenance.cli.attestation import WORD as ATTESTATION
from provenance.cli.attestation import attestation
from provenance.cli.blindlist import WORD as BLINDLIST
from provenance.cli.blindlist import blindlist
from provenance.cli.camera import WORD as CAMERA
from provenance.cli.camera import camera
from provenance.cli.copying import WORD as COPY
from provenance.cli.copying import copy_file
from provenance.cli.fingerprint import WORD as FINGERPRINT
from provenance.cli.fingerprint import fingerprint
from provenance.cli.mirror import WORD as MIRROR
from provenance.cli.mirror import mirror_command
from provenance.cli.opening import open_file
from provenance.cli.signing import WORD as SIGN
from provenance.cli.signing import sign_file
from provenance.cli.statement import WORD as STATEMENT
from provenance.cli.statement import statement
from provenance.cli.status import ANSWERED, BAD_USAGE, OUR_FAULT
from provenance.cli.text import lines_of
from provenance.credentials.anchors import check
from provenance.errors import BadPolicy, CannotOpen, ProvenanceError
from provenance.mirror.reporting import with_mirror
from provenance.report_json import report_to_json
from provenance.sandbox import Sandbox
from provenance.statements.errors import BadMessage
from provenance.types import Report

VERBS: Final[dict[str, Callable[[Sequence[str], TextIO, TextIO], int]]] = {
    ATTESTATION: attestation,
    BLINDLIST: blindlist,
    CAMERA: camera,
    COPY: copy_file,
    FINGERPRINT: fingerprint,
    MIRROR: mirror_command,
    SIGN: sign_file,
    STATEMENT: statement,
}
"""First words that are no file's name: a file of that name is asked about as `./sign`."""


def main(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Answer about every file named; the status is 0, 2 or 3 as DESIGN section 5 says."""
    try:
        if verb := VERBS.get(words[0] if words else ""):
            return verb(words[1:], out, err)
        return _run(request_from(words, datetime.now(UTC)), out, err)
    except (CannotOpen, BadPolicy, BadMessage, AttestationError) as error:
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
    with open_file(path) as descriptor:
        report = sandbox.examine(
            descriptor, request.at, sidecar=request.sidecar, capture=request.capture, fingerprints=False
        ).report
    return report if request.mirror is None else with_mirror(report, request.mirror, request.at)
