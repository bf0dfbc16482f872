"""A report is what was signed, whatever its white space; an unknown signer is not a changed report."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from chronology.bundle import Bundle, GradeState, check_for, check_report, report_digest, report_signer, sign_report
from chronology.bundle.tests.full import LISTS, REPORT, full
from chronology.bundle.tests.making import AT, LOG_KEY
from chronology.errors import Malformed, ProofBroken
from chronology.notes import Ed25519NoteSigner, open_checkpoint

NOTE = sign_report(REPORT, LOG_KEY, AT)
KEYS = (LOG_KEY.verifier,)
STRANGER = Ed25519NoteSigner.generate("desk.example", Random(77).randbytes)


def states(bundle: Bundle) -> dict[str, GradeState]:
    answer = check_for(bundle, full().question())
    return {one.code: one.state for one in answer.grades if one.subject in {"report", "lists"}}


def test_it_says_who_signed_and_when() -> None:
    found = check_report(REPORT, NOTE, KEYS)
    assert (found.signer, found.at) == (LOG_KEY.verifier, AT)
    assert report_signer(NOTE) == LOG_KEY.name


def test_white_space_and_order_do_not_matter() -> None:
    turned = json.dumps(dict(reversed(json.loads(REPORT).items())), indent=3).encode()
    assert turned != REPORT
    check_report(turned, NOTE, KEYS)


def test_anything_else_does() -> None:
    with pytest.raises(ProofBroken):
        check_report(REPORT.replace(b"demo", b"real"), NOTE, KEYS)


def test_the_digest_is_that_of_the_canonical_form() -> None:
    """The digest of {"a":[1,2.5,"\\u00e9"],"b":null} in UTF-8, made with sha256sum."""
    made = "c85a32002ab44befebd40fe674e4ac562524fa9d905f307b8f88d90d0b01b62c"
    assert report_digest(b'{ "b": null, "a": [1, 2.50, "\\u00e9"] }').hex() == made


def test_a_key_that_did_not_sign_does_not_vouch() -> None:
    with pytest.raises(ProofBroken):
        check_report(REPORT, NOTE, (STRANGER.verifier,))


def test_a_note_signed_by_another_than_it_names_does_not_hold() -> None:
    lied = sign_report(REPORT, replace(STRANGER, verifier=replace(STRANGER.verifier, name=LOG_KEY.name)), AT)
    with pytest.raises(ProofBroken):
        check_report(REPORT, lied.replace(LOG_KEY.name.encode(), b"desk.example", 1), KEYS)


def test_it_can_never_pass_for_a_checkpoint() -> None:
    with pytest.raises((Malformed, ProofBroken)):
        open_checkpoint(NOTE, origin=LOG_KEY.name, verifiers=KEYS)


def test_a_checkpoint_can_never_pass_for_it() -> None:
    with pytest.raises(Malformed):
        check_report(REPORT, full().bundle.checkpoint, KEYS)


@pytest.mark.parametrize(
    "report",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":1e999}',
        b'{"a":9007199254740993}',
        b'{"a":"\\ud800"}',
        b'{"a":' + b"[" * 100_000,
        b'"' + b'\\"' * 1_000_000,
        b'"\\' * 1_000_000,
        b'"' * 2_000_001,
        b'{"a":' * 70 + b"1" + b"}" * 70,
        b'{"a":"' + b"x" * (4 * 1024 * 1024) + b'"}',
    ],
)
def test_what_has_no_canonical_form_is_refused(report: bytes) -> None:
    with pytest.raises(Malformed):
        report_digest(report)


def test_brackets_inside_texts_are_no_depth() -> None:
    report_digest(json.dumps({"a": "[" * 1000 + '"\\'}).encode())


def test_a_report_of_a_listed_key_holds() -> None:
    assert states(full().bundle) == {
        "report_signed": GradeState.HOLDS,
        "report_of_record": GradeState.HOLDS,
        "lists_of_report": GradeState.HOLDS,
    }


def test_a_changed_report_is_broken_and_nothing_else_is_taken_from_it() -> None:
    changed = replace(full().bundle, report=REPORT.replace(b"demo list", b"good list"))
    assert states(changed) == {"report_broken": GradeState.BROKEN}


def test_an_unknown_signer_is_untrusted_and_not_broken() -> None:
    bundle = replace(full().bundle, report_signature=sign_report(REPORT, STRANGER, AT))
    assert states(bundle)["report_signer_unlisted"] is GradeState.UNTRUSTED
    assert GradeState.BROKEN not in states(bundle).values()


def test_an_unsigned_report_is_untrusted() -> None:
    assert states(replace(full().bundle, report_signature=None))["report_unsigned"] is GradeState.UNTRUSTED


def test_a_signature_without_its_report_is_absent() -> None:
    bundle = replace(full().bundle, report=None, lists=None)
    assert states(bundle) == {"report_missing": GradeState.ABSENT}


def test_a_report_about_another_file_is_told() -> None:
    other = json.dumps({"media": {"sha256": "00" * 32}}).encode()
    bundle = replace(full().bundle, report=other, report_signature=sign_report(other, LOG_KEY, AT), lists=None)
    assert states(bundle)["report_of_other_file"] is GradeState.UNTRUSTED


def test_other_lists_than_the_reports_are_told() -> None:
    lists = json.dumps({"lists": [{**LISTS[0], "name": "finer list"}]}).encode()
    assert states(replace(full().bundle, lists=lists))["lists_differ"] is GradeState.UNTRUSTED


def test_lists_without_a_report_rest_on_nothing() -> None:
    bundle = replace(full().bundle, report=None, report_signature=None)
    assert states(bundle) == {"lists_unsupported": GradeState.UNTRUSTED}


def test_the_time_is_the_signers_own_and_in_the_note() -> None:
    later = sign_report(REPORT, LOG_KEY, AT + timedelta(seconds=1))
    assert check_report(REPORT, later, KEYS).at == AT + timedelta(seconds=1)
