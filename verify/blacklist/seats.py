"""Who acts for which maintainer here, and the pseudonym that this gives them in a case."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from provenance.blindlist.government.ballots import address_of_wallet
from provenance.blindlist.government.types import Case, Voice
from provenance.blindlist.government.voices import voice_of
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet
from verify.blacklist.errors import NotSeated


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat. `wallet` is the address that signs its ballots, 0x and lower case; `user` the account bound to it."""

    index: HolderIndex
    name: str
    organisation: str
    sector: str
    jurisdiction: str
    wallet: str
    user: int | None
    active: bool = True


def view_of(member: Maintainer, user: int | None) -> SeatView:
    """A member of the set as pages show it."""
    wallet = f"0x{address_of_wallet(member.wallet).hex()}"
    names = (member.name, member.organisation, member.sector, member.jurisdiction)
    return SeatView(member.index, *names, wallet, user, active=user is not None)


def member_at(members: MaintainerSet, seat: SeatView) -> Maintainer:
    """The maintainer on this seat; raises NotSeated where the seat is no longer in office."""
    for one in members.members:
        if one.index == seat.index:
            return one
    raise NotSeated


def voice_in(case: str, index: int) -> Voice:
    """The pseudonym of a seat in a case."""
    return voice_of(settings.OMBUDSMAN_KEY, case, HolderIndex(index))


def seats_behind(case: Case, voices: frozenset[Voice], members: MaintainerSet) -> frozenset[HolderIndex]:
    """The seats of these pseudonyms."""
    return frozenset(one.index for one in members.members if voice_in(case.hash, one.index) in voices)
