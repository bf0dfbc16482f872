from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance.claims import contradictions
from provenance.claims.sentences import SENTENCES
from provenance.types import Action, Claim, Integrity, Signer, SigningTime, State, Step, StepId, Trust

AT = datetime(2026, 11, 21, tzinfo=UTC)
CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def step(
    name: str = "one",
    *,
    of: tuple[str, ...] = (),
    tool: str | None = None,
    signed_at: str | None = "2024-05-01T10:00:00+00:00",
    source_type: str | None = None,
    organisation: str | None = None,
    actions: tuple[Action, ...] = (),
) -> Step:
    return Step(
        id=StepId(name),
        position=0,
        ingredients=tuple(StepId(one) for one in of),
        tool=tool,
        actions=actions,
        signed_at=signed_at,
        digital_source_type=source_type,
        signer=Signer(organisation, None, None),
        trust=Trust.OFFICIAL,
        integrity=Integrity.INTACT,
        time=SigningTime.TRUSTED,
        failures=(),
    )


def codes(claims: list[Claim], steps: list[Step]) -> list[str]:
    return [one.code for one in contradictions(claims, steps, AT)]


def exif(name: str, value: str) -> Claim:
    return Claim("exif", name, value)


@pytest.mark.parametrize("day", ["2024:05:03 09:00:00", "2024-05-03", "20240503", "2026:11:20 00:00:00"])
def test_a_capture_after_the_oldest_signature_is_found(day: str) -> None:
    steps = [step("new", of=("old",), signed_at="2026-11-20T00:00:00Z"), step("old")]
    (found,) = contradictions([exif("captured_at", day)], steps, AT)
    assert (found.kind, found.state, found.code) == ("claims", State.UNTRUSTED, "claims.date_after_signing")
    assert (found.subject, found.checked_at, dict(found.params)) == ("old", AT, {"signed": "2024-05-01"})


@pytest.mark.parametrize(
    "day",
    ["2024:05:02 09:00:00", "2024:05:01", "1999:01:01", "0000:00:00", "", "soon", "\N{FULLWIDTH DIGIT TWO}025:01:01"],
)
def test_a_capture_around_or_before_the_signature_is_no_contradiction(day: str) -> None:
    assert codes([exif("captured_at", day)], [step()]) == []


def test_only_the_time_of_capture_counts() -> None:
    assert codes([exif("modified_at", "2025:01:01"), exif("digitised_at", "2025:01:01")], [step()]) == []


def test_a_capture_in_the_future_is_found_without_any_signature() -> None:
    assert codes([exif("captured_at", "2031:01:01 00:00:00")], []) == ["claims.date_in_future"]


@pytest.mark.parametrize(
    ("make", "signed", "expected"),
    [
        ("NIKON CORPORATION", "Canon Inc.", ["claims.camera_differs"]),
        ("Apple", "Google LLC", ["claims.camera_differs"]),
        ("NIKON CORPORATION", "Nikon Corporation", []),
        ("Google", "Pixel Camera", []),
        ("samsung", "Truepic", []),
        ("An unheard-of maker", "Canon Inc.", []),
    ],
)
def test_another_maker_than_the_signed_one_is_found(make: str, signed: str, expected: list[str]) -> None:
    steps = [step(organisation=signed, source_type=CAPTURE)]
    assert codes([exif("camera_make", make)], steps) == expected


def test_a_signer_of_edits_contradicts_no_camera() -> None:
    edited = step(organisation="Google LLC", of=("x",))
    assert codes([exif("camera_make", "Apple")], [edited, step("x", source_type=CAPTURE, organisation="A desk")]) == []


def test_a_camera_on_a_generated_picture_is_found() -> None:
    steps = [step(source_type=GENERATED, organisation="OpenAI")]
    assert codes([exif("camera_make", "Canon")], steps) == ["claims.camera_but_generated"]


def test_an_editor_that_no_step_mentions_is_found() -> None:
    (found,) = contradictions([exif("software", "Adobe Photoshop 25.1 (SN 99)")], [step(tool="Nikon Z 6")], AT)
    assert (found.code, dict(found.params)) == ("claims.software_not_in_history", {"software": "Photoshop"})


@pytest.mark.parametrize("software", ["17.3", "HDR+ 1.0.788", "Ver.02.00", "Windows"])
def test_firmware_is_no_editor(software: str) -> None:
    assert codes([exif("software", software)], [step(tool="Pixel")]) == []


def test_a_history_that_starts_from_an_unsigned_file_contradicts_no_editor() -> None:
    unsigned = replace(step(tool="Nikon Z 6"), ingredients_without_credentials=1)
    assert codes([exif("software", "Adobe Photoshop 25")], [unsigned]) == []


def test_an_editor_that_a_step_or_an_action_mentions_is_no_contradiction() -> None:
    claim = [exif("software", "Adobe Photoshop 25")]
    assert codes(claim, [step(tool="Adobe_Photoshop/25.0")]) == []
    assert codes(claim, [step(actions=(Action("c2pa.edited", tool="Photoshop"),))]) == []
    assert codes(claim, []) == []


@pytest.mark.parametrize("claim", [Claim("aigc", "ai_label", "1"), Claim("xmp", "digital_source_type", GENERATED)])
def test_an_unsigned_ai_label_is_a_finding_unless_a_step_says_so_too(claim: Claim) -> None:
    assert codes([claim], []) == ["claims.ai_label_unsigned"]
    assert codes([claim], [step(source_type=CAPTURE)]) == ["claims.ai_label_unsigned"]
    assert codes([claim], [step(source_type=GENERATED)]) == []
    assert codes([claim], [step(actions=(Action("c2pa.created", digital_source_type=GENERATED),))]) == []


def test_findings_hold_no_place_serial_name_or_free_text() -> None:
    secret = "SECRET-4711"
    names = [
        "latitude",
        "longitude",
        "location",
        "camera_serial",
        "lens_serial",
        "owner",
        "creator",
        "caption",
        "title",
    ]
    claims = [exif(name, secret) for name in names]
    claims += [exif("captured_at", f"2031:01:01 {secret}"), exif("camera_make", f"Nikon {secret}")]
    claims += [exif("software", f"Photoshop {secret}"), Claim("aigc", "ai_label", secret)]
    found = contradictions(claims, [step(organisation="Canon", source_type=CAPTURE)], AT)
    assert len(found) == 5
    assert secret not in repr(found)


def test_every_code_has_a_sentence_that_its_parameters_fill() -> None:
    claims = [exif("captured_at", "2031:01:01"), exif("camera_make", "Nikon"), exif("software", "GIMP")]
    claims += [Claim("aigc", "ai_label", "1")]
    made = contradictions(claims, [step(organisation="Canon", source_type=CAPTURE)], AT)
    made += contradictions(claims, [step(source_type=GENERATED)], AT)
    assert {one.code for one in made} == set(SENTENCES)
    assert all("{" not in SENTENCES[one.code].format(**one.params) for one in made)


@pytest.mark.parametrize("word", ["true", "fake", "verified", "guaranteed"])
def test_no_sentence_decides(word: str) -> None:
    from provenance.gate.sentences import SENTENCES as GATE

    assert not [text for text in (*SENTENCES.values(), *GATE.values()) if word in text.lower()]
