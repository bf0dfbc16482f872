"""Reads request bodies within bounds; everything unreadable becomes one clear sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from verify.api.errors import refuse
from verify.api.limits import JSON_MAX_BYTES

UTF8_NAMES = {"utf-8", "utf8"}


class BoundedJSONParser(BaseParser):
    """One small JSON document in UTF-8; never reads more than `JSON_MAX_BYTES`."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> object:
        """The document, whatever it holds."""
        _check_charset(media_type or "")
        body = stream.read(JSON_MAX_BYTES + 1)
        if len(body) > JSON_MAX_BYTES:
            raise refuse("body_too_large", "The JSON is too long. Send one link, in less than 32 KiB.")
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
