"""Who signs in a demo: the newsroom with its wallet, a journalist who may sign for it, and somebody nobody knows.

Their keys are made from words that stand here, so that they are the same on every machine and worth nothing anywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from provenance.statements.drafting import draft
from provenance.statements.eip712 import struct_hash
from provenance.statements.signing import Secret, sign
from provenance.statements.types import Act, Nonce, Signed
from verify import wiring
from verify.accounts.models import Membership, Organisation, Role, User
from verify.authors.models import CountedAuthor, Key, Principal, StatementRow
from verify.authors.services import (
    author_count,
    delegation_record,
    key_claim,
    organisation_principal_ensure,
    principal_ensure,
    statement_record,
)
from verify.demo.works import NEWSROOM, digest_of, newsroom
from verify.ledger.parts import parts
from verify.ledger.values import Viewer
from verify.signing_domain import statement_domain

JOURNALIST: Final = "demo-ada"
NAME: Final = "DEMO Ada Harbour"
STRANGER: Final = "demo-stranger"
SIGNED: Final = "camera-original.jpg"
SIGNED_BY_STRANGER: Final = "unknown-middle-step.jpg"
TERM: Final = timedelta(days=365)
HOST: Final = "127.0.0.1"


def secret_of(word: str) -> Secret:
    """The demo key of this word; everybody can make it."""
    return Secret(hashlib.sha256(f"firstlight demo key of {word}, worth nothing".encode()).digest())


def missing_authors() -> bool:
    """Say whether one of the demo's signatures is not there yet."""
    signers = [f"0x{secret_of(word).address.hex()}" for word in (JOURNALIST, STRANGER)]
    return StatementRow.objects.filter(signer__in=signers).values("signer").distinct().count() < len(signers)


def sign_works() -> None:
    """Claim keys, delegate and sign, as people would; what is there already is left alone."""
    if not missing_authors():
        return
    house, reporter = newsroom(), _journalist()
    owner = Viewer(house.pk, reporter.pk)
    boss = Viewer(house.pk, User.objects.get(username=NEWSROOM).pk)
    claim(organisation_principal_ensure(organisation=house, by=None), NEWSROOM, boss)
    person = principal_ensure(user=reporter, name=NAME)
    claim(person, JOURNALIST, owner)
    given = signed("Delegation", NEWSROOM, _delegation())
    delegation_record(given, owner=boss)
    for_house = {"organisation": address_of_word(NEWSROOM), "delegation": f"0x{struct_hash(given.message).hex()}"}
    _state(SIGNED, JOURNALIST, owner, for_house)
    _state(SIGNED_BY_STRANGER, STRANGER, Viewer(user=user_of(STRANGER).pk), {})
    count(person)


def _journalist() -> User:
    reporter = user_of(JOURNALIST)
    Membership.objects.get_or_create(user=reporter, organisation=newsroom(), defaults={"role": Role.MEMBER})
    return reporter


def user_of(name: str) -> User:
    """The account of somebody of the demo, which nobody can log in to."""
    user, made = User.objects.get_or_create(username=name)
    if made:
        user.set_unusable_password()
        user.save()
    return user


def claim(principal: Principal, word: str, owner: Viewer) -> None:
    """Have the key of this word say in public whose it is, once."""
    if not Key.objects.filter(address=address_of_word(word)).exists():
        key_claim(signed("KeyClaim", word, {"principal": principal.pk}), owner=owner)


def _delegation() -> Mapping[str, object]:
    ends = wiring.now() + TERM
    return {
        "organisation": address_of_word(NEWSROOM),
        "delegate": address_of_word(JOURNALIST),
        "scopes": ["publish", "correct"],
        "validTo": int(ends.timestamp()),
    }


def _state(name: str, word: str, owner: Viewer, more: Mapping[str, object]) -> None:
    if StatementRow.objects.filter(signer=address_of_word(word)).exists():
        return
    given = {"act": Act.STATE.value, "role": "author", "content": digest_of(name).hex(), **more}
    statement_record(signed("Statement", word, given), owner=owner)


def count(principal: Principal) -> None:
    """Let the demo's own desk go by what this author signs."""
    for desk in Organisation.objects.filter(slug="demo-desk"):
        owner = Membership.objects.filter(organisation=desk, role=Role.OWNER).select_related("user").first()
        if owner is not None and not CountedAuthor.objects.filter(organisation=desk, principal=principal).exists():
            author_count(by=owner.user, organisation=desk, principal=principal)


def signed(kind: str, word: str, given: Mapping[str, object]) -> Signed:
    """A message of this type, signed by the key of this word."""
    at, nonce = int(wiring.now().timestamp()), Nonce(parts().randomness(32))
    return sign(draft(kind, given, at=at, nonce=nonce, origin=HOST), statement_domain(), secret_of(word))


def address_of_word(word: str) -> str:
    """The address of the key of this word, as rows keep it."""
    return f"0x{secret_of(word).address.hex()}"
