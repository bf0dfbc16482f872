"""The traps that one word for a whole file falls into: hidden signers, re-signed failures, false records of trust."""

from __future__ import annotations

import pytest

from provenance.credentials.parsing import chain_from
from provenance.credentials.tests.workshop import (
    authority,
    created,
    edited,
    listed,
    picture,
    policy,
    read,
    signed,
)
from provenance.policy import Denied, Tier
from provenance.types import Integrity, Trust
from provenance.verdict import credentials_outcome

MAKER, DESK, STRANGER = authority("Maker"), authority("Desk"), authority("Stranger")
CAMERA, EDITOR, EDITOR_OF_NOBODY = (
    one.issues("signer", one.certificate.not_valid_before_utc) for one in (MAKER, DESK, STRANGER)
)
LISTS = policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.NEWSROOM, DESK))


def _chain(*signers: object) -> bytes:
    content = signed(picture(), signers[0], created())  # type: ignore[arg-type]
    for signer in signers[1:]:
        content = signed(content, signer, edited(), parent=content, believes=(MAKER, DESK))  # type: ignore[arg-type]
    return content


def test_an_honest_chain_names_each_signers_own_list() -> None:
    steps = read(_chain(CAMERA, EDITOR), LISTS).steps
    assert [one.trust for one in steps] == [Trust.NEWSROOM, Trust.OFFICIAL]
    assert credentials_outcome(steps).code == "all_signers_trusted"


def test_a_hidden_unknown_signer_in_the_middle_is_found() -> None:
    steps = read(_chain(CAMERA, EDITOR_OF_NOBODY, EDITOR), LISTS).steps
    assert [one.trust for one in steps] == [Trust.NEWSROOM, Trust.UNKNOWN, Trust.OFFICIAL]
    outcome = credentials_outcome(steps)
    assert (outcome.code, outcome.step) == ("some_signers_unknown", "s1")


def test_an_unknown_origin_under_a_listed_signer_is_found() -> None:
    steps = read(_chain(EDITOR_OF_NOBODY, EDITOR), LISTS).steps
    assert credentials_outcome(steps).code == "some_signers_unknown"


def test_a_changed_picture_signed_again_by_a_listed_signer_stays_a_problem() -> None:
    original = signed(picture(), CAMERA, created())
    altered = original[:-4] + bytes([original[-4] ^ 1]) + original[-3:]
    steps = read(signed(altered, EDITOR, edited(), parent=altered, believes=(MAKER, DESK)), LISTS).steps
    assert [one.integrity for one in steps] == [Integrity.INTACT, Integrity.RECORDED_FAILURE]
    outcome = credentials_outcome(steps)
    assert (outcome.code, outcome.step) == ("problem_in_history", "s1")


def test_a_signer_that_records_trust_in_a_stranger_is_not_believed() -> None:
    inner = signed(picture(), EDITOR_OF_NOBODY, created())
    outer = signed(inner, EDITOR, edited(), parent=inner, believes=(DESK, STRANGER))
    assert [one.trust for one in read(outer, LISTS).steps] == [Trust.NEWSROOM, Trust.UNKNOWN]


def test_a_changed_picture_is_changed_in_its_newest_step() -> None:
    content = signed(picture(), CAMERA, created())
    steps = read(content[:-4] + bytes([content[-4] ^ 1]) + content[-3:], LISTS).steps
    assert [one.integrity for one in steps] == [Integrity.CHANGED]
    assert credentials_outcome(steps).code == "changed_after_signing"


def test_a_refused_signer_anywhere_in_the_chain_shows() -> None:
    serial = f"{CAMERA.certificate.serial_number:x}"
    refusing = policy(*LISTS.lists, denied=[Denied("Maker", serial)])
    outcome = credentials_outcome(read(_chain(CAMERA, EDITOR), refusing).steps)
    assert (outcome.code, outcome.step) == ("signer_denied", "s1")


@pytest.mark.parametrize("form", ["0x{:x}", "00{:X}", " {:x} "])
@pytest.mark.parametrize("issuer", ["Maker", "MAKER ", "maker root", None])
def test_a_refusal_holds_however_people_write_serial_and_issuer(form: str, issuer: str | None) -> None:
    refusing = policy(*LISTS.lists, denied=[Denied(issuer, form.format(CAMERA.certificate.serial_number))])
    assert credentials_outcome(read(_chain(CAMERA), refusing).steps).code == "signer_denied"


def test_a_refusal_holds_for_a_serial_in_pairs() -> None:
    pairs = CAMERA.certificate.serial_number.to_bytes(20, "big").hex(":").upper()
    refusing = policy(*LISTS.lists, denied=[Denied("Maker", pairs)])
    assert credentials_outcome(read(_chain(CAMERA), refusing).steps).code == "signer_denied"


@pytest.mark.parametrize("nothing", [Denied(None, "0"), Denied(" ", " "), Denied(None, ":"), Denied("", None)])
def test_a_refusal_that_names_nobody_refuses_nobody(nothing: Denied) -> None:
    refusing = policy(*LISTS.lists, denied=[nothing])
    assert credentials_outcome(read(_chain(CAMERA), refusing).steps).code == "all_signers_trusted"


def test_refusing_one_serial_leaves_the_issuers_other_signers_alone() -> None:
    refusing = policy(*LISTS.lists, denied=[Denied("Maker", "00ff")])
    assert credentials_outcome(read(_chain(CAMERA, EDITOR), refusing).steps).code == "all_signers_trusted"


def test_a_signer_denied_by_issuer_alone_needs_no_serial() -> None:
    refusing = policy(*LISTS.lists, denied=[Denied("Maker", None)])
    assert credentials_outcome(read(_chain(CAMERA, EDITOR), refusing).steps).code == "signer_denied"


@pytest.mark.parametrize("label", ["urn:c2pa:short", "urn:c2pa:" + "long" * 200])
@pytest.mark.parametrize("start", ["self#jumbf=/c2pa/", "self#jumbf=c2pa/", "/c2pa/", "c2pa/"])
def test_no_spelling_of_a_link_hides_an_older_step(label: str, start: str) -> None:
    taken_in = {"c2pa.ingredient.v3": {"relationship": "parentOf", "activeManifest": {"url": start + label}}}
    newest, older = ({"label": one, "claim.v2": {}, "assertions": {}} for one in ("newest", label))
    chain = chain_from({"manifests": [{**newest, "assertions": taken_in}, older]})
    assert [one.label for one in chain.manifests] == ["newest", label]
