"""Reads from a request what is to be recorded or looked up; what does not fit exactly is refused in a sentence."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from django.core.files.uploadedfile import UploadedFile
from msgspec import UNSET, Meta, UnsetType
from rest_framework.request import Request

from verify.api.errors import refuse
from verify.api.limits import AUTHOR_MAX_CHARS, LINK_MAX_CHARS, MEMBERS_MOST
from verify.cases.arriving import too_large
from verify.cases.errors import NoRoom
from verify.cases.uploads import QuarantinedUpload

Hex = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Role = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_-]{0,31}\Z")]
MediaType = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9!#$&^_.+-]{0,48}/[a-z0-9][a-z0-9!#$&^_.+-]{0,48}\Z")]
RecordId = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{22}\Z")]
Transaction = Annotated[str, Meta(pattern=r"\A0x[0-9a-f]{64}\Z")]
FormWord = Literal["open", "sealed"]

Body = TypeVar("Body", bound=msgspec.Struct)


class MemberWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a work."""

    role: Role
    sha256: Hex


class RecordWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One content, or the parts of one work, and whether it is recorded openly."""

    form: FormWord
    sha256: Hex | UnsetType = UNSET
    members: Annotated[list[MemberWanted], Meta(min_length=1, max_length=MEMBERS_MOST)] | UnsetType = UNSET
    media_type: MediaType | UnsetType = UNSET
    previous: RecordId | UnsetType = UNSET


class LookupWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to look up."""

    sha256: Hex | UnsetType = UNSET
    tx: Transaction | UnsetType = UNSET
    url: Annotated[str, Meta(max_length=LINK_MAX_CHARS)] | UnsetType = UNSET
    author: Annotated[str, Meta(max_length=AUTHOR_MAX_CHARS)] | UnsetType = UNSET
    fingerprint: dict[str, Any] | UnsetType = UNSET


def record_wanted(request: Request) -> RecordWanted:
    """What the body asks to record; raises ProblemRaised with what to mend."""
    required_length(request)
    if hasattr(request.data, "getlist"):
        return _form(request)
    wanted = read(request.data, RecordWanted, "bad_record")
    if (wanted.sha256 is UNSET) == (wanted.members is UNSET):
        raise refuse("bad_record")
    if wanted.form == "sealed" and (wanted.media_type is not UNSET or wanted.previous is not UNSET):
        raise refuse("bad_record", "A sealed record shows neither `media_type` nor `previous`: leave them out.")
    return wanted


def lookup_wanted(request: Request) -> LookupWanted:
    """What the body asks to look up; of a file only the SHA-256 is taken. Raises ProblemRaised."""
    required_length(request)
    if hasattr(request.data, "getlist"):
        _require_fields(request, set(), "bad_lookup")
        return LookupWanted(sha256=digest_of(one_file(request, "bad_lookup")))
    wanted = read(request.data, LookupWanted, "bad_lookup")
    asked = (wanted.sha256, wanted.tx, wanted.url, wanted.author, wanted.fingerprint)
    if sum(one is not UNSET for one in asked) != 1:
        raise refuse("bad_lookup")
    return wanted


def _form(request: Request) -> RecordWanted:
    _require_fields(request, {"form"}, "bad_record")
    forms = request.POST.getlist("form")
    if len(forms) != 1:
        raise refuse("bad_record")
    asked = {"form": forms[0], "sha256": digest_of(one_file(request, "bad_record"))}
    return read(asked, RecordWanted, "bad_record")


def _require_fields(request: Request, texts: set[str], code: str) -> None:
    if set(request.POST) != texts or set(request.FILES) != {"file"}:
        raise refuse(code)


def one_file(request: Request, code: str) -> UploadedFile:
    """The one file of a form that is not empty; raises ProblemRaised with this code."""
    files: list[UploadedFile] = request.FILES.getlist("file")
    if len(files) != 1 or not files[0].size:
        raise refuse(code, "Send one file that is not empty in the form field `file`, as curl -F file=@photo.jpg does.")
    return files[0]


def digest_of(upload: UploadedFile) -> str:
    """The SHA-256 of an upload in hex; raises NoRoom and Refused where it did not fit."""
    if isinstance(upload, QuarantinedUpload) and upload.no_room:
        raise NoRoom
    if isinstance(upload, QuarantinedUpload) and upload.overflow:
        raise too_large()
    upload.seek(0)
    return hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]


def read(body: Any, shape: type[Body], code: str) -> Body:
    """The body in this shape; raises ProblemRaised with this code."""
    try:
        return msgspec.convert(body, shape, strict=True)
    except (msgspec.ValidationError, UnicodeEncodeError) as problem:  # half a character is in no text
        raise refuse(code) from problem


def required_length(request: Request) -> None:
    """Refuse a body of unknown length; raises ProblemRaised."""
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower() and not request.META.get("CONTENT_LENGTH"):
        raise refuse("length_required")
