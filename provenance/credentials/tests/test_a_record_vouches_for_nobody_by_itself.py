"""What the library finds about an inner manifest it leaves out where anybody recorded the same: lies that use this."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from provenance.credentials.parsing import chain_from
from provenance.credentials.reading import Chain, Label
from provenance.credentials.records import went_well
from provenance.credentials.signers import Standing, standing_of
from provenance.credentials.steps import steps_of
from provenance.credentials.tests.workshop import (
    NOW,
    Json,
    authority,
    created,
    edited,
    listed,
    picture,
    policy,
    read,
    recording,
    signed,
)
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.types import Integrity, SigningTime, Trust
from provenance.verdict import credentials_outcome

MAKER, DESK, STRANGER = authority("Maker"), authority("Desk"), authority("Stranger")
LISTS = policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.NEWSROOM, DESK))
TRUSTED, UNTRUSTED = "signingCredential.trusted", "signingCredential.untrusted"
MINE = "urn:c2pa:11111111-1111-4111-8111-111111111111"
LIES: list[Json] = [
    {"success": [TRUSTED]},
    {"success": [TRUSTED], "failure": [UNTRUSTED]},
    {"success": [TRUSTED, UNTRUSTED]},
    {"success": [TRUSTED], "informational": [UNTRUSTED]},
]


def _resigned(content: bytes) -> bytes:
    desk = DESK.issues("desk", NOW)
    return signed(content, desk, edited(), parent=content, believes=(MAKER, DESK))


@pytest.mark.parametrize("lie", LIES)
def test_a_stranger_who_records_trust_in_himself_stays_unknown_under_a_listed_signer(lie: Json) -> None:
    stranger = STRANGER.issues("camera", NOW)
    alone = signed(picture(), stranger, created("trainedAlgorithmicMedia"), records=[recording(MINE, lie)], label=MINE)
    content = _resigned(alone)
    assert [one.trust for one in read(content, LISTS).steps] == [Trust.NEWSROOM, Trust.UNKNOWN]
    report = examine(io.BytesIO(content), LISTS, datetime.now(UTC)).report
    assert (report.headline.code, report.credentials.code) == ("some_signers_unknown", "some_signers_unknown")


def test_a_stranger_in_the_middle_who_records_trust_in_another_one_is_not_believed() -> None:
    inner = signed(picture(), STRANGER.issues("camera", NOW), created())
    middle = signed(inner, STRANGER.issues("editor", NOW), edited(), parent=inner, believes=(STRANGER,))
    steps = read(_resigned(middle), LISTS).steps
    assert [one.trust for one in steps] == [Trust.NEWSROOM, Trust.UNKNOWN, Trust.UNKNOWN]


def test_a_neighbour_who_records_failures_of_an_honest_step_does_not_bring_its_signer_into_disrepute() -> None:
    photo = signed(picture(), MAKER.issues("camera", NOW), created(), label=MINE)
    lie = recording(MINE, {"failure": ["assertion.dataHash.mismatch", "claimSignature.mismatch"]})
    part = signed(picture("red"), STRANGER.issues("neighbour", NOW), created(), records=[lie])
    desk = DESK.issues("desk", NOW)
    steps = read(signed(photo, desk, edited(), parent=photo, part=part, believes=(MAKER, DESK)), LISTS).steps
    camera = next(one for one in steps if one.signer and one.signer.common_name == "camera")
    assert (camera.integrity, camera.failures) == (Integrity.NOT_CHECKABLE, ())
    assert credentials_outcome(steps).code == "credentials_damaged"


def _address(label: str) -> str:
    return f"self#jumbf=/c2pa/{label}/c2pa.signature"


def _taking_in(label: str, success: list[str], failure: list[str]) -> Json:
    said = {
        "success": [{"code": code, "url": _address(label)} for code in success],
        "failure": [{"code": code, "url": _address(label)} for code in failure],
    }
    return {
        "c2pa.ingredient.v3": {
            "relationship": "parentOf",
            "activeManifest": {"url": f"self#jumbf=/c2pa/{label}"},
            "validationResults": {"activeManifest": said},
        }
    }


def _store(*strays: Json) -> Chain:
    newest = {"label": "newest", "claim.v2": {}, "assertions": _taking_in("older", [TRUSTED], [])}
    return chain_from({"manifests": [newest, {"label": "older", "claim.v2": {}, "assertions": {}}, *strays]})


def test_a_record_of_trust_counts_where_nothing_could_silence_its_contradiction() -> None:
    assert standing_of(_store(), Label("older")) is Standing.SOME_POOL


def test_a_record_of_trust_counts_for_nothing_beside_a_manifest_that_nothing_leads_to() -> None:
    chain = _store({"label": "stray", "claim.v2": {}, "assertions": {}})
    assert standing_of(chain, Label("older")) is Standing.UNKNOWN


def test_an_older_manifest_whose_mismatch_a_stray_may_have_silenced_is_not_called_intact() -> None:
    stray = {"label": "stray", "claim.v2": {}, "assertions": _taking_in("older", [], ["ingredient.manifest.mismatch"])}
    chain = _store(stray)
    trust = {one.label: Trust.UNKNOWN for one in chain.manifests}
    times = {one.label: SigningTime.NONE for one in chain.manifests}
    steps = steps_of(chain, trust, times, b"")
    assert [one.integrity for one in steps] == [Integrity.INTACT, Integrity.NOT_CHECKABLE]


def test_a_recorded_success_of_a_kind_that_nobody_here_knows_accuses_nobody() -> None:
    assert went_well("vendor.check.passed", "success")
    assert not went_well("assertion.dataHash.mismatch", "success")
    assert not went_well("vendor.check.passed", "failure")
    assert not went_well("vendor.check.passed", None)
