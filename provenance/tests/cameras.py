"""Reports of captures, and answers of the camera list, for the tests that put the two together."""

from __future__ import annotations

from datetime import UTC, datetime

from provenance.blindlist.types import Answer, AnswerState, Entry, Status
from provenance.camera_list import with_camera_list
from provenance.captured import EARNED, KIND, settled
from provenance.types import Finding, MadeWith, Media, Outcome, Params, Report, Sha256Hex, State, Step

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTHING = Outcome("no_credentials", {})
MEDIA = Media(Sha256Hex("ab" * 32), 1, "image/png")


def bare(*findings: Finding, headline: Outcome = NOTHING, steps: tuple[Step, ...] = ()) -> Report:
    return Report(MEDIA, headline, headline, steps, findings, ("camera_list",), MadeWith("t", "t"))


def about(code: str, kind: str = KIND, state: State = State.HOLDS, **params: str | int) -> Finding:
    return Finding(kind, state, code, params, "file", AT)


def earned() -> Finding:
    return about(EARNED, maker="Demo Camera", root="official", format="secure_element")


def capture(*more: Finding) -> Report:
    """A report whose capture was earned, with what else is known."""
    return settled(bare(earned(), *more))


def entry(**more: object) -> Entry:
    plain: dict[str, object] = {"status": Status.LISTED, "reason": "key_extracted", "case": "7", "since": AT}
    return Entry(**{**plain, **more})  # type: ignore[arg-type]


def answer(state: AnswerState, kind: str = "leaf_key", one: Entry | None = None, why: str = "") -> Answer:
    asked = state not in (AnswerState.NOT_ASKED, AnswerState.UNAVAILABLE)
    return Answer(state, kind, one, 3 if asked else None, 12 if asked else None, why)


def listed(report: Report, **more: object) -> Report:
    return with_camera_list(report, [answer(AnswerState.LISTED, one=entry(**more))], AT)


def codes(report: Report, kind: str = "camera_list") -> list[str]:
    return [one.code for one in report.findings if one.kind == kind]


def params_of(report: Report, code: str) -> Params:
    return next(one.params for one in report.findings if one.code == code)
