"""The bundle of a sealed work lists its parts, so that each of its files can be shown to belong to it, offline."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology.bundle import Bundle, Question, check_for, logs_from
from chronology.records import Member
from chronology.types import Digest
from verify.accounts.models import Organisation
from verify.ledger.selectors import bundle_of
from verify.ledger.services import record_sealed
from verify.ledger.tests.examples import digest
from verify.ledger.tests.logs import KEY
from verify.ledger.values import MemberPart, Viewer
from verify.pages.tests.conftest import Writing

pytestmark = pytest.mark.usefixtures("data_dir")
PICTURE, TEXT, OTHER = (Digest(digest(name)) for name in ("picture", "text", "other"))


@pytest.fixture
def bundle(writing: Writing, desk: Organisation) -> Bundle:
    owner = Viewer(desk.pk)
    parts = [MemberPart("image", PICTURE), MemberPart("text", TEXT)]
    record = record_sealed(sha256=None, owner=owner, members=parts)
    writing.batch()
    record.refresh_from_db()
    return Bundle.read(bundle_of(record, viewer=owner))


def codes(bundle: Bundle, media: Digest, writing: Writing) -> dict[str, str]:
    question = Question(writing.clock(), media, logs=logs_from([KEY.vkey]))
    return {one.code: one.state.value for one in check_for(Bundle.read(bundle.to_bytes()), question).grades}


@pytest.mark.parametrize("part", [PICTURE, TEXT])
def test_each_part_is_named_by_the_bundle(bundle: Bundle, writing: Writing, part: Digest) -> None:
    assert codes(bundle, part, writing)["names_this_file_as_member"] == "holds"


def test_another_file_is_none_of_its_parts(bundle: Bundle, writing: Writing) -> None:
    assert codes(bundle, OTHER, writing)["names_another_file"] == "absent"


@pytest.mark.parametrize("openings", [True, False])
def test_a_list_of_other_parts_shows_nothing(bundle: Bundle, writing: Writing, openings: bool) -> None:
    (record,) = bundle.records
    forged = replace(record, members=(*record.members, Member("image", OTHER)))
    if not openings:
        forged = replace(forged, openings=())
    found = codes(replace(bundle, records=(forged,)), OTHER, writing)
    assert found["members_broken"] == "broken"
    assert "names_this_file_as_member" not in found
