"""Every way the interface says no: a stable code, a status, a title, and a sentence that says what to do (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from provenance.gate import Refusal, http_status
from provenance.sentences import sentence
from provenance.types import Params
from verify.fetch import sentences as fetching


class Kind(NamedTuple):
    """What is the same in all problems of one code."""

    status: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal or fault, ready to be answered."""

    code: str
    status: int
    title: str
    detail: str
    retry_after_s: int | None = None

    def as_json(self) -> dict[str, str | int]:
        """The members of `application/problem+json`; `code` is our extension and never changes its meaning."""
        return {
            "type": f"/developers/#{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }


KINDS = {
    "malformed": Kind(400, "Malformed request", "The request could not be read. Check its form and send it again."),
    "nothing_to_check": Kind(
        400,
        "Nothing to check",
        "Send a file in the form field `file`, or JSON with the one member `url`.",
    ),
    "unknown_field": Kind(400, "Unknown field", "Send only `file` and `sidecar` in a form, or only `url` in JSON."),
    "link.refused": Kind(
        400,
        "Not a link that can be fetched",
        "Send a full public link that begins with http:// or https:// and has at most 2,048 characters.",
    ),
    "bad_idempotency_key": Kind(
        400,
        "Unsuitable Idempotency-Key",
        "Use a random key of 16 to 255 letters, digits, dots, dashes, underscores or colons, such as a UUID.",
    ),
    "forbidden": Kind(
        403, "Not allowed", "Log in with an account that may do this, or send the CSRF token of your session."
    ),
    "not_found": Kind(
        404,
        "Not found",
        "There is nothing at this address. It may have expired or been discarded. Start a new verification.",
    ),
    "method_not_allowed": Kind(405, "Method not allowed", "Use one of the methods listed in the Allow header."),
    "not_acceptable": Kind(
        406, "Not acceptable", "Answers come as JSON. Send Accept: application/json, or no Accept header."
    ),
    "idempotency_key_reused": Kind(
        409,
        "Idempotency-Key used before",
        "This key was sent with something else. Use a new key for each thing you check.",
    ),
    "length_required": Kind(411, "Length required", "Send the body with a Content-Length header, not in chunks."),
    "body_too_large": Kind(
        413, "Request too large", "Send a file within the limits listed under /formats, and JSON below 32 KiB."
    ),
    "unsupported_media_type": Kind(
        415,
        "Unsupported content type",
        "Send multipart/form-data with a file, or application/json with a link.",
    ),
    "not_a_sidecar": Kind(
        415,
        "Not a detached manifest",
        "The field `sidecar` takes a detached C2PA manifest (.c2pa). Send the file to check in the field `file`.",
    ),
    "throttled": Kind(429, "Too many requests", "Wait for the seconds given in Retry-After, then send it again."),
    "internal": Kind(
        500,
        "Our fault",
        "Something failed on our side. It says nothing about the file. Try again; if it stays, tell the operator.",
    ),
    "unavailable": Kind(
        503,
        "Not available now",
        "Firstlight cannot check anything at the moment. It says nothing about the file. Try again in a minute.",
    ),
}

REFUSAL_TITLES = {
    "refused.empty": "Empty file",
    "refused.too_large": "File too large",
    "refused.unknown_type": "Type of file not supported",
    "refused.too_many_pixels": "Too many pixels",
    "refused.too_many_frames": "Too many frames",
    "refused.too_complex": "File too complex",
    "refused.damaged": "File cannot be read",
    "refused.active_content": "File holds active content",
    "refused.limits_reached": "File cannot be read within limits",
    "refused.structure": "Structure of the file does not hold",
    "refused.sidecar_alone": "Credentials without their file",
    "refused.not_a_sidecar": "Not detached credentials",
}


# What the fetcher says of the place that a link leads to; all other link codes are the link's own fault (400).
LINK_STATUS = {
    "link.too_large": 413,
    "link.page": 415,
    "link.content_type": 415,
    **dict.fromkeys(
        (
            "link.name_unknown", "link.no_answer", "link.not_trusted_site", "link.too_slow", "link.cut_short",
            "link.not_found", "link.needs_log_in", "link.site_trouble", "link.bad_answer", "link.compressed",
        ),
        424,
    ),
}  # fmt: skip
LINK_TITLE = "Link could not be fetched"
BUSY = {"failed.busy", "failed.no_room"}


def problem(code: str, detail: str | None = None, *, retry_after_s: int | None = None) -> Problem:
    """The problem with this code; `detail` replaces the usual sentence where the case is known more exactly."""
    kind = KINDS[code]
    return Problem(code, kind.status, kind.title, detail or kind.detail, retry_after_s)


def refusal_problem(refusal: Refusal) -> Problem:
    """The problem that tells why a file was refused."""
    title = REFUSAL_TITLES.get(refusal.code, "File refused")
    return Problem(refusal.code, http_status(refusal.code), title, sentence(refusal.code, refusal.params))


def verification_problem(code: str, params: Params) -> Problem:
    """The problem for the code that a refused or failed verification keeps."""
    if code in KINDS:
        return problem(code)
    if code.startswith("refused."):
        return refusal_problem(Refusal(code, params))
    if code in fetching.SENTENCES:
        return Problem(code, LINK_STATUS.get(code, 400), LINK_TITLE, fetching.sentence(code, params))
    return problem("unavailable" if code in BUSY else "internal")
