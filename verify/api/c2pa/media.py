"""Takes a medium as the whole body of a call, as the Soft Binding Resolution API sends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from verify.api.errors import refuse
from verify.cases.models import Verification
from verify.cases.services import verification_start
from verify.cases.uploader import Uploader

CHUNK = 256 * 1024
KINDS = ("image/", "audio/", "video/", "application/")


class WholeBodyParser(BaseParser):
    """Hands the stream on unread: the quarantine takes it chunk by chunk, up to the largest file."""

    media_type = "*/*"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> IO[bytes]:
        """The stream itself."""
        return stream


def checked(request: Request, uploader: Uploader) -> Verification:
    """Start the check of the body; raises ProblemRaised for a type that nothing here reads, and those of cases."""
    if not str(request.content_type).lower().startswith(KINDS):
        raise refuse("unsupported_media_type", "Send the medium itself as the body, with its own content type.")
    announced = request.META.get("CONTENT_LENGTH") or ""
    if not announced.isdecimal():
        raise refuse("length_required")
    size = int(announced)
    return verification_start(upload=_chunks(request.data, size), size=size, uploader=uploader)


def _chunks(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := stream.read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk
