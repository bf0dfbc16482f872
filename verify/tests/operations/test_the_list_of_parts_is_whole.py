from __future__ import annotations

import json
import platform

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from supply.licences import COPYLEFT_LIBRARIES, PAGE, native, page, refused
from supply.packages import packages, pins
from supply.sbom import as_json


@pytest.fixture(scope="module")
def document() -> str:
    return as_json()


def test_every_package_of_the_lock_is_in_it_with_version_and_digests(document: str) -> None:
    listed = {one["name"]: one for one in json.loads(document)["components"]}
    assert len(listed) > 80
    for name, (version, digests) in pins().items():
        assert listed[name]["version"] == version
        told = {one["hashes"][0]["content"] for one in listed[name]["externalReferences"]}
        assert told == set(digests)


def test_the_same_lock_gives_the_same_bytes(document: str) -> None:
    assert as_json() == document


def test_it_is_a_document_that_other_tools_take(document: str) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(document) is None
    assert validator.validate_str(document.replace('"bomFormat"', '"bomForm"')) is not None, "it takes anything"


def test_the_page_of_licences_is_that_of_the_lock() -> None:
    if platform.machine() != "x86_64":
        pytest.skip("wheels of other processors bring other libraries")
    assert PAGE.read_text("utf-8") == page(), "run `make licences` and commit docs/licences.md"


def test_no_package_has_a_licence_that_nobody_allowed() -> None:
    assert [(one.name, one.licence) for one in packages() if refused(one.licence)] == []


@pytest.mark.parametrize("planted", ["", "GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "Proprietary"])
def test_a_planted_one_is_refused(planted: str) -> None:
    assert refused(planted)


@pytest.mark.parametrize("fine", ["MIT", "GPL-2.0-only OR MIT", "BSD-3-Clause AND (Zlib)", "LGPL-3.0-only"])
def test_one_way_that_is_allowed_is_enough(fine: str) -> None:
    assert not refused(fine)


def test_libraries_under_the_gpl_inside_wheels_are_named() -> None:
    found = {library for one in packages() for library in native(one)}
    text = PAGE.read_text("utf-8")
    assert [name for name in COPYLEFT_LIBRARIES if name in found and f"{name}" not in text] == []
