"""Reads from a request what a batch is to check; what does not fit is refused in a sentence and nothing is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from verify.api.errors import refuse
from verify.api.parsers import BoundedJSONParser
from verify.api.records.intake import one_file, required_length
from verify.batches.errors import BadList
from verify.batches.limits import LIST_BYTES
from verify.batches.lists import Wanted, of_json, of_table
from verify.cases.uploads import QuarantinedUpload

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


class ListParser(BoundedJSONParser):
    """As long as ten thousand links."""

    most_bytes = LIST_BYTES


class TableParser(BaseParser):
    """A table as it is; what stands in it is read afterwards."""

    media_type = "text/csv"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """The bytes, at most one more than may be."""
        return stream.read(LIST_BYTES + 1)


@dataclass(frozen=True, slots=True)
class BatchWanted:
    """An archive in quarantine or a list, and a digest of it that tells a repeated call from another one."""

    archive: QuarantinedUpload | None = None
    items: list[Wanted] = field(default_factory=list, repr=False)

    def digest(self) -> bytes:
        """SHA-256 of what was sent."""
        if self.archive is None:
            return hashlib.sha256(repr([(one.position, one.url, one.sha256) for one in self.items]).encode()).digest()
        self.archive.seek(0)
        return hashlib.file_digest(self.archive.arrival.file, "sha256").digest()


def batch_wanted(request: Request) -> BatchWanted:
    """What the body asks for; raises ProblemRaised, BadList."""
    required_length(request)
    body = request.data
    if isinstance(body, bytes):
        return BatchWanted(items=of_table(body))
    if not hasattr(body, "getlist"):
        return BatchWanted(items=of_json(body))
    if set(request.POST) or set(request.FILES) != {"file"}:
        raise refuse("bad_items", "Send one zip or CSV in the form field `file`, as curl -F file=@photos.zip does.")
    return _of_file(one_file(request, "bad_items"))


def _of_file(upload: UploadedFile) -> BatchWanted:
    upload.seek(0)
    start = upload.read(4)
    upload.seek(0)
    if isinstance(upload, QuarantinedUpload) and (start in ZIP_STARTS or upload.overflow or upload.no_room):
        return BatchWanted(archive=upload)
    try:
        return BatchWanted(items=of_table(upload.read(LIST_BYTES + 1)))
    except BadList as problem:
        raise refuse("bad_items", f"The file is no zip, and no table either: {problem}") from problem
