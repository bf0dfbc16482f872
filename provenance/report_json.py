"""Reports as JSON and back: `firstlight.report/1` for people, a stored form without sentences, the sandbox's pipe.

Whatever comes back from a sandboxed child or a database is read as hostile: its size is bounded here, its shape and
vocabulary by the types it is decoded into.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import msgspec

from provenance.errors import BadReply
from provenance.sentences import sentence
from provenance.types import Examination, Finding, Outcome, Report

SCHEMA = "firstlight.report/1"

REPLY_BYTES_LIMIT = 4 * 1024 * 1024
"""The longest report of an honest chain seen is 0.1 MB, the thumbnail 64 KiB; the rest is room for long histories."""

T = TypeVar("T")


def report_to_json(report: Report) -> dict[str, object]:
    """The public form with its sentences, as DESIGN section 4 lays it out."""
    return {
        "schema": SCHEMA,
        "media": _plain(report.media),
        "headline": _with_sentence(report.headline),
        "credentials": {**_with_sentence(report.credentials), "steps": [_plain(one) for one in report.steps]},
        "findings": [_with_sentence(one) for one in report.findings],
        "not_checked": list(report.not_checked),
        "made_with": _plain(report.made_with),
    }


def finding_to_json(finding: Finding) -> dict[str, object]:
    """One finding with its sentence, as it stands in a report."""
    return _with_sentence(finding)


def stored(report: Report) -> dict[str, object]:
    """The form that is kept: codes and parameters only."""
    return _plain(report)


def report_from_json(document: object) -> Report:
    """The report back from its stored form; raises BadReply for anything that does not follow it exactly."""
    return _read(lambda: msgspec.convert(document, Report))


def examination_to_bytes(examination: Examination) -> bytes:
    """One examination as it crosses the sandbox's pipe."""
    return msgspec.json.encode(examination)


def examination_from_bytes(raw: bytes) -> Examination:
    """The examination back from a child's reply; raises BadReply, never anything else."""
    if len(raw) > REPLY_BYTES_LIMIT:
        raise BadReply("The reply of the media process was too large.", f"{len(raw)} bytes")
    return _read(lambda: msgspec.json.decode(raw, type=Examination))


def _with_sentence(line: Outcome | Finding) -> dict[str, object]:
    return {**_plain(line), "sentence": sentence(line.code, line.params)}


def _plain(value: object) -> dict[str, object]:
    return cast(dict[str, object], msgspec.to_builtins(value))


def _read(decode: Callable[[], T]) -> T:
    try:
        return decode()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadReply("A report could not be read.", str(error)[:200]) from error
