"""Reads from a request what was signed, or what is to be checked or drafted; what does not fit is refused by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType
from rest_framework.request import Request

from chronology.errors import Malformed
from chronology.records import text_digest
from provenance.statements import wire
from provenance.statements.errors import BadMessage
from provenance.statements.limits import MOST_SIGNED_BYTES
from provenance.statements.posts import MOST_CHARS, NamedKind, named_in
from provenance.statements.types import Signed
from verify.api.errors import refuse
from verify.api.limits import AUTHOR_MAX_CHARS, CHECK_BYTES, CHECKS_MOST, LINK_MAX_CHARS
from verify.api.parsers import BoundedJSONParser
from verify.api.records.intake import Hex, digest_of, one_file, read, required_length
from verify.authors.services import Opening

Name = Annotated[str, Meta(min_length=1, max_length=AUTHOR_MAX_CHARS)]
Source = Annotated[str, Meta(min_length=1, max_length=LINK_MAX_CHARS)]
Text = Annotated[str, Meta(min_length=1, max_length=MOST_CHARS)]
TypeName = Annotated[str, Meta(min_length=1, max_length=40)]


class SignedParser(BoundedJSONParser):
    """One signed message, with the few words around it."""

    most_bytes = MOST_SIGNED_BYTES + 1024


class CheckParser(BoundedJSONParser):
    """Longer than other JSON: the texts of posts stand in it."""

    most_bytes = CHECK_BYTES


class OpeningWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What opens a commitment."""

    sha256: Hex
    salt: Hex


class StatementWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signed message, and what opens the commitment that it names, if it names one."""

    signed: dict[str, Any]
    opening: OpeningWanted | UnsetType = UNSET


class DraftWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The type of a message and those of its fields that the signer chooses."""

    type: TypeName
    message: dict[str, Any]


class ItemWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to check: a text or the digest of a file, and what is claimed of it."""

    sha256: Hex | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    signed: dict[str, Any] | UnsetType = UNSET
    author: Name | UnsetType = UNSET
    source: Source | UnsetType = UNSET


class ItemsWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Many of them; each is read by itself, so that one that does not fit stops no other."""

    items: Annotated[list[Any], Meta(min_length=1, max_length=CHECKS_MOST)]


@dataclass(frozen=True, slots=True)
class Post:
    """One thing to check, read: nobody's business, and never shown in traces.

    `content` is the SHA-256 of the file or of the text's canonical spelling. `source` is the link that it is said to
    come from, `links` are those that its text passes on.
    """

    content: str = field(default="", repr=False)
    signed: Signed | None = field(default=None, repr=False)
    author: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    links: tuple[str, ...] = field(default=(), repr=False)


def statement_wanted(request: Request) -> tuple[Signed, Opening | None]:
    """What was signed, and what opens it; raises ProblemRaised."""
    required_length(request)
    wanted = read(request.data, StatementWanted, "bad_statement")
    signed, opening = signed_of(wanted.signed, "bad_statement"), wanted.opening
    if opening is UNSET:
        return signed, None
    return signed, Opening(bytes.fromhex(opening.sha256), bytes.fromhex(opening.salt))


def draft_wanted(request: Request) -> DraftWanted:
    """What a message is to say; raises ProblemRaised."""
    required_length(request)
    return read(request.data, DraftWanted, "bad_draft")


def checks_wanted(request: Request) -> list[Any] | Post:
    """The items of a call, unread, or the one thing that it asks about; raises ProblemRaised."""
    required_length(request)
    if hasattr(request.data, "getlist"):
        return _form(request)
    if isinstance(request.data, Mapping) and "items" in request.data:
        return read(request.data, ItemsWanted, "bad_check").items
    return post_of(request.data)


def post_of(item: Any) -> Post:
    """One thing to check; raises ProblemRaised with what to mend."""
    wanted = read(item, ItemWanted, "bad_check")
    if (wanted.sha256 is not UNSET and wanted.text is not UNSET) or wanted == ItemWanted():
        raise refuse("bad_check")
    text = "" if wanted.text is UNSET else wanted.text
    content = _content(text) if text else wanted.sha256 or ""
    signed = None if wanted.signed is UNSET else signed_of(wanted.signed, "bad_check")
    return Post(content, signed, wanted.author or "", wanted.source or "", _links(text))


def signed_of(document: Mapping[str, Any], code: str) -> Signed:
    """The signed message; raises ProblemRaised with this code and the reason."""
    try:
        return wire.from_json(document)
    except BadMessage as problem:
        raise refuse(code, str(problem), reason=problem.code) from problem


def _content(text: str) -> str:
    try:
        return text_digest(text).hex()
    except Malformed as problem:
        raise refuse("bad_check", str(problem)) from problem


def _links(text: str) -> tuple[str, ...]:
    return tuple(one.value for one in named_in(text) if one.kind is NamedKind.LINK)


def _form(request: Request) -> Post:
    """A file, hashed and forgotten, with what is claimed of it in the other fields."""
    texts = {name: request.POST.getlist(name) for name in request.POST}
    if set(texts) - {"signed", "author", "source"} or set(request.FILES) != {"file"}:
        raise refuse("bad_check")
    if any(len(values) != 1 for values in texts.values()):
        raise refuse("bad_check")
    said: dict[str, Any] = {name: values[0] for name, values in texts.items()}
    if "signed" in said:
        said["signed"] = _document(said["signed"])
    return post_of({**said, "sha256": digest_of(one_file(request, "bad_check"))})


def _document(text: str) -> object:
    if len(text) > MOST_SIGNED_BYTES:
        raise refuse("bad_check", f"`signed` is one `firstlight.signed/1` of at most {MOST_SIGNED_BYTES // 1024} KiB.")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise refuse("bad_check", "`signed` is one `firstlight.signed/1` as JSON.") from problem
