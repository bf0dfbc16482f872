"""Fetching the trust.txt of a domain and those of whom it names: a relation counts where both files state it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verify.authors.bindings.domains import same_site
from verify.authors.bindings.kinds import Answer, Asked, Heard
from verify.authors.bindings.reading import digest_of
from verify.authors.bindings.trust_txt.parsing import INVERSE, PATHS, Attribute, Line, parse, partners
from verify.authors.bindings.ways import Got, Missed, Ways, document

MOST_PARTNERS = 40
"""Relations of one domain that are kept; an association of thousands is asked from its members' side."""

ASKED_AT_ONCE = 5
"""Partners asked in one job, those asked longest ago first: with everything else this fits in the job's time."""


class Told(StrEnum):
    """Who states a relation."""

    BOTH = "both"
    ONE_SIDE = "one_side"
    UNREACHABLE = "unreachable"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a domain states of another one, and whether the other one states it too."""

    attribute: Attribute
    other: str
    told: Told


@dataclass(frozen=True, slots=True)
class Relations:
    """The answer about the file itself, and the relations in it, in the file's order."""

    answer: Answer
    relations: tuple[Relation, ...] = ()


def ask(ways: Ways, asked: Asked, first: tuple[str, ...] = ()) -> Relations:
    """The relations of a domain now; `first` names the partners that are due to be asked, the most due first."""
    found = _file(ways, asked.domain)
    if isinstance(found, Missed):
        return Relations(Answer(found.heard, found.code))
    stated = partners(parse(found.body))[:MOST_PARTNERS]
    others = list(dict.fromkeys(other for _, other in stated))
    due = sorted(others, key=lambda other: first.index(other) if other in first else -1)[:ASKED_AT_ONCE]
    files = {other: _file(ways, other) for other in due}
    relations = tuple(Relation(name, other, _told(files.get(other), name, asked.domain)) for name, other in stated)
    both = any(one.told is Told.BOTH for one in relations)
    code = "binding.relations" if both else "binding.no_relation"
    heard = Heard.NAMES_KEY if both else Heard.NAMES_NOBODY
    return Relations(Answer(heard, code, digest_of(found.body)), relations)


def _told(file: Got | Missed | None, attribute: Attribute, domain: str) -> Told:
    if file is None:
        return Told.NOT_ASKED
    if isinstance(file, Missed):
        return Told.ONE_SIDE if file.heard is Heard.NOT_THERE else Told.UNREACHABLE
    return Told.BOTH if _states(parse(file.body), INVERSE[attribute], domain) else Told.ONE_SIDE


def _states(lines: tuple[Line, ...], attribute: Attribute, domain: str) -> bool:
    return any(name is attribute and same_site(other, domain) for name, other in partners(lines))


def _file(ways: Ways, domain: str) -> Got | Missed:
    """The file at its first place, or at its second where it is not at the first."""
    found = document(ways, domain, PATHS[0])
    if isinstance(found, Missed) and found.heard in (Heard.NOT_THERE, Heard.UNREADABLE):
        return document(ways, domain, PATHS[1])
    return found
