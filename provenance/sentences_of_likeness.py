"""Sentences about recorded works that resemble a file; none says which is genuine, and dates alone accuse nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from provenance.types import Param, Params

_CAPTURE = "A key in a camera signed the recorded one as it was taken, which points to this one as changed."
_PROOF = "Nothing shows this one to be as old, which points to this one as changed and does not prove it."
_THIS_CAPTURE = "A key in a camera signed this file as it was taken, which points to the recorded one as changed."
_DIFFER = "Recorded by {who}{when}; the two differ {where}. "

SENTENCES: Final[dict[str, str]] = {
    "copy_of_record": "This is a copy of {medium} that {who} put on record{when}: {copy}. Nothing here says whether "
    "the scene was real.",
    "differs_from_record": "{this} and one that {who} put on record{when} differ {where}. "
    "Which of the two was changed is not known.",
    "differs_from_record.this_capture": "{this} and one that {who} put on record{when} differ {where}. " + _CAPTURE,
    "differs_from_record.this_proof": "{this} and one that {who} put on record{when} differ {where}. " + _PROOF,
    "differs_from_record.recorded_capture": "{this} and one that {who} put on record{when} differ {where}. "
    + _THIS_CAPTURE,
    "likeness.exact": "Recorded by {who}{when}: exactly these bytes.{caveat}",
    "likeness.copy": "Recorded by {who}{when}; {copy}.{caveat}",
    "likeness.differs": _DIFFER + "Which of them was changed is not known.{caveat}",
    "likeness.differs.this.capture": _DIFFER + _CAPTURE,
    "likeness.differs.this.proof": _DIFFER + _PROOF,
    "likeness.differs.recorded.capture": _DIFFER + _THIS_CAPTURE,
    "likeness.two_versions": "{who_first} put another version of it on record{when}; the two differ {where}. Which of "
    "them was changed is not known, and whoever records first is not thereby right.{caveat}",
    "likeness.derived": "Recorded by {who}{when}; the two differ {where}, and this one says that it was made from the "
    "recorded one. An edit that is declared is not a forgery.{caveat}",
    "likeness.source": "Recorded by {who}{when}; the two differ {where}, and the recorded one says that it was made "
    "from this one. An edit that is declared is not a forgery.{caveat}",
    "likeness.uncompared": "Recorded by {who}{when}; its details lie where those of this one lie, but nothing was kept "
    "that could be compared closely, so whether anything differs is not known.{caveat}",
    "likeness.similar": "{who_first} put {medium} on record{when} that looks like this one. Nothing confirms that they "
    "are the same; they may be two shots of one scene, or of two things that look alike.{caveat}",
    "likeness.similar.sound": "{who_first} put {medium} on record{when} that sounds like this one. Nothing confirms "
    "that they are the same.{caveat}",
    "likeness.retracted": "{who_first} put {medium} on record{when} that resembles this one, and took that back later.",
    "likeness.waiting": "{who_first} asked to put {medium} on record that resembles this one; it has no place on the "
    "log yet.",
    "likeness.rivals": "{count} different accounts put this on record. The order of records does not say who made it.",
    "likeness.none": "No recorded work was found that resembles this file. Most files are on no record; that says "
    "nothing against this one. Works that their owners do not let be found were not looked at.",
    "likeness.none.beside": "Besides the record of exactly these bytes, no recorded work was found that resembles this "
    "file. Works that their owners do not let be found were not looked at.",
    "likeness.unavailable": "Recorded works could not be searched now. That says nothing about the file.",
    "likeness.no_codes": "There is too little in this file to search for it among recorded works.",
}

MEDIA: Final = {"picture": "a picture", "film": "a film", "sound": "a recording"}
COPIES: Final = {
    "plain": "no difference was found",
    "changed": "this copy is {changes}",
    "part": "this copy is {changes}, and was found there from {offset} on",
    "plain_part": "no difference was found; it was found there from {offset} on",
}
CHANGES: Final = {
    "cropped": "cropped to {kept} %",
    "framed": "set in a frame or beneath a caption",
    "mirrored": "mirrored",
    "turned": "turned",
    "resized": "resized",
    "recoloured": "changed in colour or brightness",
    "blurred": "less sharp",
    "recompressed": "re-compressed",
}
CROPPED: Final = "cropped"
THIS: Final = {"picture": "This picture", "film": "This film", "sound": "This recording"}
WHO: Final = {
    "own": "your own organisation ({recorder})",
    "listed": "{recorder} (listed by your organisation)",
    "other": "{recorder}",
}
WHO_FIRST: Final = {**WHO, "own": "Your own organisation ({recorder})"}
WHEN: Final = {
    "both": " between {not_before} and {by}",
    "by": " by {by}",
    "after": " after {not_before}",
    "development": "",
    "undated": "",
}
CAVEATS: Final = {
    "development": " The time of the record rests on this installation's own development chain, which proves nothing "
    "to outsiders.",
    "after": " Nobody outside vouches yet by when.",
    "undated": " Nobody outside vouches yet for when.",
}
WHERE: Final = {
    "region": "in one region",
    "regions": "in {regions} regions",
    "stretch": "at {stretches}",
    "stretch_region": "in one region at {stretches}",
    "spliced": "in the sound at {spliced}",
    "voice": "in the sound: the same pictures, another voice or sound",
    "cut": "in length: this one leaves out {cuts} of it",
    "unknown": "in a place that could not be made out",
}
AND: Final = "{first} and {last}"
BETWEEN: Final = ", "

Translate = Callable[[str], str]


def phrases(params: Params, translate: Translate) -> Mapping[str, str]:
    """The parts of a sentence about a likeness that its parameters ask for, translated piece by piece."""
    said = {name: _text(value) for name, value in params.items()}
    said["changes"] = _listed([_change(one, said, translate) for one in _names(params.get("changes"))], translate)
    medium, standing, when = said["medium"], said.get("standing", ""), _when(said)
    return {
        "medium": translate(MEDIA.get(medium, MEDIA["picture"])),
        "this": translate(THIS.get(medium, THIS["picture"])),
        "who": translate(WHO.get(standing, WHO["other"])).format_map(said),
        "who_first": translate(WHO_FIRST.get(standing, WHO["other"])).format_map(said),
        "when": translate(WHEN[when]).format_map(said),
        "caveat": translate(CAVEATS.get(when, "")),
        "where": _listed([translate(WHERE[one]).format_map(said) for one in _where(params)], translate),
        "copy": translate(COPIES[_copy(said)]).format_map(said),
    }


def _when(said: Mapping[str, str]) -> str:
    if said.get("development") == "1":
        return "development"
    if said.get("by"):
        return "both" if said.get("not_before") else "by"
    return "after" if said.get("not_before") else "undated"


def _copy(said: Mapping[str, str]) -> str:
    in_part = said.get("offset") not in (None, "", "0:00")
    if said["changes"]:
        return "part" if in_part else "changed"
    return "plain_part" if in_part else "plain"


def _change(name: str, said: Mapping[str, str], translate: Translate) -> str:
    if name == CROPPED and said.get("kept", "0") == "0":
        return translate(CROPPED)
    return translate(CHANGES.get(name, name)).format_map(said)


def _where(params: Params) -> list[str]:
    return list(_places(params)) or ["unknown"]


def _places(params: Params) -> Iterator[str]:
    regions, stretches = params.get("regions", 0), params.get("stretches")
    if stretches:
        yield "stretch_region" if regions == 1 else "stretch"
    elif isinstance(regions, int) and regions:
        yield "region" if regions == 1 else "regions"
    if params.get("voice"):
        yield "voice" if params["voice"] == "other" else "spliced"
    if params.get("cuts"):
        yield "cut"


def _names(value: Param | None) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else ()


def _listed(found: list[str], translate: Translate) -> str:
    if len(found) < 2:
        return "".join(found)
    return translate(AND).format(first=translate(BETWEEN).join(found[:-1]), last=found[-1])


def _text(value: Param) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple | list) else str(value)
