"""Asking other services for published credentials, over the guarded way out: our code of the picture leaves, it never.

Only services that the operator named are asked, over https, and only at their own address: an answer that points
elsewhere is no answer. Everything that comes back is somebody's word. Source: C2PA Soft Binding Resolution API 2.2.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import quote, urlencode

import msgspec

from provenance.credentials.boxes import STORE_BYTES
from verify.fetch import Fetcher, FetchError
from verify.recovery.bindings import ISCC
from verify.recovery.names import is_name

ANSWER_BYTES: Final = 64 * 1024
"""Fifty matches with long names take 20 KiB."""

MOST: Final = 3
"""Stores that are fetched of one service; the first is the best, and each costs an examination."""

JSON_TYPES: Final = ("application/json",)
STORE_TYPES: Final = ("application/c2pa", "application/x-c2pa-manifest-store", "application/octet-stream")


class Heard(StrEnum):
    """What one service said."""

    FOUND = "found"
    NOTHING = "nothing"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Resolver:
    """A service that the operator named, at its base address without a slash at the end."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: which manifest the service says this picture has, and its store."""

    by: str
    heard: Heard
    manifest: str = ""
    store: bytes = field(default=b"", repr=False)


class _Match(msgspec.Struct):
    manifestId: str = ""  # noqa: N815 - the specification's name
    endpoint: str = ""


class _Result(msgspec.Struct):
    matches: list[_Match] = []


def ask_resolver(fetcher: Fetcher, resolver: Resolver, iscc: str) -> tuple[Said, ...]:
    """What one service says of a picture with this ISCC image code; never empty, never raises for what it answers."""
    try:
        found = _matches(fetcher, resolver, iscc)
        said = tuple(Said(resolver.name, Heard.FOUND, name, _store(fetcher, resolver, name)) for name in found)
    except (FetchError, msgspec.MsgspecError):
        return (Said(resolver.name, Heard.UNAVAILABLE),)
    return said or (Said(resolver.name, Heard.NOTHING),)


def _matches(fetcher: Fetcher, resolver: Resolver, iscc: str) -> list[str]:
    asked = urlencode({"alg": ISCC, "value": b64encode(iscc.encode()).decode(), "maxResults": MOST})
    answer = _own(fetcher, resolver, f"/matches/byBinding?{asked}", ANSWER_BYTES, JSON_TYPES)
    listed = msgspec.json.decode(answer, type=_Result).matches
    here = [one.manifestId for one in listed if one.endpoint.rstrip("/") in ("", resolver.address)]
    return [name for name in dict.fromkeys(here) if is_name(name)][:MOST]


def _store(fetcher: Fetcher, resolver: Resolver, name: str) -> bytes:
    return _own(fetcher, resolver, f"/manifests/{quote(name, safe='')}", STORE_BYTES, STORE_TYPES)


def _own(fetcher: Fetcher, resolver: Resolver, path: str, most: int, types: tuple[str, ...]) -> bytes:
    """A document of the service itself: whom it hands on to is not whom the operator named, and is never called."""
    address = resolver.address + path
    return fetcher.fetch_document(address, max_bytes=most, content_types=types, handed_on=False).body
