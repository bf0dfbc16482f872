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
from provenance.types import Report
from verify import wiring
from verify.fetch import FetchError
from verify.registry.selectors import policy_for

RECORDING = "Recording arrives with the chronology: nothing was recorded. Run it again without --record."
BAD_USAGE, OUR_FAULT = 2, 3


class Command(BaseCommand):
    help = (
        "Check files and links against the trust lists of this installation. Exit status: 0 answered, whatever the "
        "answer; 2 bad usage or a file that cannot be opened; 3 our fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one report a line, as JSON")
        parser.add_argument("--record", action="store_true", help="record what was checked (not yet)")

    def handle(self, *, names: list[str], as_json: bool, record: bool, **options: Any) -> None:
        if record:
            raise CommandError(RECORDING, returncode=BAD_USAGE)
        try:
            with wiring.open_examiner():
                answered = [self._answer(name, as_json=as_json) for name in names]
        except ProvenanceError as problem:
            raise CommandError(f"{problem.public} This is our fault, not the file's.", returncode=OUR_FAULT) from None
        if not all(answered):
            raise CommandError("Not everything could be opened; the lines above say why.", returncode=BAD_USAGE)

    def _answer(self, name: str, *, as_json: bool) -> bool:
        try:
            with _opened(name) as descriptor:
                report = wiring.examiner().examine(descriptor, wiring.now(), policy=policy_for(None)).report
        except (CannotOpen, FetchError) as problem:
            self.stderr.write(f"{name}: {problem.public}")
            return False
        self.stdout.write(_json(name, report) if as_json else "\n".join(lines_of(name, report)))
        return True


def _json(name: str, report: Report) -> str:
    return json.dumps({"file": name, **report_to_json(report)}, ensure_ascii=False)


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
