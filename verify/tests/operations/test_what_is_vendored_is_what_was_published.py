"""Scripts and WebAssembly of others in the repository are their publishers' bytes, pinned, licensed and listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from supply.licences import PAGE, refused
from supply.sbom import as_json
from supply.vendored import FOLDER, Vendored, changed, vendored

LOCK = Path(settings.BASE_DIR) / "scripts" / "reader" / "package-lock.json"
MOST_BYTES = 4_000_000  # in every clone, for ever


def test_every_file_is_what_its_publisher_made() -> None:
    assert [one.name for one in vendored()] == ["@contentauth/c2pa-web", "@noble/hashes"]
    assert [changed(one) for one in vendored()] == [[], []]


def test_one_changed_byte_and_a_missing_file_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = next(iter(vendored()))
    monkeypatch.setattr(Vendored, "at", tmp_path)
    script = bytearray((FOLDER / "c2pa-web" / "c2pa_worker.js").read_bytes())
    script[100] ^= 1
    (tmp_path / "c2pa_worker.js").write_bytes(script)
    (tmp_path / "c2pa_bg.wasm.gz").write_bytes((FOLDER / "c2pa-web" / "c2pa_bg.wasm.gz").read_bytes())
    assert changed(reader) == ["c2pa_worker.js", "LICENSE"]


def test_no_file_lies_there_that_no_card_names() -> None:
    named = {one.at / part.name for one in vendored() for part in one.files} | set(FOLDER.glob("*/vendor.json"))
    assert {path for path in FOLDER.rglob("*") if path.is_file()} == named
    assert sum(path.stat().st_size for path in named) < MOST_BYTES


def test_the_cards_say_what_the_lock_pins() -> None:
    lock = json.loads(LOCK.read_text("utf-8"))["packages"]
    for one in vendored():
        pinned = lock[f"node_modules/{one.name}"]
        assert (one.version, one.integrity, one.licence) == (
            pinned["version"], pinned["integrity"], pinned["license"])  # fmt: skip


def test_licences_are_allowed_and_told_and_the_list_of_parts_has_them() -> None:
    parts = {one["name"]: one for one in json.loads(as_json())["components"]}
    for one in vendored():
        assert not refused(one.licence)
        assert f"| {one.name} | {one.version} | {one.licence} |" in PAGE.read_text("utf-8")
        assert parts[one.name]["version"] == one.version
        told = {reference["hashes"][0]["content"] for reference in parts[one.name]["externalReferences"]}
        assert told == {part.sha256 for part in one.files}
