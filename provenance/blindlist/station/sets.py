"""Handing over to the next maintainers: the set in force signs the one that the government's acts name."""

from __future__ import annotations

from provenance.blindlist.government.types import Register
from provenance.blindlist.pins import SignedSet, sign_set
from provenance.blindlist.proposing import set_body, set_topic
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.types import MaintainerSet


def sign_next_set(parts: Parts, register: Register, members: MaintainerSet) -> None:
    """Sign the set that follows the one in force, once the acts have made it so."""
    for following in register.sets:
        name = f"set/{following.number}"
        if following.number != members.number + 1 or parts.journal.word(name):
            continue
        parts.journal.note(name, value=True)
        signature = sign_set(following, parts.keys.index, parts.keys.signing)
        parts.desk.pin(set_topic(following.number), set_body(SignedSet(following, (signature,))))
        parts.say("set.signed", set=following.number)
