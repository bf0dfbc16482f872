"""Threads ask at the same time and each gets the answer about its own file."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

from provenance.policy import Policy, TrustList
from provenance.sandbox import Sandbox
from provenance.sandbox.tests.conftest import AT, Opened


def test_answers_go_to_those_who_asked(sandbox: Sandbox, opened: Opened, picture: bytes) -> None:
    contents = [picture, b"no media", picture + b"appended", b""] * 5

    def examine(content: bytes) -> tuple[str, str | None]:
        with opened(content) as file:
            report = sandbox.examine(file, AT).report
        return report.headline.code, report.media.sha256

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(examine, contents))
    assert [digest for _, digest in answers] == [hashlib.sha256(one).hexdigest() for one in contents]
    assert [code for code, _ in answers[:2]] == ["signer_unknown", "unreadable"]


def test_each_file_has_a_child_of_its_own(sandbox: Sandbox, opened: Opened, picture: bytes) -> None:
    with opened(picture) as file:
        for _ in range(3):
            sandbox.examine(file, AT)
    numbers = [death.number for death in sandbox.deaths()]
    assert len(numbers) == len(set(numbers))


def test_another_policy_travels_with_its_question(
    sandbox: Sandbox, opened: Opened, picture: bytes, newsroom: TrustList
) -> None:
    with opened(picture) as file:
        other = sandbox.examine(file, AT, policy=Policy((newsroom,))).report.made_with.lists
        usual = sandbox.examine(file, AT).report.made_with.lists
    assert (other, usual) == ((newsroom.version,), ())


def test_a_sidecar_travels_with_its_question(sandbox: Sandbox, opened: Opened) -> None:
    import io

    from PIL import Image

    plain = io.BytesIO()
    Image.new("RGB", (32, 32), "grey").save(plain, "JPEG")
    with opened(plain.getvalue()) as file:
        assert sandbox.examine(file, AT).report.credentials.code == "no_credentials"
        assert sandbox.examine(file, AT, sidecar=b"not a manifest").report.credentials.code == "credentials_damaged"
