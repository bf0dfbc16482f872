"""Sentences about consents to a likeness; none says who is shown, and a missing one is stated and not judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from provenance.statements.purposes import PURPOSES
from provenance.types import Param, Params

_NOT_COUNTED: Final = "It does not count here."

SENTENCES: Final[dict[str, str]] = {
    "consent.covers": "{declared}, with the signed consent of {giver}{vouched}: {tracks}, {to}, for {purpose}, until "
    "{until}{scope}. Whether this is who the work shows was not checked.",
    "consent.unvouched": "{declared}. A consent is signed by {giver}, for {purpose}: {tracks}, {to}. Nobody you go by "
    "says whose key that is, and anyone can sign such a consent.",
    "consent.waiting": "A consent of {giver} for {purpose} was handed in; it has no place on the log yet.",
    "consent.broken": "A consent was handed in whose signature does not fit it. " + _NOT_COUNTED,
    "consent.unavailable": "A consent in the name of {giver} for {purpose} was handed in; whether that key signed it "
    "could not be checked, which says nothing for or against it.",
    "consent.other_work": "A consent of {giver} is for another work. " + _NOT_COUNTED,
    "consent.not_a_member": "A consent of {giver} is {to}. Nothing proves that this work belongs to it. "
    + _NOT_COUNTED,
    "consent.revoked": "{giver_first} took the consent for {purpose} back on {revoked}. What was published before "
    "that may have been covered; when this was published is not known here.",
    "consent.key_revoked": "A consent of {giver} for {purpose} is signed by a key that was revoked on {key_revoked}. "
    "Nothing shows that it was signed before. " + _NOT_COUNTED,
    "consent.not_yet": "A consent of {giver} for {purpose} begins on {since}. " + _NOT_COUNTED,
    "consent.ended": "A consent of {giver} for {purpose} ended on {until}. What was published before that may have "
    "been covered; when this was published is not known here.",
    "consent.other_purpose": "{giver_first} consented to {purpose}, and this use is stated to be {asked}. "
    "A consent for another purpose does not count.",
    "consent.other_grantee": "{giver_first} consented to {purpose} by somebody else than who uses it here. "
    + _NOT_COUNTED,
    "consent.own_grantee": "A consent for {purpose} is signed by {giver}, who is allowed by it as well: nobody apart "
    "from who uses the work signed it. " + _NOT_COUNTED,
    "consent.other_track": "A consent of {giver} for {purpose} covers {tracks} alone, which this file does not have. "
    + _NOT_COUNTED,
    "consent.none": "{declared}. No consent of anybody it may show is on record. Whether a real person is shown, and "
    "whether a consent was needed or was given elsewhere, is not known here.",
    "consent.none_that_counts": "{declared}. No consent on record counts for this. Whether a real person is shown, and "
    "whether a consent was needed or was given elsewhere, is not known here.",
    "consent.none_for_track": "No consent on record covers {track}. Whether one was needed or was given elsewhere is "
    "not known here.",
    "declared_ai_generated.consented": "{signer}, a signer on your lists, declares that this was made by a generative "
    "AI model, with the signed consent of {consent_of} for {purpose}.",
    "declared_ai_edited.consented": "{signer}, a signer on your lists, declares that generative AI was used in editing "
    "this, with the signed consent of {consent_of} for {purpose}.",
    "consent.objection": "Somebody who says to be shown here, or to speak for who is, objected to this use of a "
    "likeness. The desk of this installation looked at it and agreed on {decided}.",
}

DECLARED: Final = {
    "listed": "Declared as made or changed with AI",
    "unknown": "Labelled by an unknown party as made or changed with AI",
    "nobody": "Not declared as made with AI in what is left of this file",
    "unasked": "Asked about as made or changed with AI",
}
GIVERS: Final = {"person": "{who}", "estate": "{who}, for an estate"}
WHO: Final = {"counted": "{signer}", "bound": "{signer}", "nobody": "a key that calls itself “{signer}”"}
UNNAMED: Final = "a key that nobody claimed"
VOUCHED: Final = {
    "counted": ", whom your organisation counts",
    "bound": ", whose key {domain} names as its own",
    "nobody": "",
}
TO: Final = {"work": "for this work alone", "campaign": "for the campaign “{campaign}”"}
TRACKS: Final = {"picture": "the picture", "voice": "the voice"}
SCOPE: Final = " (in the words of its signer: “{scope}”)"
OTHERWISE: Final = {
    "track": "it",
    "purpose": "a purpose that this version does not know",
    "asked": "something else",
    "between": ", ",
}
"""What is said of a word that this version does not know, and what stands between several."""
AND: Final = "{first} and {last}"

Translate = Callable[[str], str]


def consent_phrases(params: Params, translate: Translate) -> Mapping[str, str]:
    """The parts of a sentence about a consent that its parameters ask for, translated piece by piece."""
    said = {name: _text(value) for name, value in params.items()}
    who = WHO[_of(WHO, said.get("vouched"), "nobody")] if said.get("signer") else UNNAMED
    said["who"] = translate(who).format_map(said)
    giver = translate(GIVERS[_of(GIVERS, said.get("giver"), "person")]).format_map(said)
    return {
        "declared": translate(DECLARED[_of(DECLARED, said.get("declared"), "nobody")]),
        "giver": giver,
        "giver_first": giver[:1].upper() + giver[1:],
        "vouched": translate(VOUCHED[_of(VOUCHED, said.get("vouched"), "nobody")]).format_map(said),
        "to": translate(TO[_of(TO, said.get("to"), "work")]).format_map(said),
        "tracks": _listed([translate(TRACKS.get(one, one)) for one in _names(params.get("tracks"))], translate),
        "track": translate(TRACKS.get(said.get("track", ""), OTHERWISE["track"])),
        "purpose": translate(PURPOSES.get(said.get("purpose", ""), OTHERWISE["purpose"])),
        "asked": translate(PURPOSES.get(said.get("asked", ""), OTHERWISE["asked"])),
        "scope": translate(SCOPE).format_map(said) if said.get("scope") else "",
    }


def _of(words: Mapping[str, str], given: str | None, otherwise: str) -> str:
    return given if given is not None and given in words else otherwise


def _names(value: Param | None) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else ()


def _listed(found: list[str], translate: Translate) -> str:
    if len(found) < 2:
        return "".join(found)
    return translate(AND).format(first=translate(OTHERWISE["between"]).join(found[:-1]), last=found[-1])


def _text(value: Param) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple | list) else str(value)
