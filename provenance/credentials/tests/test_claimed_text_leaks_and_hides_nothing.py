"""Text that signers wrote: in one line, without unseen characters, and without names that link pictures."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from provenance.credentials.contents import AiDeclaration, ai_declaration_of, code_of, short
from provenance.credentials.parsing import chain_from
from provenance.credentials.steps import steps_of
from provenance.credentials.tests.workshop import (
    NOW,
    Json,
    authority,
    created,
    edited,
    listed,
    newest_label,
    picture,
    policy,
    signed,
)
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.report_json import report_to_json
from provenance.types import SigningTime, Step, Trust

MAKER = authority("Maker")
LABEL = "urn:c2pa:11111111-1111-4111-8111-111111111111"


def _step(claim: Json, assertions: Json) -> Step:
    chain = chain_from({"manifests": [{"label": LABEL, "claim.v2": claim, "assertions": assertions}]})
    label = chain.manifests[0].label
    return steps_of(chain, {label: Trust.UNKNOWN}, {label: SigningTime.NONE}, b"")[0]


@pytest.mark.parametrize(
    "claimed",
    ["Good\0Desk", "Good\nDesk", "Good\u202e Desk", "\u2066Good\u2069 Desk", "Good\x1b Desk", "Good\ud800Desk"],
)
def test_characters_that_nobody_sees_are_taken_out(claimed: str) -> None:
    assert short(claimed) == "Good Desk"


def test_letters_of_every_script_stay() -> None:
    assert short("हिन्दी\u200d 写真 👩\u200d🔧") == "हिन्दी\u200d 写真 👩\u200d🔧"


@pytest.mark.parametrize("address", [f"self#jumbf=/c2pa/{LABEL}", f"/c2pa/{LABEL}/", LABEL, f"adobe:{LABEL}"])
def test_a_removed_manifest_is_not_called_by_its_name(address: str) -> None:
    acted = {"actions": [{"action": "c2pa.redacted", "parameters": {"redacted": address}}]}
    step = _step({"redacted_assertions": [address]}, {"c2pa.actions.v2": acted})
    assert step.redactions == ("manifest",)


def test_a_removal_that_is_no_text_is_left_out() -> None:
    acted = {"actions": [{"action": "c2pa.redacted", "parameters": {"redacted": {"gps": "52.5,13.4"}}}]}
    assert _step({}, {"c2pa.actions.v2": acted}).redactions == ()


def test_a_status_code_that_is_prose_is_not_repeated() -> None:
    record = {"validationStatus": [{"code": "taken at 52.5, 13.4 by A. Name"}]}
    assert _step({}, {"c2pa.ingredient": record}).failures == ("unnamed",)
    assert code_of("signingCredential.ocsp.revoked") == "signingCredential.ocsp.revoked"


def test_a_report_holds_no_label_serial_or_instance_of_a_file() -> None:
    camera = MAKER.issues("camera", NOW)
    photo = signed(picture(), camera, created())
    content = signed(photo, MAKER.issues("desk", NOW), edited(), parent=photo, believes=(MAKER,))
    report = examine(io.BytesIO(content), policy(listed(Tier.OFFICIAL, MAKER)), datetime.now(UTC)).report
    said = json.dumps(report_to_json(report), default=str)
    secrets = (newest_label(photo), newest_label(content), f"{camera.certificate.serial_number:x}", "iid", '"before"')
    assert [one for one in secrets if one in said] == []


def test_a_source_type_declared_for_all_actions_of_a_name_is_declared() -> None:
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    actions = [{"action": "c2pa.created", "digitalSourceType": "digitalCapture"}, {"action": "c2pa.edited"}]
    templates = [{"action": "c2pa.edited", "digitalSourceType": kind}, {"action": "c2pa.created"}, 7]
    step = _step({}, {"c2pa.actions.v2": {"actions": actions, "templates": templates}})
    assert ai_declaration_of(step.actions) is AiDeclaration.EDITED
    assert [one.digital_source_type for one in step.actions] == [
        "digitalCapture",
        "compositeWithTrainedAlgorithmicMedia",
    ]
