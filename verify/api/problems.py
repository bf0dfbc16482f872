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
    reason: str | None = None

    def as_json(self) -> dict[str, str | int]:
        """The members of `application/problem+json`; `code` is our extension and never changes its meaning.

        `reason` names more exactly what does not fit, where a code stands for many such things.
        """
        told: dict[str, str | int] = {
            "type": f"/developers/#{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        return told if self.reason is None else told | {"reason": self.reason}


KINDS = {
    "malformed": Kind(400, "Malformed request", "The request could not be read. Check its form and send it again."),
    "nothing_to_check": Kind(
        400,
        "Nothing to check",
        "Send a file in the form field `file`, or JSON with the one member `url`.",
    ),
    "bad_record": Kind(
        400,
        "Nothing that can be recorded",
        "Send JSON with `form` (`open` or `sealed`) and `sha256` or `members`, or a form with `form` and `file`.",
    ),
    "bad_batch": Kind(
        400, "No batch of records", "Send JSON with the one member `records`: a list of 1 to 100 records."
    ),
    "bad_items": Kind(
        400,
        "Nothing that a batch can check",
        "Send one zip or CSV in the form field `file`, a CSV as text/csv, or JSON with `items`: 1 to 10,000 times "
        "one of `url` and `sha256`.",
    ),
    "bad_webhook": Kind(
        400, "No address that can be told", "Send JSON with `name`, `url`, which begins with https://, and `events`."
    ),
    "bad_lookup": Kind(
        400,
        "Nothing to look up",
        "Send JSON with one of `sha256`, `tx`, `url`, `author` and `fingerprint`, or a file in the form field `file`.",
    ),
    "bad_statement": Kind(
        400,
        "Nothing signed that can be recorded here",
        "Send `signed`, one `firstlight.signed/1`, with the `opening` of a sealed one; `reason` names what is wrong.",
    ),
    "bad_check": Kind(
        400,
        "Nothing to check",
        "Send one of `text` and `sha256`, or a file, with what is claimed of it: `signed`, `author`, `source`; or "
        "`items`, a list of 1 to 100 such things.",
    ),
    "bad_draft": Kind(
        400,
        "No message that can be signed",
        "Send `type`, such as `Statement`, and its fields as `message`; `reason` names what does not fit.",
    ),
    "bad_consent": Kind(
        400,
        "No consent that can be recorded here",
        "Send `signed`, a `firstlight.signed/1` of type `Consent` or the `Revocation` of one; `reason` names what is "
        "wrong.",
    ),
    "bad_consent_check": Kind(
        400,
        "No use that can be asked about",
        "Send `sha256` and `tracks`, and where you know it `purpose` and `grantee`.",
    ),
    "bad_campaign": Kind(400, "No campaign", "Send `name` and `members`, a list of 1 to 10,000 SHA-256 digests."),
    "bad_objection": Kind(
        400,
        "No objection that can be taken in",
        "Send `category` and `words`; `sha256` only where the material is not intimate.",
    ),
    "bad_policy": Kind(
        400,
        "No policy of labels",
        "Send `text`, a TOML file of the format firstlight.labels/1; the sentence says what does not fit.",
    ),
    "bad_binding": Kind(
        400,
        "Not a soft binding that is served here",
        "Send `value` (base64) and `alg`, one of those under services/supportedAlgorithms.",
    ),
    "bad_manifest_id": Kind(400, "Not the identifier of a manifest", "Send the `manifestId` of a match."),
    "bad_message": Kind(
        400, "No message about something published", "Send JSON with `type` (`published`) and `media`, a list of links."
    ),
    "unknown_field": Kind(
        400, "Unknown field", "Send only `file`, `sidecar`, `capture` in a form, or only `url` in JSON."
    ),
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
    "bad_signature": Kind(
        401,
        "Not signed by this door's secret",
        "Sign id, timestamp and body with the secret of this door, with a clock that is right. Nothing was taken in.",
    ),
    "key_refused": Kind(
        401,
        "Not a key in use",
        "Send a key that is in use as `Authorization: Bearer flk_...`, or leave the header out.",
    ),
    "key_scope": Kind(403, "Not what this key is for", "Use a key with the scope that this route needs."),
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
    "statement_conflict": Kind(
        409,
        "Something else stands against it",
        "What was signed does not go with what is on record here; `reason` names why. Sign anew what still holds.",
    ),
    "too_many_policies": Kind(
        409, "No room for another version", "Your team keeps as many versions of policies as it may."
    ),
    "batch_state": Kind(
        409, "Not possible with this batch now", "Read the batch: its `state` says whether it runs or how it ended."
    ),
    "webhook_state": Kind(
        409, "Not possible with this address now", "Read the webhook: `disabled` says whether it is switched off."
    ),
    "not_finished": Kind(409, "Not finished", "The check is still going on. Ask again in a moment."),
    "record_waiting": Kind(
        409,
        "Not on the log yet",
        "The record is safe and on its way to the log. Try again in some seconds.",
    ),
    "length_required": Kind(411, "Length required", "Send the body with a Content-Length header, not in chunks."),
    "body_too_large": Kind(
        413, "Request too large", "Send a file within the limits listed under /formats, and JSON below 32 KiB."
    ),
    "binding_too_long": Kind(
        414, "Soft binding too long for an address", "Send `alg` and `value` as JSON by POST instead."
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
    "not_a_capture": Kind(
        415,
        "Not a capture sidecar",
        "The field `capture` takes a capture sidecar (firstlight.capture/1). Send the file to check in the field "
        "`file`.",
    ),
    "bad_archive": Kind(
        422, "Archive cannot be read", "Pack the files anew as an ordinary zip, or send fewer; `reason` names why."
    ),
    "too_many_batches": Kind(
        429, "Too many batches at once", "Wait until one of your batches has ended, or cancel one."
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
    "refused.capture_alone": "Capture sidecar without its file",
    "refused.not_a_capture": "Not a capture sidecar",
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
