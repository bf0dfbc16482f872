"""What a signer wrote about its step: actions, redactions, declarations of AI; all of it the signer's own claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import cast

from provenance.credentials.reading import Manifest
from provenance.types import Action

TEXT_LIMIT = 300
"""Longest text shown of a claim: a caption's length; more would let a file flood a page."""

RAW_LIMIT = 4 * TEXT_LIMIT
"""How much of a claimed text is looked at: a blank start may be long, a book is not read."""

ACTION_LIMIT = 200
"""Editors log a few dozen actions; a longer list is cut."""

REDACTED = "c2pa.redacted"

_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
"""Blanks, and characters that no reader sees: they turn a line around, and some databases refuse them."""

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,39}(?:\.[A-Za-z0-9_-]{1,60}){1,4}")
_MANIFEST_NAME = re.compile(r"urn:", re.IGNORECASE)


class AiDeclaration(StrEnum):
    """What a step says about generative AI (IPTC digital source types)."""

    GENERATED = "generated"
    EDITED = "edited"


_AI = {
    "trainedalgorithmicmedia": AiDeclaration.GENERATED,
    "trainedalgorithmicdata": AiDeclaration.GENERATED,
    "compositewithtrainedalgorithmicmedia": AiDeclaration.EDITED,
    "compositesynthetic": AiDeclaration.EDITED,
}


def actions_of(manifest: Manifest) -> tuple[Action, ...]:
    """Declared edits in the order given, redactions left out: removing a datum is not an edit of the picture."""
    found = (_action(one) for one in _raw_actions(manifest) if one.get("action") != REDACTED)
    return tuple(one for _, one in zip(range(ACTION_LIMIT), found, strict=False))


def redactions_of(manifest: Manifest) -> tuple[str, ...]:
    """Names of the assertions that this step removed from earlier ones."""
    acted = (
        _object(one.get("parameters")).get("redacted")
        for one in _raw_actions(manifest)
        if one.get("action") == REDACTED
    )
    names = (_assertion_name(one) for one in (*manifest.redacted, *acted))
    return tuple(dict.fromkeys(name for name in names if name))[:ACTION_LIMIT]


def _assertion_name(address: object) -> str | None:
    name = short(address.rstrip("/").rpartition("/")[2]) if isinstance(address, str) else None
    # The name of a manifest links pictures to each other.
    return "manifest" if name and _MANIFEST_NAME.search(name) else name


def ai_declaration_of(actions: tuple[Action, ...]) -> AiDeclaration | None:
    """The strongest declaration of one step: made by a model outranks edited with one."""
    kinds = {_AI.get((one.digital_source_type or "").lower()) for one in actions}
    if AiDeclaration.GENERATED in kinds:
        return AiDeclaration.GENERATED
    return AiDeclaration.EDITED if AiDeclaration.EDITED in kinds else None


def source_type_of(actions: tuple[Action, ...]) -> str | None:
    """The digital source type that a step declares first, as the last word of its IPTC address."""
    return next((one.digital_source_type for one in actions if one.digital_source_type), None)


def short(raw: object) -> str | None:
    """A claimed text in one line, unseen characters taken out, cut to its limit; None where it is no text."""
    if isinstance(raw, dict):
        raw = " ".join(str(raw[key]) for key in ("name", "version") if isinstance(raw.get(key), str))
    return _UNSEEN.sub(" ", raw[:RAW_LIMIT]).strip()[:TEXT_LIMIT].strip() or None if isinstance(raw, str) else None


def code_of(raw: str) -> str:
    """A status code as the standard forms them; a signer may record any text as one, which is not repeated."""
    return raw if _CODE.fullmatch(raw) else "unnamed"


def _raw_actions(manifest: Manifest) -> Iterator[Mapping[str, object]]:
    for name, assertion in manifest.assertions.items():
        if name.startswith("c2pa.actions"):
            whole = _object(assertion)
            # A template says once what holds for all actions of one name.
            by_name = {str(one.get("action")): one.get("digitalSourceType") for one in _entries(whole, "templates")}
            for one in _entries(whole, "actions"):
                yield {"digitalSourceType": by_name.get(str(one.get("action"))), **one}


def _entries(assertion: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    listed = assertion.get(name)
    return [_object(one) for one in listed] if isinstance(listed, list) else []


def _action(raw: Mapping[str, object]) -> Action:
    parameters = _object(raw.get("parameters"))
    source_type = short(raw.get("digitalSourceType"))
    return Action(
        code=short(raw.get("action")) or "unnamed",
        description=short(raw.get("description")) or short(parameters.get("description")),
        tool=short(raw.get("softwareAgent")),
        when=short(raw.get("when")),
        digital_source_type=source_type.rstrip("/").rpartition("/")[2] or None if source_type else None,
    )


def _object(raw: object) -> Mapping[str, object]:
    return cast(Mapping[str, object], raw) if isinstance(raw, dict) else {}
