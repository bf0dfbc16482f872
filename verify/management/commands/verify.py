"""The whole pipeline against this installation for files and links, in this process and its sandbox."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.cli.text import lines_of
from provenance.errors import CannotOpen, ProvenanceError
from provenance.report_json import report_to_json
from provenance.types import Examination, Report
from verify import wiring
from verify.cases.arriving import CAPTURE_BYTES
from verify.cases.asking_cameras import with_cameras_asked
from verify.cases.authored import report_with_authors
from verify.cases.beacons import with_beacons_looked_up
from verify.cases.cameras import report_with_cameras
from verify.cases.likenesses import report_with_search
from verify.cases.on_record import report_with_records
from verify.cases.similar import Asked, search_similar
from verify.fetch import FetchError
from verify.index.types import EVERYBODY
from verify.ledger.models import Record
from verify.management.recording import NoOwner, Recording, record_as_json, told
from verify.registry.selectors import policy_for

BAD_USAGE, OUR_FAULT = 2, 3


class Command(BaseCommand):
    help = (
        "Check files and links against the trust lists of this installation. Exit status: 0 answered, whatever the "
        "answer; 2 bad usage or a file that cannot be opened; 3 our fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one report a line, as JSON")
        parser.add_argument("--capture", default="", metavar="SIDECAR", help="what a camera signed over the one file")
        parser.add_argument("--record", action="store_true", help="record what was checked: public and for ever")
        parser.add_argument("--sealed", action="store_true", help="with --record: salted commitments only")
        parser.add_argument("--owner", default="", help="with --record: the user whom the records belong to")

    def handle(self, *, names: list[str], as_json: bool, record: bool, **options: Any) -> None:
        if options["capture"] and len(names) != 1:
            raise CommandError("--capture belongs to one file: name exactly one.", returncode=BAD_USAGE)
        try:
            capture = _capture(options["capture"])
            recording = Recording.of(options["owner"], sealed=options["sealed"]) if record else None
            with wiring.open_examiner():
                answered = [self._answer(name, capture, as_json=as_json, recording=recording) for name in names]
        except (NoOwner, CannotOpen) as problem:
            raise CommandError(str(problem), returncode=BAD_USAGE) from None
        except ProvenanceError as problem:
            raise CommandError(f"{problem.public} This is our fault, not the file's.", returncode=OUR_FAULT) from None
        if not all(answered):
            raise CommandError("Not everything could be opened; the lines above say why.", returncode=BAD_USAGE)

    def _answer(self, name: str, capture: bytes | None, *, as_json: bool, recording: Recording | None) -> bool:
        try:
            with _opened(name) as descriptor:
                seen = wiring.examiner().examine(descriptor, wiring.now(), policy=policy_for(None), capture=capture)
            examination = with_cameras_asked(with_beacons_looked_up(seen))
            report = _looked_up(examination)
            made = recording.record(examination) if recording else None
        except (CannotOpen, FetchError) as problem:
            self.stderr.write(f"{name}: {problem.public}")
            return False
        self.stdout.write(_json(name, report, made) if as_json else "\n".join([*lines_of(name, report), *told(made)]))
        return True


def _looked_up(examination: Examination) -> Report:
    """The report with open records of these bytes, and with recorded works that resemble the file."""
    report = report_with_cameras(report_with_records(examination.report, reader=None), reader=None)
    report = report_with_authors(report, reader=None)
    if report.headline.code == "unreadable":
        return report
    prints = examination.fingerprints
    asked = Asked(prints, examination.bindings) if prints is not None else None
    return report_with_search(report, search_similar(asked, (EVERYBODY,)))


def _json(name: str, report: Report, made: Record | None) -> str:
    recorded = {"record": record_as_json(made)} if made else {}
    return json.dumps({"file": name, **report_to_json(report), **recorded}, ensure_ascii=False)


def _capture(name: str) -> bytes | None:
    """The capture sidecar of this name; whether it is one, the report says."""
    if not name:
        return None
    with _file(Path(name)) as descriptor, os.fdopen(os.dup(descriptor), "rb") as source:
        content = source.read(CAPTURE_BYTES + 1)
    if len(content) > CAPTURE_BYTES:
        raise CannotOpen("The capture sidecar is larger than any. Name the file that the camera wrote beside it.")
    return content


@contextmanager
def _opened(name: str) -> Iterator[int]:
    if name.lower().startswith(("http://", "https://")):
        with wiring.fetcher().fetch(name) as fetched:
            yield fetched.file.fileno()
    else:
        with _file(Path(name)) as descriptor:
            yield descriptor


@contextmanager
def _file(path: Path) -> Iterator[int]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as problem:
        raise CannotOpen(f"The file cannot be opened: {problem.strerror}. Check the name and your rights.") from problem
    try:
        yield descriptor
    finally:
        os.close(descriptor)
