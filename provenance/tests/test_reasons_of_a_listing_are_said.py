"""Each reason that maintainers may choose is said in words; what only they deal with is no reason of an entry."""

from __future__ import annotations

import pytest

from provenance.attestation.types import IdKind
from provenance.blindlist.government.types import Reason
from provenance.blindlist.types import AnswerState
from provenance.camera_list import with_camera_list
from provenance.sentences import sentence
from provenance.sentences_of_camera_list import DEVICES, REASONS
from provenance.tests.cameras import AT, answer, bare, entry

OF_ENTRIES = sorted(set(Reason) - {Reason.GOVERNING})


@pytest.mark.parametrize("reason", OF_ENTRIES)
def test_every_reason_of_an_entry_is_told(reason: Reason) -> None:
    told = with_camera_list(bare(), [answer(AnswerState.LISTED, one=entry(reason=reason.value))], AT)
    (finding,) = told.findings
    assert REASONS[reason] in sentence(finding.code, finding.params)


def test_a_reason_of_a_later_list_is_shown_as_its_code() -> None:
    told = with_camera_list(bare(), [answer(AnswerState.LISTED, one=entry(reason="later_reason"))], AT)
    assert "later_reason" in sentence(told.findings[0].code, told.findings[0].params)


def test_every_kind_of_id_has_its_words() -> None:
    assert set(DEVICES) == {one.value for one in IdKind}
