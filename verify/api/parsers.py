"""Reads request bodies within bounds; everything unreadable becomes one clear sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import IO, Any, Final

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from verify.api.errors import refuse
from verify.api.limits import JSON_MAX_BYTES

UTF8_NAMES = {"utf-8", "utf8"}

BYTES_A_PIECE: Final = 32
LEAST_PIECES: Final = 4096
"""A text, a bracket or a comma stands for up to a hundred bytes of memory, so that 8 MB of nothing but these would take
300; documents that mean something have one in so many bytes, and small ones may have what they like."""
_PIECES: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{,]', re.DOTALL)


class BoundedJSONParser(BaseParser):
    """One small JSON document in UTF-8; never reads more than `most_bytes`."""

    media_type = "application/json"
    most_bytes = JSON_MAX_BYTES

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> object:
        """The document, whatever it holds."""
        _check_charset(media_type or "")
        body = stream.read(self.most_bytes + 1)
        if len(body) > self.most_bytes:
            raise refuse("body_too_large", f"The JSON is too long. Send less than {self.most_bytes // 1024} KiB.")
        most = max(LEAST_PIECES, self.most_bytes // BYTES_A_PIECE)
        if next(islice(_PIECES.finditer(body), most, None), None) is not None:
            raise refuse("body_too_large", "The JSON holds more values than this takes. Send several shorter ones.")
        return _document(body)


def _check_charset(content_type: str) -> None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(' "').lower() not in UTF8_NAMES:
            raise refuse("unsupported_media_type", "Send JSON in UTF-8.")


def _document(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as unreadable:
        raise ParseError('This is not JSON. Send an object such as {"url": "https://..."}.') from unreadable


def _no_constant(name: str) -> object:
    raise ValueError(name)
