"""The manifest store of every kind of file, taken out of it, reads the same beside it; nothing else passes as one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from fixtures.corpus import need_corpus
from provenance.credentials.boxes import active_manifest
from provenance.credentials.library import Library
from provenance.credentials.pools import Pools
from provenance.credentials.reading import NoManifest
from provenance.credentials.store import manifest_store
from provenance.credentials.tests.workshop import NOW, authority, created, picture, signed
from provenance.gate import Refusal, admit

FILES = sorted(one for one in (need_corpus() / "c2pa" / "files").iterdir() if one.suffix != ".c2pa")


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(Pools())


def opened(path: Path) -> tuple[io.BytesIO, str]:
    content = path.read_bytes()
    admission = admit(io.BytesIO(content), len(content))
    return io.BytesIO(content), "" if isinstance(admission, Refusal) else admission.format.mime


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda one: one.name)
def test_every_store_that_can_be_read_can_be_taken_out(path: Path, library: Library) -> None:
    source, mime = opened(path)
    read = library.read(source, mime) if mime else NoManifest
    store = manifest_store(library, source, mime) if mime else None
    if isinstance(read, dict):
        assert store is not None
        assert len(store.content) < len(source.getvalue()) + 1000
    else:
        assert store is None


def test_a_store_beside_another_picture_names_the_same_manifest_and_is_bound_to_neither(library: Library) -> None:
    signer = authority("Signer").issues("desk", NOW)
    source = io.BytesIO(signed(picture(), signer, created()))
    store = manifest_store(library, source, "image/jpeg")
    assert store is not None
    own = library.read(source, "image/jpeg")
    other = library.read(io.BytesIO(picture("navy")), "image/jpeg", store.content)
    assert isinstance(own, dict)
    assert isinstance(other, dict)
    assert "assertion.dataHash.mismatch" in str(other)
    assert "assertion.dataHash.mismatch" not in str(own)


def test_of_two_steps_the_newest_is_the_active_one(library: Library) -> None:
    signer = authority("Signer").issues("desk", NOW)
    first = signed(picture(), signer, created())
    second = io.BytesIO(signed(picture("navy"), signer, parent=first))
    store = manifest_store(library, second, "image/jpeg")
    assert store is not None
    alone = active_manifest(store.content)
    assert alone is not None
    assert len(alone) < len(store.content)
    whole, part = (library.read(second, "image/jpeg", one) for one in (store.content, alone))
    assert isinstance(whole, dict)
    assert isinstance(part, dict)
    assert whole["manifests"][0]["label"] == part["manifests"][0]["label"] == store.active


@pytest.mark.parametrize("noise", [b"", b"\0\0\0\x08jumb", b"\0\0\0\x10jumb\0\0\0\x05junk", b"GIF89a" * 30])
def test_what_is_no_store_has_no_active_manifest(noise: bytes) -> None:
    assert active_manifest(noise) is None


def test_a_file_without_credentials_has_no_store(library: Library) -> None:
    assert manifest_store(library, io.BytesIO(picture()), "image/jpeg") is None
