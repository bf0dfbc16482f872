"""A file that cannot be checked is refused at once, with a reason, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provenance.attestation.sidecar import sidecar_of
from verify.api.tests.media import VERIFICATIONS, png, post, upload
from verify.api.tests.test_malformed_requests import assert_problem

FILES = {
    "empty": (b"", 400, "refused.empty"),
    "text": (b"hello, I am a photograph", 415, "refused.unknown_type"),
    "a page": (b"<!doctype html><script>alert(1)</script>", 415, "refused.unknown_type"),
    "zeros": (bytes(4096), 415, "refused.unknown_type"),
    "a capture sidecar": (sidecar_of(bytes(32), [("secure_element", b"x")]), 422, "refused.capture_alone"),
    "a cut PNG": (png()[:40], 422, "refused.damaged"),
    "a PNG that says it is huge": (png(side=65_535), 413, "refused.too_many_pixels"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_gate_refuses(client: Any, nothing_stored: Callable[[], None], name: str) -> None:
    content, status, code = FILES[name]

    response = post(client, content)

    assert_problem(response, status, code)
    assert "Location" not in response
    nothing_stored()


def test_the_name_of_a_file_does_not_matter(client: Any, nothing_stored: Callable[[], None]) -> None:
    response = client.post(VERIFICATIONS, {"file": upload(b"just words", "photo.jpg")})

    assert_problem(response, 415, "refused.unknown_type")
    nothing_stored()


def test_the_problem_does_not_repeat_what_was_sent(client: Any) -> None:
    response = client.post(VERIFICATIONS, {"file": upload(b"secret words", "secret-name.jpg")})

    assert b"secret" not in response.content


def test_a_refused_file_sets_no_cookie(client: Any) -> None:
    assert not post(client, b"just words").cookies
