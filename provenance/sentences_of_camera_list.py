"""Sentences about captures and the camera list; none says that a file was changed or that a scene was real."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from provenance.plain import Params

_ADVICE: Final = " This is advice of several maintainers together; it does not say that this file was changed."
_NOTHING: Final = " That says nothing about the file."

SENTENCES: Final[dict[str, str]] = {
    "captured": "A key in a camera signed exactly these bytes; this does not show that the scene was real.",
    "camera.captured": "A key in a camera signed exactly these bytes; this does not show that the scene was real. "
    "A root of {maker} vouches for the key.",
    "refused.not_a_capture": "What was given as a camera’s own signature is not a capture sidecar. "
    "Choose the .capture file, or leave the field empty.",
    "camera_list.listed": "The camera list has named {device} since {since}: {because} (case {case})." + _ADVICE,
    "camera_list.questioned": "The camera list has questioned {device} since {since}: {because} (case {case}). "
    "Nothing was decided for good." + _ADVICE,
    "camera_list.questioned.version_not_known": "The camera list names some versions of {device} since {since}: "
    "{because} (case {case}). Which version this was is not known, so whether it is meant is not known either.",
    "camera_list.listed_later": "The camera list names {device} (case {case}), for captures of another time: the "
    "evidence of others puts this file outside it, so its answer stays.",
    "camera_list.not_followed": "The camera list names {device} since {since}: {because} (case {case}). Your "
    "organisation does not go by this entry.",
    "camera_list.not_listed": "Nothing in this file that names a camera or its software is on the camera list. "
    "That a camera is on no list shows nothing about what it took.",
    "camera_list.not_asked": "The camera list was not asked about {things}." + _NOTHING,
    "camera_list.not_asked.no_ids": "Nothing in this file names a camera in a way that can be asked about." + _NOTHING,
    "camera_list.not_asked.serial_not_proven": "The camera list was not asked about a serial number that no key "
    "certified with it has signed: anybody could write it." + _NOTHING,
    "camera_list.not_asked.id_unreadable": "The camera list was not asked about {things}: what the file gives as its "
    "name cannot be one." + _NOTHING,
    "camera_list.not_asked.too_many": "The history of this file names more than is asked about at once; the camera "
    "list was asked about its first steps, and not about {things} further back." + _NOTHING,
    "camera_list.not_asked.budget": "The camera list was not asked about {things}: this installation has asked as much "
    "as it may today." + _NOTHING,
    "camera_list.unavailable": "The camera list could not be asked about {things}." + _NOTHING,
    "camera_list.unavailable.list": "No edition of the camera list that is signed and in date is here, so it was not "
    "asked." + _NOTHING,
    "camera_list.unavailable.holders": "Too few key holders of the camera list answered, so nothing is known from it."
    + _NOTHING,
    "camera_list.unavailable.budget": "This installation has asked the camera list as much as it may today." + _NOTHING,
}

DEVICES: Final = {
    "leaf_key": "the key that signed this",
    "certificate": "the certificate that signed this",
    "authority": "the authority that vouches for this camera",
    "body_serial": "this camera",
    "model": "this camera’s model and firmware",
    "generator": "the software that signed this",
    "app_key": "the app’s key that signed this",
}

REASONS: Final[dict[str, str]] = {
    "ai_content_signed": "it signed pictures made by AI as captures",
    "recapture_signed": "it signed pictures of pictures as captures",
    "key_extracted": "its key was taken out of it",
    "key_shared": "one key signs in several places at once",
    "firmware_signs_anything": "its firmware signs what it did not capture",
    "authority_compromised": "an authority certified what it should not have",
    "tool_compromised": "an editing tool signs what it is given",
    "withdrawn_by_maker": "its maker withdrew it",
}
"""The fixed reasons of a listing, in words; one that is not here is shown as its code."""

SOMETHING: Final = {"device": "something in this file", "file": "this file", "between": " · "}
"""What is said where nothing is named, and what stands between several."""

Translate = Callable[[str], str]


def list_phrases(params: Params, translate: Translate) -> Mapping[str, str]:
    """The parts of a sentence about the list that its parameters ask for, translated piece by piece."""
    reason = str(params.get("reason", ""))
    named = params.get("kinds", ())
    kinds = [str(one) for one in named] if isinstance(named, tuple | list) else []
    return {
        "device": translate(DEVICES.get(str(params.get("kind", "")), SOMETHING["device"])),
        "because": translate(REASONS.get(reason, reason)),
        "things": translate(SOMETHING["between"]).join(translate(DEVICES.get(one, one)) for one in kinds)
        or translate(SOMETHING["file"]),
    }
