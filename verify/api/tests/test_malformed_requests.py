"""Bad requests are answered with a problem that says what to do, and leave nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from verify.api.tests.media import NOT_WAITING, VERIFICATIONS, png, post, post_link, upload

URL = "https://example.org/photo.jpg"
DEEP = b'{"url": ' + b"[" * 3_000 + b"]" * 3_000 + b"}"  # deeper than any reader, and not too many values

BODIES = {
    "nothing": (b"", 400, "nothing_to_check"),
    "no json": (b"url=https://example.org", 400, "malformed"),
    "half a document": (b'{"url": "https://exam', 400, "malformed"),
    "not utf-8": (b'{"url": "https://example.org/\xff"}', 400, "malformed"),
    "utf-16": (json.dumps({"url": URL}).encode("utf-16"), 400, "malformed"),
    "not a number": (b'{"url": NaN}', 400, "malformed"),
    "an endless number": (b'{"url": ' + b"9" * 10_000 + b"}", 400, "malformed"),
    "deeply nested": (DEEP, 400, "malformed"),
    "a list": (b"[]", 400, "nothing_to_check"),
    "a text": (b'"https://example.org"', 400, "nothing_to_check"),
    "null": (b"null", 400, "nothing_to_check"),
    "another member": (json.dumps({"url": URL, "record": 1}).encode(), 400, "unknown_field"),
    "a number as link": (b'{"url": 7}', 400, "link.refused"),
    "null as link": (b'{"url": null}', 400, "link.refused"),
    "an empty link": (b'{"url": ""}', 400, "link.refused"),
    "another scheme": (b'{"url": "file:///etc/passwd"}', 400, "link.refused"),
    "a NUL in the link": (b'{"url": "https://example.org/\\u0000"}', 400, "link.refused"),
    "half a character": (b'{"url": "https://example.org/\\ud800"}', 400, "link.refused"),
    "a space": (b'{"url": "https://example.org/a b"}', 400, "link.refused"),
    "a line break at the end": (b'{"url": "https://example.org/\\n"}', 400, "link.refused"),
    "user-info": (b'{"url": "https://me:secret@example.org/"}', 400, "link.refused"),
    "a long link": (json.dumps({"url": URL + "x" * 3000}).encode(), 400, "link.refused"),
    "a huge document": (json.dumps({"url": URL + "x" * 100_000}).encode(), 413, "body_too_large"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_json_body_that_is_not_a_link_is_refused(client: Any, nothing_stored: Callable[[], None], name: str) -> None:
    body, status, code = BODIES[name]

    response = post_link(client, body)

    assert_problem(response, status, code)
    nothing_stored()


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("text/plain", 415), ("application/xml", 415), ("application/x-www-form-urlencoded", 415), ("nonsense", 415),
     ("application/json; charset=latin-1", 415), ("application/octet-stream", 415)],
)  # fmt: skip
def test_other_content_types_are_refused(
    client: Any, nothing_stored: Callable[[], None], content_type: str, status: int
) -> None:
    response = post_link(client, json.dumps({"url": URL}).encode(), content_type)

    assert_problem(response, status, "unsupported_media_type")
    nothing_stored()


BROKEN_FORMS = {
    "no boundary": ("multipart/form-data", b"--x\r\n\r\n--x--\r\n", "malformed"),
    "an empty boundary": ("multipart/form-data; boundary=", b"--x\r\n\r\n--x--\r\n", "malformed"),
    "another boundary": ("multipart/form-data; boundary=x", b"--y\r\n\r\n--y--\r\n", "nothing_to_check"),
    "no headers": ("multipart/form-data; boundary=x", b"--x\r\n\r\nhello\r\n--x--\r\n", "nothing_to_check"),
    "cut off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n',
        "nothing_to_check",
    ),
    "forty-one fields": (
        "multipart/form-data; boundary=x",
        b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n' % n for n in range(41))
        + b"--x--\r\n",
        "malformed",
    ),
}


@pytest.mark.parametrize("name", BROKEN_FORMS)
def test_a_broken_form_is_refused(client: Any, nothing_stored: Callable[[], None], name: str) -> None:
    content_type, body, code = BROKEN_FORMS[name]

    response = client.post(VERIFICATIONS, body, content_type=content_type, headers=NOT_WAITING)

    assert_problem(response, 400, code)
    nothing_stored()


def test_a_form_without_a_file_is_refused(client: Any, nothing_stored: Callable[[], None]) -> None:
    assert_problem(client.post(VERIFICATIONS, {"file": "photo.png"}), 400, "nothing_to_check")
    nothing_stored()


def test_a_misspelt_field_is_refused(client: Any, nothing_stored: Callable[[], None]) -> None:
    assert_problem(client.post(VERIFICATIONS, {"files": upload(png())}), 400, "unknown_field")
    nothing_stored()


def test_two_files_at_once_are_refused(client: Any, nothing_stored: Callable[[], None]) -> None:
    response = client.post(VERIFICATIONS, {"file": [upload(png()), upload(png())]})

    assert_problem(response, 400, "nothing_to_check")
    nothing_stored()


@pytest.mark.parametrize("sidecar", [b"", b"words", png()])
def test_a_sidecar_that_is_no_manifest_is_refused(
    client: Any, nothing_stored: Callable[[], None], sidecar: bytes
) -> None:
    response = client.post(VERIFICATIONS, {"file": upload(png()), "sidecar": upload(sidecar)})

    assert_problem(response, 415, "not_a_sidecar")
    nothing_stored()


@pytest.mark.parametrize("capture", [b"", b"words", png()])
def test_a_capture_that_is_none_is_refused(client: Any, nothing_stored: Callable[[], None], capture: bytes) -> None:
    response = client.post(VERIFICATIONS, {"file": upload(png()), "capture": upload(capture)})

    assert_problem(response, 415, "not_a_capture")
    nothing_stored()


def test_more_files_than_any_form_has_are_too_many(client: Any, nothing_stored: Callable[[], None]) -> None:
    response = client.post(VERIFICATIONS, {"file": [upload(png()) for _ in range(13)]})

    assert_problem(response, 400, "malformed")
    nothing_stored()


@pytest.mark.parametrize("key", ["", "short", "x" * 256, "sixteen letters ", "sixteen-letters-\u00e9"])
def test_an_unsuitable_idempotency_key_is_refused(client: Any, nothing_stored: Callable[[], None], key: str) -> None:
    response = post(client, png(), **{"Idempotency-Key": key})

    assert_problem(response, 400, "bad_idempotency_key")
    nothing_stored()


def test_a_body_in_chunks_is_asked_for_with_its_length(client: Any, nothing_stored: Callable[[], None]) -> None:
    response = client.generic("POST", VERIFICATIONS, b"", content_type="application/json",
                              headers={"Transfer-Encoding": "chunked"})  # fmt: skip

    assert_problem(response, 411, "length_required")
    nothing_stored()


def assert_problem(response: Any, status: int, code: str) -> None:
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert (response.status_code, found["status"], found["code"]) == (status, status, code), found
    assert found["type"] == f"/developers/#{code}"
    assert found["title"]
    assert len(found["detail"].split()) >= 4
