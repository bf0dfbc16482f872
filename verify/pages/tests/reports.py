"""Hand-made reports, one for each thing that a page must be able to show."""

from __future__ import annotations

from datetime import UTC, datetime

from provenance.types import (
    Action,
    Finding,
    Integrity,
    ListVersion,
    MadeWith,
    Media,
    Outcome,
    Params,
    Report,
    Sha256Hex,
    Signer,
    SigningTime,
    State,
    Step,
    StepId,
    Trust,
)

AT = datetime(2026, 11, 21, 13, 20, tzinfo=UTC)
DIGEST = Sha256Hex("9f2c41aa07de5b13c0ffee00d1ce4a11" + "5a" * 16)
LISTS = (
    ListVersion("C2PA trust list", Sha256Hex("a1" * 32), "2026-08-05T00:00:00+00:00", "2026-11-20T06:00:00+00:00"),
    ListVersion("Interim list, frozen", Sha256Hex("b2" * 32), "2026-01-01T00:00:00+00:00", None),
)
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def step(position: int, ingredients: tuple[int, ...] = (), **changes: object) -> Step:
    """Return an intact step of a listed signer; `changes` replace single fields."""
    values: dict[str, object] = {
        "id": StepId(f"urn:c2pa:{position}"),
        "position": position,
        "ingredients": tuple(StepId(f"urn:c2pa:{number}") for number in ingredients),
        "tool": "Desk Tool 3",
        "actions": (Action("c2pa.cropped"),),
        "signed_at": "2026-06-03T05:12:00+00:00",
        "digital_source_type": None,
        "signer": Signer("Agence Démo", "Desk", "Demo CA"),
        "trust": Trust.OFFICIAL,
        "integrity": Integrity.INTACT,
        "time": SigningTime.TRUSTED,
        "failures": (),
    }
    return Step(**{**values, **changes})  # type: ignore[arg-type]


def camera(position: int, **changes: object) -> Step:
    """Return the step of a camera."""
    capture = {
        "tool": "Demo Optics D1",
        "actions": (Action("c2pa.created"),),
        "digital_source_type": SOURCE + "digitalCapture",
        "signer": Signer("Demo Optics", "D1", "Demo Optics CA"),
    }
    return step(position, (), **{**capture, **changes})


def report(
    code: str, *steps: Step, headline: str | None = None, params: Params | None = None, **media: object
) -> Report:
    """Return a report with these steps and this credentials code."""
    outcome = Outcome(code, params or {}, steps[0].id if steps else None)
    return Report(
        media=Media(DIGEST, 3_812_044, str(media.get("type", "image/jpeg")), 4000, 3000),
        headline=Outcome(headline or code, outcome.params, outcome.step),
        credentials=outcome,
        steps=steps,
        findings=(Finding("media", State.HOLDS, "media.recognised", {"type": "image/jpeg"}, "file", AT),),
        not_checked=("chronology", "camera", "similar"),
        made_with=MadeWith("0.1.0", "0.38.1", LISTS),
    )


UNKNOWN_EDITOR = step(
    1,
    (2,),
    tool="Quick Edit 4.1",
    trust=Trust.UNKNOWN,
    signer=Signer("Quick Edit", "quick", "Quick Edit"),
    time=SigningTime.UNVERIFIED,
    actions=(Action("c2pa.cropped"), Action("c2pa.color_adjustments", "brightness +12")),
)
DESK = step(0, (1,), actions=(Action("c2pa.published"), Action("c2pa.edited.metadata", "caption, credit")))


def unknown_middle() -> Report:
    """Return camera, unknown editor, desk."""
    return report("some_signers_unknown", DESK, UNKNOWN_EDITOR, camera(2))


def bad_middle() -> Report:
    """Return a desk's step over a step that did not hold, over two that nobody vouches for any more."""
    bad = step(1, (2,), integrity=Integrity.RECORDED_FAILURE, failures=("assertion.dataHash.mismatch",))
    return report("problem_in_history", DESK, bad, step(2, (3,)), camera(3))


def long_branches() -> Report:
    """Return seven steps with a branch, a redaction and a declared AI edit."""
    return report(
        "declared_ai_edited",
        step(0, (1,), actions=(Action("c2pa.published"),), tool=None),
        step(1, (2, 3), actions=(Action("c2pa.placed"), Action("c2pa.drawing")), ingredients_without_credentials=2),
        step(2, (4,), redactions=("self#jumbf=/c2pa/x/c2pa.assertions/stds.exif",), actions=(Action("c2pa.redacted"),)),
        step(3, (5,), digital_source_type=SOURCE + "compositeWithTrainedAlgorithmicMedia", tool="Filler 2"),
        step(4, (6,), actions=(Action("c2pa.orientation"),)),
        camera(5),
        camera(6, tool="Demo Phone", signer=Signer("Demo Phones", "P", "Demo Phones CA")),
    )


def bare() -> Report:
    """Return a file without credentials."""
    return report("no_credentials")


def hostile() -> Report:
    """Return a file whose every text wants to be something else than text."""
    evil = '<img src=x onerror="document.title=1"><script>alert(1)</script>\u202egpj.exe\x00{{ 7|add:7 }}'
    return report(
        "signer_unknown",
        step(
            0, (), tool=evil, trust=Trust.UNKNOWN, signer=Signer(evil, evil, evil), actions=(Action(evil, evil, evil),)
        ),
    )
