"""Behind the walls nothing can be loaded any more: a library that wanted to would silently see less of a file."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.corpus import CORPUS, need_corpus
from provenance.inspection import examine
from provenance.policy import Policy
from provenance.report_json import stored
from provenance.sandbox import Limits, Sandbox
from provenance.sandbox.tests.conftest import AT
from provenance.types import Report

FILES = CORPUS / "c2pa" / "files"

SPECIAL = ("contentauth__c2pa-rs__ims_multiple_manifests.jpg", "contentauth__c2pa-rs__unresolvable_did.jpg")
"""Files for which c2pa prepares its web client, in a thread and with an event queue of its own."""


def one_of_each_kind() -> list[Path]:
    """The smallest file of each suffix, and the special ones."""
    if not FILES.is_dir():
        return []
    by_size = sorted(FILES.iterdir(), key=lambda file: file.stat().st_size, reverse=True)
    return [*{file.suffix.lower(): file for file in by_size}.values(), *(FILES / name for name in SPECIAL)]


@pytest.mark.corpus
def test_the_corpus_is_there() -> None:
    need_corpus("c2pa/files")
    assert len(one_of_each_kind()) >= 10


@pytest.mark.corpus
@pytest.mark.parametrize("file", one_of_each_kind(), ids=lambda file: file.name)
def test_a_file_is_told_the_same_inside_and_outside(file: Path, sandbox: Sandbox) -> None:
    content = file.read_bytes()
    descriptor = os.open(file, os.O_RDONLY)
    inside = sandbox.examine(descriptor, AT)
    os.close(descriptor)
    outside = examine(io.BytesIO(content), Policy(), AT)
    assert comparable(inside.report) == comparable(outside.report)
    assert (inside.claims, inside.thumbnail) == (outside.claims, outside.thumbnail)


def comparable(report: Report) -> dict[str, object]:
    """All but what the asking process adds by itself."""
    media = replace(report.media, sha256=None, bytes=None)
    return stored(replace(report, media=media))


def test_longer_files_get_more_time_and_short_ones_an_answer_within_ten_seconds() -> None:
    limits = Limits()
    assert limits.wall_for(20 * 1024 * 1024) < 12
    assert limits.wall_for(1024) < 10
    assert limits.cpu_for(800 * 1000 * 1000) < limits.wall_for(800 * 1000 * 1000) < 90
