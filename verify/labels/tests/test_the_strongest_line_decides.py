from __future__ import annotations

import itertools

from verify.labels.deciding import Reason, decide
from verify.labels.policy import policy_read
from verify.labels.tests.policies import finding, report, text
from verify.labels.words import Label

POLICY = policy_read(
    text(
        'declared_ai_generated = "info"',
        '"signer.denied" = "warn"',
        '"camera_list.listed" = "review"',
        'captured = "none"',
        'same_as_record = "info"',
        '"same_as_record.counted" = "none"',
    )
)


def test_no_good_line_hides_a_bad_one_in_whatever_order_they_stand() -> None:
    lines = (finding("captured"), finding("signer.denied", subject="urn:1"), finding("camera_list.listed"))
    for order in itertools.permutations(lines):
        found = decide(POLICY, report("declared_ai_generated", *order))
        assert found.label is Label.REVIEW
        assert [one.label for one in found.because] == [Label.REVIEW, Label.WARN, Label.INFO]
        assert Reason("signer.denied", Label.WARN, "urn:1") in found.because


def test_a_report_without_a_named_code_gets_no_label_and_no_reason() -> None:
    found = decide(POLICY, report("signer_unknown", finding("captured"), credentials="signer_unknown"))
    assert (found.label, found.because) == (Label.NONE, ())


def test_one_code_said_twice_is_one_reason() -> None:
    found = decide(POLICY, report("declared_ai_generated", credentials="declared_ai_generated"))
    assert [one.code for one in found.because] == ["declared_ai_generated"]


def test_the_more_exact_name_of_a_code_counts_before_the_plain_one() -> None:
    plain, counted = finding("same_as_record"), finding("same_as_record", params={"form": "counted"})
    assert decide(POLICY, report("signer_unknown", plain)).label is Label.INFO
    assert decide(POLICY, report("signer_unknown", counted)).label is Label.NONE
