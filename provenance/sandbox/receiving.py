"""Read a child's reply: bytes of a process that may have been captured by the file it opened.

The types bound shape and vocabulary; here the rest is bounded that would reach other people's pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.errors import BadReply
from provenance.report_json import examination_from_bytes
from provenance.types import Examination

THUMBNAIL_BYTES = 64 * 1024
"""DESIGN section 3: what a page shows of a file."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""A thumbnail is a JPEG or a PNG; anything else could be a page or a script that a browser is led to run."""

_CODE = re.compile(r"[a-zA-Z0-9_.]{1,100}")
"""Codes are keys of the catalogue of sentences, never prose."""


def received(raw: bytes) -> Examination:
    """The examination in a reply; raises BadReply for whatever is none."""
    examination = examination_from_bytes(raw)
    thumbnail = examination.thumbnail
    if thumbnail is not None and not (len(thumbnail) <= THUMBNAIL_BYTES and thumbnail.startswith(_PICTURES)):
        raise BadReply("A report could not be read.", "the thumbnail is no small picture")
    if not all(_CODE.fullmatch(code) for code in _codes(examination)):
        raise BadReply("A report could not be read.", "a code is not a code")
    return examination


def _codes(examination: Examination) -> Iterator[str]:
    report = examination.report
    yield from (report.headline.code, report.credentials.code)
    for finding in report.findings:
        yield from (finding.code, finding.kind)
