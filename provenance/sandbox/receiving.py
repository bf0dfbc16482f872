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

MOST_BINDINGS = 500
"""As many steps as are read of a chain."""

_HANDLE = re.compile(r"[0-9a-f]{32}")

MOST_CAPTURES = 32
"""Eight attestations of a sidecar, and one for each capture that a history is told of."""

MOST_IDS = 128
"""Names of devices: a few for each step that is asked about."""

MOST_ID = 200
"""Characters of one name, as `provenance.attestation.naming` cuts them."""


def received(raw: bytes) -> Examination:
    """The examination in a reply; raises BadReply for whatever is none."""
    examination = examination_from_bytes(raw)
    thumbnail = examination.thumbnail
    if thumbnail is not None and not (len(thumbnail) <= THUMBNAIL_BYTES and thumbnail.startswith(_PICTURES)):
        raise BadReply("A report could not be read.", "the thumbnail is no small picture")
    if len(examination.bindings) > MOST_BINDINGS or not all(_HANDLE.fullmatch(one) for one in examination.bindings):
        raise BadReply("A report could not be read.", "a binding is no handle")
    if not _bounded(examination):
        raise BadReply("A report could not be read.", "more captures or names of devices than there can be")
    if not all(_CODE.fullmatch(code) for code in _codes(examination)):
        raise BadReply("A report could not be read.", "a code is not a code")
    return examination


def _bounded(examination: Examination) -> bool:
    ids = (*examination.device_ids, *(one for evidence in examination.captures for one in evidence.ids))
    fits = len(examination.captures) <= MOST_CAPTURES and len(ids) <= 2 * MOST_IDS
    return fits and all(len(text) <= MOST_ID for one in ids for text in (one.maker, one.value, one.version))


def _codes(examination: Examination) -> Iterator[str]:
    report = examination.report
    yield from (report.headline.code, report.credentials.code)
    for finding in report.findings:
        yield from (finding.code, finding.kind)
    yield from (evidence.code for evidence in examination.captures)
