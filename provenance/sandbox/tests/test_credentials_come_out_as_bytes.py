"""The manifest store of a file crosses the walls whole, and what is none crosses as nothing."""

from __future__ import annotations

import pytest

from fixtures.corpus import need_corpus
from provenance.credentials.boxes import STORE_BYTES, ManifestStore
from provenance.credentials.tests.workshop import NOW, authority, created, newest_label, picture, signed
from provenance.sandbox import Sandbox
from provenance.sandbox.tests.conftest import Opened


def test_a_signed_picture_gives_its_store(sandbox: Sandbox, opened: Opened) -> None:
    content = signed(picture(), authority("Maker").issues("camera", NOW), created())
    with opened(content) as file:
        taken = sandbox.manifest_store(file)
    assert taken is not None
    assert taken.active == newest_label(content)


def test_a_picture_without_credentials_gives_none(sandbox: Sandbox, opened: Opened) -> None:
    with opened(picture()) as file:
        assert sandbox.manifest_store(file) is None


@pytest.mark.corpus
def test_a_hostile_file_gives_none_and_costs_nobody_else(sandbox: Sandbox, opened: Opened) -> None:
    for path in sorted((need_corpus() / "badmedia").glob("*.*"))[:40]:
        with opened(path.read_bytes()) as file:
            sandbox.manifest_store(file)
    with opened(signed(picture(), authority("Maker").issues("camera", NOW), created())) as file:
        assert sandbox.manifest_store(file) is not None


@pytest.mark.parametrize(
    "raw",
    [b"", b"name", b"\0" + b"x" * 20, b"name\0junk", b"n" * 301 + b"\0\0\0\0\x08jumb", b"n\0" + bytes(STORE_BYTES + 1)],
)
def test_bytes_that_are_no_store_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="no manifest store"):
        ManifestStore.from_bytes(raw)
