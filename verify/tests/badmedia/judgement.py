"""What is wrong with an answer, in words; an empty list is a pass."""

from __future__ import annotations

from verify.tests.badmedia.doors import Answer

HANG_SECONDS = 10.0
REFUSALS = {400, 413, 415, 422}

# What may be said of credentials that were there and do not hold; absence and trust are not among it.
DOES_NOT_HOLD = {"unreadable", "credentials_damaged", "changed_after_signing", "problem_in_history"}

# The only bytes that are ever served back, and what must never be among them.
PICTURES = {"image/jpeg", "image/png"}
LIVE = (b"<html", b"<script", b"PK\x03\x04", b"jumb")


def complaints(answer: Answer) -> list[str]:
    """Everything that this answer did wrong."""
    said = [*_broken(answer)] or [*_slow(answer), *_against_expectation(answer), *_served(answer)]
    return [f"{answer.sample.name} ({answer.sample.expect}) by {answer.door}: {what}" for what in said]


def _broken(answer: Answer) -> list[str]:
    if answer.broken:
        return [answer.broken]
    if any(status >= 500 for status in answer.statuses):
        return [f"our fault shown: {answer.statuses}"]
    if not answer.is_refused_at_once and answer.state not in {"done", "refused"}:
        return [f"never finished, or failed: {answer.state}, {answer.statuses}"]
    return []


def _slow(answer: Answer) -> list[str]:
    return [f"hung for {answer.seconds:.1f} s"] if answer.seconds > HANG_SECONDS else []


def _against_expectation(answer: Answer) -> list[str]:
    if answer.is_refused:
        return _refusal(answer)
    expect = answer.sample.expect
    if expect == "good":
        return [] if answer.code == answer.sample.code else [f"{answer.code}, not {answer.sample.code}"]
    if expect == "reject":
        return [f"accepted: {answer.code}"]
    if expect in {"manifest-malformed", "never-valid"}:
        return [] if answer.code in DOES_NOT_HOLD else [f"reported as {answer.code}"]
    return ["called trusted"] if answer.code == "all_signers_trusted" else []


def _served(answer: Answer) -> list[str]:
    if answer.preview is None:
        return []
    kind, body = answer.preview.headers.get("Content-Type", ""), answer.preview.content
    safe = kind in PICTURES and answer.preview.headers.get("X-Content-Type-Options") == "nosniff"
    inert = body != answer.sample.content and not any(mark in body for mark in LIVE)
    return [] if safe and inert else [f"served something alive as {kind}"]


def _refusal(answer: Answer) -> list[str]:
    if answer.sample.is_good:
        return [f"good file refused: {answer.reason[:200]}"]
    if answer.is_refused_at_once and answer.statuses[-1] not in REFUSALS:
        return [f"refused with {answer.statuses[-1]}"]
    return [] if len(answer.reason.split()) >= 5 else ["refused without a reason in words"]
