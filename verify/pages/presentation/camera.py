"""The Camera panel: who vouches for the key that signed, how strong that is, what was not checked, what the list says.

Serial numbers, keys and certificates are in no report, so that no page can show them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.captured import EARNED, KIND, LIST_KIND
from provenance.types import Finding, Report
from verify.pages.presentation.camera_lines import ALWAYS_SHOWN, sign_of
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import Sign, Words

Facts = tuple[tuple[Words, Words], ...]

FORMATS: dict[str, Words] = {
    "c2pa_capture": gettext_lazy("Content credentials of a camera"),
    "android_key": gettext_lazy("An Android phone’s key attestation"),
    "apple_app_attest": gettext_lazy("An iPhone app’s attestation"),
    "cose_sign1": gettext_lazy("A COSE signature"),
    "secure_element": gettext_lazy("A secure element’s signature"),
}
LEVELS: dict[str, Words] = {
    "hardware_locked": gettext_lazy("a key in hardware, on a device that was locked and had started unchanged"),
    "hardware": gettext_lazy("a key in hardware; whether the device itself was unchanged is not known"),
    "software": gettext_lazy("a key in software or at a service, or nobody says where it is kept"),
    "root_unknown": gettext_lazy(
        "the signature fits; who vouches for the key, or whether it still counts, is not known"
    ),
    "questioned": gettext_lazy("the signature fits; something about the device or its certificates is open"),
    "refused": gettext_lazy("does not count as a camera’s signature here"),
}
ROOTS: dict[str, Words] = {
    "official": gettext_lazy("on the official list of makers"),
    "maker": gettext_lazy("on the list of makers of this installation"),
    "newsroom": gettext_lazy("on your newsroom’s own list"),
    "none": gettext_lazy("on none of the lists"),
}
BOUND: dict[str, Words] = {
    "bound": gettext_lazy("exactly these bytes"),
    "earlier_version": gettext_lazy("an earlier version of this file"),
    "unbound": gettext_lazy("something else than these bytes"),
    "not_checked": gettext_lazy("whether these bytes: could not be checked"),
}
REVOCATION: dict[str, Words] = {
    "good": gettext_lazy("not revoked"),
    "revoked": gettext_lazy("revoked"),
    "suspended": gettext_lazy("suspended"),
    "unknown": gettext_lazy("nothing is known about revocation"),
    "unreachable": gettext_lazy("the list of revocations could not be had"),
    "stale": gettext_lazy("the list of revocations here is too old to say"),
}
CLAIMS: dict[str, Words] = {
    "model": gettext_lazy("Model"),
    "key_kept_by": gettext_lazy("Where the key is kept"),
    "attested_by": gettext_lazy("Who says so in the device"),
    "schema_version": gettext_lazy("Version of the attestation"),
    "boot": gettext_lazy("How the device started"),
    "bootloader": gettext_lazy("Boot loader"),
    "app": gettext_lazy("App"),
    "environment": gettext_lazy("Environment"),
    "assurance_level": gettext_lazy("Assurance level"),
    "product_record": gettext_lazy("Number on the list of conforming products"),
}
NOT_CHECKED: dict[str, Words] = {
    "device_integrity": gettext_lazy("whether the device was changed"),
    "key_storage": gettext_lazy("where the key is kept"),
    "binding": gettext_lazy("what was signed"),
    "receipt": gettext_lazy("the maker’s own risk estimate (receipt)"),
    "system_is_honest": gettext_lazy("whether the device’s own system tells what is so"),
    "app_shows_what_the_camera_saw": gettext_lazy("whether the app signed what the lens saw"),
    "schema_version": gettext_lazy("fields of a version of the attestation that is not known here"),
}


@dataclass(frozen=True, slots=True)
class CameraRow:
    """One attestation, measurement or answer of the list: its sign, what is said, and the facts behind it."""

    sign: Sign
    title: Words
    sentence: str
    facts: Facts = ()
    not_checked: tuple[Words, ...] = ()
    case: str = ""
    appeal: bool = False


@dataclass(frozen=True, slots=True)
class CameraPanel:
    """What is known of the camera; `asked` says whether a camera list was asked at all."""

    attested: tuple[CameraRow, ...]
    measured: tuple[CameraRow, ...]
    listed: tuple[CameraRow, ...]
    asked: bool
    earned: bool


def camera_panel(report: Report) -> CameraPanel:
    """Return the Camera panel of a report."""
    about = [one for one in report.findings if one.kind == KIND]
    asked = [one for one in report.findings if one.kind == LIST_KIND]
    attested = [one for one in about if "level" in one.params]
    return CameraPanel(
        attested=tuple(_attested(one) for one in attested),
        measured=tuple(_row(one, "") for one in about if one not in attested and one.code != EARNED),
        listed=tuple(_listed(one) for one in asked),
        asked=bool(asked),
        earned=any(one.code == EARNED for one in about),
    )


def _attested(found: Finding) -> CameraRow:
    params = found.params
    unchecked = params.get("not_checked", ())
    names = [str(one) for one in unchecked] if isinstance(unchecked, tuple | list) else []
    return CameraRow(
        sign=sign_of(found),
        title=FORMATS.get(str(params.get("format")), visible(str(params.get("format", "")), 40)),
        sentence=told(found.code, params),
        facts=(*_facts(found), *_claims(found)),
        not_checked=tuple(NOT_CHECKED.get(one, visible(one.replace("_", " "), 60)) for one in names),
    )


def _facts(found: Finding) -> Facts:
    params = {name: str(value) for name, value in found.params.items() if isinstance(value, str)}
    told_by = isolated(params["maker"]) if params.get("maker") else _("not named")
    standing = ROOTS.get(params.get("root", ""), ROOTS["none"])
    revoked = REVOCATION.get(params.get("revocation", ""), REVOCATION["unknown"])
    at = params.get("revocation_at", "")
    rows: list[tuple[Words, Words]] = [
        (_("How strong"), LEVELS.get(params.get("level", ""), LEVELS["root_unknown"])),
        (_("What it signed"), BOUND.get(params.get("binding", ""), BOUND["not_checked"])),
        (_("Who vouches for the key"), f"{told_by}, {standing}"),
        (_("Revocation"), _("%(state)s, as of %(at)s") % {"state": revoked, "at": at} if at else revoked),
    ]
    if beacon := params.get("beacon"):
        rows.append((_("Names a public block"), visible(beacon, 80)))
    if after := params.get("not_before"):
        rows.append((_("Signed after"), visible(after, 40)))
    return tuple(rows)


def _claims(found: Finding) -> Facts:
    said = [(name.removeprefix("claim_"), value) for name, value in found.params.items() if name.startswith("claim_")]
    return tuple(
        (CLAIMS.get(name, name.replace("_", " ").capitalize()), visible(_words(value), 120)) for name, value in said
    )


def _words(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple | list) else str(value)


def _listed(found: Finding) -> CameraRow:
    params = found.params
    facts: list[tuple[Words, Words]] = []
    if params.get("edition"):
        edition = {"edition": params["edition"], "epoch": params.get("epoch", 0)}
        facts.append((_("Asked"), _("edition %(edition)s of the list, epoch %(epoch)s") % edition))
    case = params.get("case") if found.code in ALWAYS_SHOWN else ""
    return _row(found, str(case or ""), tuple(facts))


def _row(found: Finding, case: str, facts: Facts = ()) -> CameraRow:
    return CameraRow(sign_of(found), "", told(found.code, found.params), facts, case=case, appeal=bool(case))
