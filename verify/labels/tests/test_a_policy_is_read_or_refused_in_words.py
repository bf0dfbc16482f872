from __future__ import annotations

import time

import pytest

from provenance.sentences import CATALOGUE
from verify.labels.errors import BadPolicyText
from verify.labels.policy import POLICY_BYTES, policy_kept, policy_read
from verify.labels.tests.policies import text
from verify.labels.words import Label

REFUSED = {
    "a word that no policy has": (b'format = "firstlight.labels/1"\nname = "A"\nrules = 1\n[labels]\n', "“rules”"),
    "another format": (b'format = "2"\n', "firstlight.labels/1"),
    "no labels": (b'format = "firstlight.labels/1"\nname = "A"\n', "at least one code"),
    "an empty table": (text(), "at least one code"),
    "a table of another kind": (b'format = "firstlight.labels/1"\nname = "A"\nlabels = 3\n', "at least one code"),
    "no name": (b'format = "firstlight.labels/1"\n[labels]\ncaptured = "info"\n', "Give the policy a name"),
    "a name of control characters": (text('captured = "info"', name="\\u001b"), "Give the policy a name"),
    "an unknown code": (text('declared_ai_generatd = "info"'), "Do you mean “declared_ai_generated”?"),
    "a code that resembles none": (text('zzzzzz = "info"'), "docs/labels.md"),
    "an unknown label": (text('captured = "fake"'), "info, none, review, warn"),
    "a number for a label": (text("captured = 3"), "info, none, review, warn"),
    "no TOML": (b"format = ", "no TOML"),
    "no UTF-8": (b"\xff\xfe", "UTF-8"),
    "a code named twice": (text('captured = "info"', 'captured = "warn"'), "no TOML"),
    "too many bytes": (b"#\n" * POLICY_BYTES, "16 KiB"),
    "a line too long": (b"#" * 500, "400 characters"),
    "lists in lists": (b"a = " + b"[\n" * 8000, "nested too deeply"),
    "a flag that is none": (
        text('captured = "info"').replace(b"\n\n", b'\nlabel_what_is_missing = "yes"\n\n'),
        "is true",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_policy_is_refused_with_what_to_mend(case: str) -> None:
    sent, said = REFUSED[case]
    with pytest.raises(BadPolicyText) as problem:
        policy_read(sent)
    assert said in str(problem.value)
    assert len(str(problem.value)) < 500


def test_a_policy_names_its_labels_and_its_digest_is_of_its_very_bytes() -> None:
    sent = text('declared_ai_generated = "info"', '"camera_list.listed" = "review"', 'signer_denied = "none"')
    found = policy_read(sent)
    assert found.labels == {
        "declared_ai_generated": Label.INFO,
        "camera_list.listed": Label.REVIEW,
        "signer_denied": Label.NONE,
    }
    assert (found.missing, found.warnings) == (False, ())
    assert policy_read(sent + b"# a remark\n").digest != found.digest


def test_codes_with_dots_may_stand_without_quotation_marks() -> None:
    assert policy_read(text('camera_list.listed = "review"')).labels == {"camera_list.listed": Label.REVIEW}


def test_every_code_of_the_catalogue_can_be_labelled() -> None:
    lines = [f'"{code}" = "none"' for code in CATALOGUE]
    found = policy_read(text(*lines))
    assert len(found.labels) == len(CATALOGUE) > 200


@pytest.mark.parametrize("hostile", [b"[" + b"a." * 190 + b"a]\n", b"a." * 190 + b"a = 1\n", b"a = [" * 70 + b"\n"])
def test_purpose_made_text_costs_little(hostile: bytes) -> None:
    started = time.process_time()
    with pytest.raises(BadPolicyText):
        policy_read((hostile * 200)[:POLICY_BYTES])
    assert time.process_time() - started < 2


def test_an_old_policy_with_a_code_of_another_version_is_still_read() -> None:
    sent = text('no_code_any_more = "info"', 'no_credentials = "info"')
    with pytest.raises(BadPolicyText):
        policy_read(sent)
    assert policy_kept(sent).labels["no_code_any_more"] is Label.INFO
