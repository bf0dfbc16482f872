"""Which certificates of the reader's lists go into which pool of the library.

The library has two pools of anchors and uses each for claims *and* for time stamps (c2pa-rs 0.91). So the time-stamp
list goes into the second pool, without the roots it shares with the official list, and nothing found in the second
pool is believed until a reading with that list alone confirms it.

Lists may also hold certificates that are no authorities. They go into no pool: the library does not match them
there. Whether one of them signed is seen from the file itself (`listed_leaves`).
"""

from __future__ import annotations

from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provenance.credentials.pools import Pools
from provenance.errors import BadPolicy
from provenance.policy import Policy, Tier

Anchors = tuple[tuple[bytes, str], ...]
"""Authorities by public key, as PEM."""


def first_pools(policy: Policy) -> Pools:
    """Everything the reader trusts in one reading: official in the first pool, all the rest in the second."""
    official = dict(_of(policy, Tier.OFFICIAL))
    others = [pair for tier in (Tier.INTERIM, Tier.NEWSROOM, Tier.TSA) for pair in _of(policy, tier)]
    user = {key: pem for key, pem in others if key not in official}
    return Pools("".join(official.values()), "".join(user.values()))


def pools_of(policy: Policy, tier: Tier) -> Pools:
    """One tier alone, stamps not judged: says whether this list, and no other, vouches for a signer."""
    return Pools("".join(pem for _, pem in _of(policy, tier)), judge_stamps=False)


def pools_beside_stamps(policy: Policy, tier: Tier) -> Pools:
    """One tier in the first pool, the time-stamp list in the second, stamps judged; for `tsa` the first stays empty.

    A stamp that a later step carries for an older signature counts for the library only where its authority is listed,
    so a signer who has lapsed since then is vouched for by his list only in such a reading.
    """
    own = dict(_of(policy, tier)) if tier is not Tier.TSA else {}
    stamps = {key: pem for key, pem in _of(policy, Tier.TSA) if key not in own}
    return Pools("".join(own.values()), "".join(stamps.values()))


def check(policy: Policy) -> None:
    """Take every list apart once; raises BadPolicy with the name of the list that does not parse."""
    for tier in Tier:
        _of(policy, tier)


def _of(policy: Policy, tier: Tier) -> Anchors:
    return tuple(pair for one in policy.of_tier(tier) for pair in _authorities(one.name, one.pem))


@lru_cache(maxsize=64)
def _authorities(name: str, pem: bytes) -> Anchors:
    return tuple((_key(one), _pem(one)) for one in listed_certificates(name, pem) if is_authority(one))


def listed_certificates(name: str, pem: bytes) -> list[x509.Certificate]:
    """All certificates of one list; raises BadPolicy with its name where it does not parse."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise BadPolicy(f"The trust list “{name}” holds no readable certificates in PEM form.", str(error)) from error


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether a listed certificate may vouch for others."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        # A root of version 1 has no extensions at all; it can only be an authority.
        return certificate.subject == certificate.issuer
    except ValueError:
        return False


def _key(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
