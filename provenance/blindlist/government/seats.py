"""The set of maintainers: no jurisdiction, sector or organisation decides alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from provenance.blindlist.government.errors import BadRules
from provenance.blindlist.government.limits import SEATS
from provenance.blindlist.government.rules import Action, Rules
from provenance.blindlist.types import Maintainer, MaintainerSet

JURISDICTIONS: Final = 3
SECTORS: Final = 3
WALLET_BYTES: Final = 33
"""A compressed public key of secp256k1."""


def require_set(members: MaintainerSet, rules: Rules) -> None:
    """Raises BadRules where the set lets too few decide."""
    for problem in set_problems(members, rules):
        raise BadRules("members.weak", problem)


def set_problems(members: MaintainerSet, rules: Rules) -> Iterator[str]:
    """What is wrong with this set under these rules, as sentences."""
    seats = members.members
    if not members.quorum <= len(seats) <= SEATS or members.quorum * 2 <= len(seats):
        yield "More than half of the maintainers sign an edition."
    if members.threshold < 2 or members.threshold > len(seats):
        yield "No single maintainer holds a key to the list."
    if len(seats) < max(rule.needed(len(seats)) for rule in rules.actions.values()):
        yield "There are fewer maintainers than votes that a rule asks for."
    for name, values in (
        ("wallet", [one.wallet for one in seats]),
        ("signing key", [one.signing_key for one in seats]),
    ):
        if len(set(values)) != len(values):
            yield f"Two maintainers share a {name}."
    if any(len(one.wallet) != WALLET_BYTES for one in seats):
        yield "Every maintainer has a wallet that signs ballots."
    yield from _spellings(seats)
    yield from _spread(seats, members, rules)


def _spellings(seats: tuple[Maintainer, ...]) -> Iterator[str]:
    """One country in two spellings would count as two."""
    for name in ("jurisdiction", "sector", "organisation"):
        values = {str(getattr(one, name)) for one in seats}
        if len({" ".join(one.casefold().split()) for one in values}) != len(values):
            yield f"The same {name} is spelt in two ways."


def _spread(seats: tuple[Maintainer, ...], members: MaintainerSet, rules: Rules) -> Iterator[str]:
    places = Counter(one.jurisdiction for one in seats)
    most = max(places.values(), default=0)
    if len(places) < JURISDICTIONS or most >= min(members.quorum, members.threshold):
        yield "Maintainers come from three jurisdictions, and none of them holds a quorum or opens the list's keys."
    if most >= rules.actions[Action.LIST_DEVICE].votes:
        yield "No jurisdiction has the votes to list a device."
    if len({one.sector for one in seats}) < SECTORS:
        yield "Maintainers come from three sectors."
    if max(Counter(one.organisation for one in seats if one.organisation).values(), default=0) > 1:
        yield "An organisation has one seat."


def reaches(seats: Iterable[Maintainer], action: Action, rules: Rules, *, needed: int) -> bool:
    """Whether these seats are enough votes, of enough jurisdictions and sectors."""
    voted = list(seats)
    places, sectors = {one.jurisdiction for one in voted}, {one.sector for one in voted}
    return len(voted) >= needed and len(places) >= rules.jurisdictions and len(sectors) >= rules.actions[action].sectors
