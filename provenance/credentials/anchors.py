"""Which certificates of the reader's lists go into which pool of the library.

The library has two pools of anchors and one of leaves, and uses each pool for claims *and* for time stamps
(c2pa-rs 0.91). So the time-stamp list goes into the second pool, without the roots it shares with the official
list, and nothing found in the second pool is believed until a reading with that list alone confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provenance.credentials.pools import Pools
from provenance.errors import BadPolicy
from provenance.policy import Policy, Tier


@dataclass(frozen=True, slots=True)
class Anchors:
    """One list taken apart: authorities by public key, and leaves that the list accepts by themselves."""

    authorities: tuple[tuple[bytes, str], ...]
    leaves: tuple[str, ...]


def first_pools(policy: Policy) -> Pools:
    """Everything the reader trusts in one reading: official in the first pool, all the rest in the second."""
    official = _of(policy, Tier.OFFICIAL)
    taken = {key for key, _ in official.authorities}
    others = [_of(policy, tier) for tier in (Tier.INTERIM, Tier.NEWSROOM, Tier.TSA)]
    user = {key: pem for one in others for key, pem in one.authorities if key not in taken}
    leaves = [pem for tier in (Tier.OFFICIAL, Tier.INTERIM, Tier.NEWSROOM) for pem in _of(policy, tier).leaves]
    return Pools("".join(pem for _, pem in official.authorities), "".join(user.values()), "".join(leaves))


def pools_of(policy: Policy, tier: Tier) -> Pools:
    """One tier alone, stamps not judged: says whether this list, and no other, vouches for a signer."""
    one = _of(policy, tier)
    return Pools("".join(pem for _, pem in one.authorities), "", "".join(one.leaves), judge_stamps=False)


def check(policy: Policy) -> None:
    """Take every list apart once; raises BadPolicy with the name of the list that does not parse."""
    for tier in Tier:
        _of(policy, tier)


def _of(policy: Policy, tier: Tier) -> Anchors:
    parts = [_taken_apart(one.name, one.pem) for one in policy.of_tier(tier)]
    return Anchors(
        tuple(pair for one in parts for pair in one.authorities), tuple(pem for one in parts for pem in one.leaves)
    )


@lru_cache(maxsize=64)
def _taken_apart(name: str, pem: bytes) -> Anchors:
    try:
        certificates = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise BadPolicy(f"The trust list “{name}” holds no readable certificates in PEM form.", str(error)) from error
    authorities = [one for one in certificates if _is_authority(one)]
    leaves = [one for one in certificates if not _is_authority(one)]
    return Anchors(tuple((_key(one), _pem(one)) for one in authorities), tuple(_pem(one) for one in leaves))


def _is_authority(certificate: x509.Certificate) -> bool:
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
