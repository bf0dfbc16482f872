"""A policy of labels: one TOML file that names a label for each code that matters to a platform.

    format = "firstlight.labels/1"
    name = "Harbour, spring"

    [labels]
    declared_ai_generated = "info"
    "camera_list.listed" = "review"

Its digest, SHA-256 of exactly these bytes, is its version. Source: docs/labels.md.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final, NewType

from provenance.sentences import CATALOGUE
from verify.labels.errors import BadPolicyText
from verify.labels.missing import shows_nothing
from verify.labels.words import Label

PolicyDigest = NewType("PolicyDigest", str)

FORMAT: Final = "firstlight.labels/1"

POLICY_BYTES: Final = 16 * 1024
"""A label for every code there is takes 10 kB; the parser of TOML is slow on purpose-made text, so no more is read."""

LINE_CHARACTERS: Final = 400
"""No honest line is longer, and a key of thousands of dots would keep the parser of TOML busy for seconds."""

NAME_CHARACTERS: Final = 60
KNOWN: Final = frozenset({"format", "name", "labels", "label_what_is_missing"})

FROM_OUTSIDE: Final = ("on_record", "author.", "source.", "ai_label_unverified", "claims.")
"""Anybody with an account can record a work or sign about it and take it back, and write what they like into a file."""

UNKNOWN_SIGNERS: Final = frozenset({"signer_unknown", "some_signers_unknown", "signer.unknown"})
"""Untrusted is never tampered: most signed files come from signers on no list."""


@dataclass(frozen=True, slots=True)
class LabelPolicy:
    """Labels by code; `missing` says that the policy means to label what is missing or only looks alike.

    `warnings` are sentences about what it may do to honest posts.
    """

    digest: PolicyDigest
    name: str
    labels: Mapping[str, Label]
    missing: bool = False
    warnings: tuple[str, ...] = ()


def policy_read(text: bytes) -> LabelPolicy:
    """The policy that a file holds; raises BadPolicyText with a sentence that says what to mend."""
    document = _document(text)
    if unknown := sorted(set(document) - KNOWN):
        raise BadPolicyText(f"“{unknown[0][:60]}” is nothing that a policy has. It has {_listed(KNOWN)}.")
    if document.get("format") != FORMAT:
        raise BadPolicyText(f'The first line of a policy is: format = "{FORMAT}"')
    if not isinstance(document.get("label_what_is_missing", False), bool):
        raise BadPolicyText("label_what_is_missing is true or it is left out.")
    found = _policy(text, document)
    for code in found.labels:
        if code not in CATALOGUE:
            raise BadPolicyText(_unknown(code))
    if (unmeant := _of_nothing(found)) and not found.missing:
        raise BadPolicyText(
            f"“{unmeant[0]}” only says that something is missing, could not be asked or looks alike: that is no sign "
            "against a file. Take it out, or write label_what_is_missing = true above [labels] if you mean it."
        )
    return found


def policy_kept(text: bytes) -> LabelPolicy:
    """A policy that was read and kept before, by an older version of the software perhaps.

    A code that is not known any more fits nothing, and one that is now known to show nothing is not counted: no answer
    ever fails for it.
    """
    return _policy(text, _document(text))


def _policy(text: bytes, document: Mapping[str, Any]) -> LabelPolicy:
    digest = PolicyDigest(hashlib.sha256(text).hexdigest())
    labels = dict(_labels(document.get("labels")))
    found = LabelPolicy(digest, _name(document.get("name")), labels, document.get("label_what_is_missing") is True)
    return replace(found, warnings=tuple(_warnings(found)))


def _document(text: bytes) -> dict[str, Any]:
    if len(text) > POLICY_BYTES:
        raise BadPolicyText(f"A policy has at most {POLICY_BYTES // 1024} KiB.")
    if any(len(line) > LINE_CHARACTERS for line in text.split(b"\n")):
        raise BadPolicyText(f"A line of a policy has at most {LINE_CHARACTERS} characters.")
    try:
        return tomllib.loads(text.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise BadPolicyText("A policy is text in UTF-8.") from problem
    except RecursionError as problem:
        raise BadPolicyText("This is nested too deeply: a policy is a table of codes and labels.") from problem
    except ValueError as problem:
        raise BadPolicyText(f"This is no TOML: {str(problem)[:200]}.") from problem


def _name(name: object) -> str:
    if not isinstance(name, str) or not name.strip() or len(name) > NAME_CHARACTERS or not name.isprintable():
        raise BadPolicyText(f'Give the policy a name of up to {NAME_CHARACTERS} characters: name = "Spring"')
    return name.strip()


def _labels(table: object) -> Iterator[tuple[str, Label]]:
    if not isinstance(table, dict) or not table:
        raise BadPolicyText("Name at least one code with its label in the table [labels].")
    for code, word in _flat(table):
        if word not in set(Label):
            raise BadPolicyText(f"“{code[:80]}” has no label that is known. Use {_listed(Label)}.")
        yield code, Label(word)


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Codes with dots may be written with quotation marks or without: TOML reads the latter as tables."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _unknown(code: str) -> str:
    near = get_close_matches(code[:80], CATALOGUE, 1, 0.6)
    hint = f" Do you mean “{near[0]}”?" if near else " docs/labels.md says where the codes are listed."
    return f"“{code[:80]}” is no code that this version knows.{hint}"


def _of_nothing(policy: LabelPolicy) -> list[str]:
    return [code for code in _shown(policy) if shows_nothing(code)]


def _shown(policy: LabelPolicy) -> list[str]:
    return sorted(code for code, label in policy.labels.items() if label is not Label.NONE)


def _warnings(policy: LabelPolicy) -> Iterator[str]:
    nothing = _of_nothing(policy)
    for code in nothing:
        yield (
            f"“{code}” is labelled {policy.labels[code]}: most files that it fits are honest ones. It says that "
            "something is missing, could not be asked or looks alike, and nothing against a file."
        )
    if policy.missing and not nothing:
        yield "label_what_is_missing stands there, and no code needs it: take the line out."
    for code in _shown(policy):
        if code in UNKNOWN_SIGNERS and policy.labels[code].strength > Label.INFO.strength:
            yield f"“{code}” is labelled {policy.labels[code]}: a signer on none of your lists changed nothing thereby."
        if code.startswith(FROM_OUTSIDE):
            yield f"“{code}” is labelled {policy.labels[code]}: a stranger can bring it about for somebody else’s file."


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
