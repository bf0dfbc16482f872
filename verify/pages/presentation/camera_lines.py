"""What a camera signed and what the camera list says, line by line; a listed camera stands beside the answer."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.captured import EARNED, KIND, LIST_KIND, LISTED, LISTED_LATER, NOT_FOLLOWED, QUESTIONED
from provenance.types import Finding, Report, State
from verify.pages.presentation.glossary.codes import explanation_of
from verify.pages.presentation.line import Line
from verify.pages.presentation.telling import told
from verify.pages.presentation.words import STATES, Sign

ALWAYS_SHOWN = (LISTED, QUESTIONED, LISTED_LATER, NOT_FOLLOWED)
SIGNS: dict[str, Sign] = {
    EARNED: Sign("camera", gettext_lazy("a camera’s key")),
    LISTED: Sign("revoked", gettext_lazy("on the camera list"), "look"),
    QUESTIONED: Sign("untrusted", gettext_lazy("questioned"), "look"),
    LISTED_LATER: Sign("hour", gettext_lazy("listed for another time"), "quiet"),
    NOT_FOLLOWED: Sign("not-checked", gettext_lazy("left out by you"), "quiet"),
    "camera.earlier_version": Sign("camera", gettext_lazy("signed an earlier version"), "quiet"),
    "camera.unbound": Sign("untrusted", gettext_lazy("signed something else"), "look"),
    "camera.depth.flat": Sign("untrusted", gettext_lazy("flat, as a screen is"), "look"),
    "camera.depth.not_flat": Sign("holds", gettext_lazy("not flat")),
    "camera.depth.claimed": Sign("not-checked", gettext_lazy("the maker’s word"), "quiet"),
    "camera.motion.claimed": Sign("not-checked", gettext_lazy("the maker’s word"), "quiet"),
    "camera_list.not_listed": Sign("absent", gettext_lazy("not on the list"), "quiet"),
}
REFUSED = Sign("untrusted", gettext_lazy("does not count"), "look")
OPEN = Sign("untrusted", gettext_lazy("an open question"), "look")


def sign_of(found: Finding) -> Sign:
    """The sign of a finding about a camera."""
    if found.code in SIGNS:
        return SIGNS[found.code]
    if found.state is not State.UNTRUSTED:
        return STATES[found.state]
    return REFUSED if found.params.get("level") == "refused" else OPEN


def listed_lines(report: Report) -> tuple[Line, ...]:
    """What stands right beneath the answer, whatever the answer is: that the list names something of this file."""
    return tuple(_line(_("Camera list"), one) for one in report.findings if one.code in ALWAYS_SHOWN)


def camera_lines(report: Report) -> tuple[Line, ...]:
    """The line on the camera, and those on the list where it was asked."""
    asked = [one for one in report.findings if one.kind == LIST_KIND]
    return (_camera(report, listed=bool(asked)), *(_line(_("Camera list"), one) for one in asked))


def _camera(report: Report, *, listed: bool) -> Line:
    found = [one for one in report.findings if one.kind == KIND]
    best = next((one for one in found if one.code == EARNED), found[0] if found else None)
    if best is not None:
        return _line(_("Which camera"), best)
    if listed:
        text = _("No signature of a camera’s own key came with this file. Most files carry none.")
        return Line(_("Which camera"), STATES[State.ABSENT], text, explained="attestation")
    text = _("No signature of a camera’s own key was found, and no camera list was asked.")
    return Line(_("Which camera"), STATES[State.NOT_CHECKED], text, explained="attestation")


def _line(question: str, found: Finding) -> Line:
    explained = explanation_of(found.code, found.params)
    return Line(question, sign_of(found), told(found.code, found.params), explained=explained)
