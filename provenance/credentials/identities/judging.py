"""What may be said of one identity: its signature, what it is bound to, and whether one of the reader's lists vouches.

The library's decision whom to trust is not used: it never finds our anchors (its issue 2599), so the walk to a list is
ours (`chains`). Its other failures count as they are; where it and we do not agree, nothing is said to hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509

from provenance.credentials.certificates import certificate_of, handle_of
from provenance.credentials.chains import Vouched, vouching
from provenance.credentials.contents import code_of, short
from provenance.credentials.cose import Sign1, made_by_chain, read_sign1
from provenance.credentials.identities.assertion import AGGREGATED, X509, IdentityAssertion, read_assertion
from provenance.credentials.identities.boxes import HARD_BINDINGS, Boxed
from provenance.credentials.reading import Status
from provenance.credentials.signers import denies
from provenance.credentials.signing_chains import key_digest
from provenance.policy import Policy, Tier
from provenance.types import Integrity, Params, State, Step

UNTRUSTED: Final = ("cawg.x509.credential.untrusted", "signingCredential.untrusted")
"""The library's own decision, which is passed over."""

VALIDATED: Final = "cawg.x509.signature.validated"
MOST_NAMES: Final = 20


@dataclass(frozen=True, slots=True)
class Identity:
    """What one identity comes to: the state and code of its finding, and what is shown of it."""

    state: State
    code: str
    params: Params


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an identity is judged by: its step, what the library says of it, the reader's policy and the moment.

    `at` is the step's trusted time where it has one, else now: certificates are judged at that moment.
    """

    step: Step
    statuses: tuple[Status, ...]
    policy: Policy
    at: datetime


def judged(boxed: Boxed | None, given: Circumstances) -> Identity:
    """One identity; `boxed` is None where its bytes were not found."""
    assertion = read_assertion(boxed.content) if boxed else None
    failures = [one for one in given.statuses if one.failed and one.code not in UNTRUSTED]
    failed = tuple(code_of(one.code) for one in failures if one.now)[:10]
    if any("unavailable" in one for one in failed):
        return Identity(State.UNAVAILABLE, "identity.unavailable", {})
    if failed:
        return Identity(State.BROKEN, "identity.broken", {"failures": failed})
    if given.step.integrity in (Integrity.CHANGED, Integrity.RECORDED_FAILURE):
        return Identity(State.BROKEN, "identity.of_other_content", {})
    if failures:
        # Somebody later wrote so, and whoever does can write anything: it accuses nobody and is not hidden either.
        return Identity(State.NOT_CHECKED, "identity.recorded_failure", {})
    if boxed is None or assertion is None or given.step.integrity is not Integrity.INTACT:
        return Identity(State.NOT_CHECKED, "identity.not_checked", {})
    return _by_kind(boxed, assertion, given)


def _by_kind(boxed: Boxed, assertion: IdentityAssertion, given: Circumstances) -> Identity:
    if assertion.kind == AGGREGATED:
        return Identity(State.UNTRUSTED, "identity.aggregated", _bound(assertion))
    sign1 = read_sign1(assertion.signature) if assertion.kind == X509 else None
    if sign1 is None:
        return Identity(State.NOT_CHECKED, "identity.not_checked", {})
    params = {**_bound(assertion), **_shown(sign1.chain, given.policy)}
    if not _agreed(boxed, assertion, sign1, given.statuses):
        return Identity(State.NOT_CHECKED, "identity.disagreed", params)
    return _listed(sign1.chain, given, params)


def _agreed(boxed: Boxed, assertion: IdentityAssertion, sign1: Sign1, statuses: Sequence[Status]) -> bool:
    """Whether the library and we find the same: the signature holds over hashes of assertions that are there."""
    validated = any(one.code == VALIDATED and not one.failed for one in statuses)
    bound = all(boxed.holds(one.name, one.digest) for one in assertion.references)
    hard = any(one.name.startswith(HARD_BINDINGS) for one in assertion.references)
    return validated and bound and hard and made_by_chain(sign1, assertion.payload)


def _listed(chain: tuple[x509.Certificate, ...], given: Circumstances, params: Params) -> Identity:
    key = key_digest(chain[0])
    if any(denies(one, certificate_of(chain[0]), key.hex() if key else "") for one in given.policy.denied):
        return Identity(State.UNTRUSTED, "identity.denied", params)
    found = vouching(chain, given.policy.of_tier(Tier.NEWSROOM), given.at)
    state, code = _STATES[found.vouched]
    return Identity(state, code, {**params, "vouched_by": found.list_name})


_STATES: Final = {
    Vouched.LISTED: (State.HOLDS, "identity.listed"),
    Vouched.LAPSED: (State.UNAVAILABLE, "identity.lapsed"),
    Vouched.UNLISTED: (State.UNTRUSTED, "identity.untrusted"),
}


def _bound(assertion: IdentityAssertion) -> Params:
    names = tuple(dict.fromkeys(one.name for one in assertion.references))[:MOST_NAMES]
    roles = tuple(one.removeprefix("cawg.") for one in assertion.roles)
    return {"roles": roles or ("none",), "bound": names}


def _shown(chain: tuple[x509.Certificate, ...], policy: Policy) -> Params:
    certificate = certificate_of(chain[0])
    name, organisation = short(certificate.common_name) or "", short(certificate.organisation) or ""
    return {
        "who": f"{name} ({organisation})" if name and organisation else name or organisation or "Somebody unnamed",
        "name": name,
        "organisation": organisation,
        "issuer": short(certificate.issuer_organisation) or short(certificate.issuer_name) or "",
        "handle": handle_of(certificate, policy.handle_key) or "",
    }
