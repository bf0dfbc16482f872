"""The walk from a device's certificate up to a key on the reader's list, made for chains as devices really have them.

Roots are matched by public key and never by certificate: one was issued again under the same key with later dates.
Every certificate on the way must be signed by the next one, and every issuer named by what it issued be an authority.
Two errors of genuine devices are let pass, because the signature says all that they leave out: some secure chips name
another issuer in the certificate of a key than the one that signed it, and one maker's oldest batch certificates say
that they are no authorities. The latter counts under their own root alone, and only because what a forger has in their
place, an attested key, is known by its attestation (`marks`), which no issuer may carry. Source: RFC 5280 section 6.1,
in the parts that such chains use; Android key attestation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from provenance.attestation.chain_certificates import Certificate, signed_with, understood
from provenance.attestation.limits import ANCHORS_TRIED
from provenance.attestation.types import MakerRoot


class Way(StrEnum):
    """How a walk ended. `rootless`: every signature holds, but the last key is on no list.

    `not_understood`: a signature is of a kind that cannot be checked here, which says nothing against it.
    """

    ROOTED = "rooted"
    ROOTLESS = "rootless"
    BROKEN = "broken"
    NOT_UNDERSTOOD = "not_understood"
    NOT_AN_AUTHORITY = "not_an_authority"
    MARKED_ISSUER = "marked_issuer"


@dataclass(frozen=True, slots=True)
class Walk:
    """The end of a walk: the root, the certificates below it, and whether all of them were valid at the time.

    `early` says that one was not valid yet, `late` that one was valid no more.
    """

    way: Way
    path: tuple[Certificate, ...]
    root: MakerRoot | None = None
    early: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What a maker's chains need: extensions no issuer may carry, and roots whose oldest issuers are no authorities."""

    marks: tuple[bytes, ...] = ()
    lenient_roots: frozenset[bytes] = frozenset()


def walk(chain: Sequence[Certificate], roots: Sequence[MakerRoot], at: datetime, rules: Rules) -> Walk:
    """The way of a chain, signer first, to the first listed key above the signer."""
    root, path = _below_root(chain, roots)
    if not all(map(understood, path)):
        return Walk(Way.NOT_UNDERSTOOD, path)
    if not _signed(chain, path, root):
        return Walk(Way.BROKEN, path)
    if any(mark in one.signed for one in path[1:] for mark in rules.marks):
        return Walk(Way.MARKED_ISSUER, path, root)
    if not all(_may_issue(place, one, root, rules) for place, one in enumerate(path) if place):
        return Walk(Way.NOT_AN_AUTHORITY, path, root)
    way = Way.ROOTED if root else Way.ROOTLESS
    return Walk(way, path, root, any(at < one.not_before for one in path), any(one.not_after < at for one in path))


def _below_root(
    chain: Sequence[Certificate], roots: Sequence[MakerRoot]
) -> tuple[MakerRoot | None, tuple[Certificate, ...]]:
    """The listed root and the certificates below it; without one, all of them."""
    listed = {root.key: root for root in roots}
    for place, one in enumerate(chain):
        if place and one.key in listed:
            return listed[one.key], tuple(chain[:place])
    weak = [root for root in roots[:ANCHORS_TRIED] if signed_with(chain[-1], root.spki, weak=root.known_software)]
    return (weak[0] if weak else None), tuple(chain)


def _signed(chain: Sequence[Certificate], path: Sequence[Certificate], root: MakerRoot | None) -> bool:
    """Whether each is signed by the next one and, above the signer, names it; a root that comes along as well."""
    weak = root is None or root.known_software
    pairs = enumerate(zip(path, chain[1:], strict=False))
    return all(
        signed_with(below, above.spki, weak=weak) and (not place or below.issuer == above.subject)
        for place, (below, above) in pairs
    )


def _may_issue(place: int, issuer: Certificate, root: MakerRoot | None, rules: Rules) -> bool:
    if place == 1 and root is not None and root.key in rules.lenient_roots:
        return True
    bounded = issuer.path_length is None or issuer.path_length >= place - 1
    return issuer.authority is True and issuer.may_sign_certificates is not False and bounded
