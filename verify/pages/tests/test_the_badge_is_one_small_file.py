"""The badge's script: one file, small, by a version that never changes, and open to pages of other sites."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from verify.pages.badge_versions import FOLDER, NEWEST, VERSIONS, badge_script

pytestmark = pytest.mark.django_db(databases="__all__")
MOST_BYTES = 10_000

# What foreign pages hold the browser to. A line is added with a version and never changed.
PUBLISHED = {
    "1.0.0": "sha384-ZTmxtJhj7p4y7aY4B+35ekibf3j78I2U+/GdsCgRb69lk2Chp0ddh50/l9V8jUr/",
    "1.1.0": "sha384-YtLgy961qLu4+069QbdwEUSmI3zgJUJ4s7riDaJ2qVNlbYCvWvacZy83fEHnCjOO",
}


def test_every_version_that_was_published_is_still_the_same() -> None:
    assert {one: badge_script(one).integrity for one in VERSIONS} == PUBLISHED  # type: ignore[union-attr]
    assert {f"{one}.js" for one in VERSIONS} == {file.name for file in FOLDER.iterdir()}


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_small_and_needs_nothing_else(version: str) -> None:
    content = (FOLDER / f"{version}.js").read_text(encoding="utf-8")
    assert len(content.encode()) < MOST_BYTES
    assert not re.search(r"\bimport\s*[({\"'*]|\brequire\(|\bfrom\s+[\"']", content.replace("import.meta", ""))
    assert "attachShadow" in content
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert forbidden not in content
    said = " ".join(one for one in re.findall(r'"([^"]*)"', content) if one != "true")  # of an attribute
    assert not re.search(r"\b(verified|true|fake|guaranteed|authentic)\b", said, re.IGNORECASE)


def test_pages_of_other_sites_may_load_it_and_keep_it_for_ever() -> None:
    answer = Client().get(f"/badge/{NEWEST}.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies


@pytest.mark.parametrize("version", ["1.0.1", "..%2f1.0.0", "1.0.0.js.map", "x"])
def test_there_are_no_other_versions(version: str) -> None:
    assert Client().get(f"/badge/{version}.js").status_code == 404


def test_the_builder_reads_a_digest_as_people_copy_it() -> None:
    digest = "9f2c41aa" * 8
    shown = Client().post("/badge", {"digest": f" sha256:{digest[:32].upper()} {digest[32:]} "}).content.decode()
    assert f'<provenance-badge digest="{digest}">' in shown
    assert PUBLISHED[NEWEST] in shown
    refused = Client().post("/badge", {"digest": "<script>x"})
    assert refused.status_code == 400
    assert "64 characters" in refused.content.decode()
    assert "<script>x" not in refused.content.decode()


def test_the_page_of_a_digest_tells_what_is_open() -> None:
    answer = Client().get(f"/badge/{'0' * 64}")
    assert answer.status_code == 200
    assert "No open record and no published statement" in answer.content.decode()
    assert Client().get("/badge/no-digest").status_code == 404
