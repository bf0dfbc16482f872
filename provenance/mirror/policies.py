"""Whom the mirrored installation trusts, as the policy by which files are checked at home."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from provenance.attestation.revocation import Book
from provenance.attestation.status_list import StatusList, read_status_list
from provenance.attestation.types import Platform, Reader
from provenance.attestation.wire import reader_from_json
from provenance.mirror.copy import DAMAGED, Copy
from provenance.mirror.errors import BadMirror
from provenance.mirror.fetching import LISTS
from provenance.policy import Denied, Policy, Tier, TrustList

MISSING = "A list that the installation uses is missing from the mirror: fetch it again."


def policy_of(copy: Copy) -> Policy:
    """Lists, refused signers and makers as they were when the copy was made; raises BadMirror."""
    try:
        return Policy(tuple(_lists(copy)), tuple(_denied(copy)), demo=_is_demo(copy), reader=_reader(copy))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadMirror(DAMAGED) from error


def _is_demo(copy: Copy) -> bool:
    return copy.facts("installation").get("", {}).get("demo") is True


def _lists(copy: Copy) -> Iterator[TrustList]:
    found = [(Tier(body["tier"]), name, body) for name, body in copy.facts("list").items()]
    for tier, name, body in sorted(found, key=lambda one: (list(Tier).index(one[0]), one[1])):
        yield TrustList(tier, name, _content(copy, body), body["issued"], body["fetched"])


def _denied(copy: Copy) -> Iterator[Denied]:
    for body in copy.facts("denied").values():
        yield Denied(body["issuer"], body["serial"], body["key"])


def _reader(copy: Copy) -> Reader:
    roots, apps = list(copy.facts("maker_root").values()), sorted(copy.facts("app"))
    wire: dict[str, object] = {"roots": roots, "book": None, "apps": apps, "counters": [], "claimed_at": None}
    read = reader_from_json(wire)
    return Reader(read.roots, Book(tuple(_status_lists(copy))), read.apps)


def _status_lists(copy: Copy) -> Iterator[StatusList]:
    for platform, body in copy.facts("status").items():
        seen = datetime.fromisoformat(body["seen"])
        yield read_status_list(_content(copy, body), seen, str(body["origin"]), Platform(platform))


def _content(copy: Copy, body: dict[str, Any]) -> bytes:
    """The list as the installation has it; its bytes are held against the digest that was signed."""
    name = str(body["sha256"])
    path = copy.folder / LISTS / name
    if len(name) != 64 or not name.isalnum() or not path.exists():
        raise BadMirror(MISSING)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != name:
        raise BadMirror(DAMAGED)
    return content
