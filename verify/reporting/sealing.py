"""Sealing to the maintainers' own keys: what is sealed here is read nowhere on this installation."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.attestation.types import DeviceId
from provenance.blindlist import sealing
from provenance.blindlist.sealing import Scope
from provenance.blindlist.types import MaintainerSet
from verify.blacklist.errors import NotFounded
from verify.blacklist.state import register
from verify.ledger.parts import parts
from verify.reporting.errors import BadReport, ListUnavailable


def maintainers() -> MaintainerSet:
    """The maintainers in office; raises ListUnavailable where this installation knows none."""
    try:
        return register().maintainers
    except NotFounded as problem:
        sentence = "No camera list is kept on this installation; nothing was taken in."
        raise ListUnavailable("list.none", sentence) from problem


def sealed_words(words: bytes) -> str:
    """What was written, sealed to each maintainer, as JSON; raises ListUnavailable, BadReport."""
    try:
        return sealing.to_json(sealing.seal_words(words, maintainers(), parts().randomness))
    except ValueError as problem:
        raise BadReport("report.words", "This is too long to be sealed: shorten it.") from problem


def sealed_ids(ids: Sequence[DeviceId], scope: Scope) -> list[str]:
    """Each id sealed to each maintainer, as JSON; raises ListUnavailable, BadReport."""
    try:
        return [sealing.to_json(one) for one in sealing.seal_ids(ids, maintainers(), parts().randomness, scope)]
    except ValueError as problem:
        raise BadReport("report.name", "A name is too long to be sealed.") from problem
