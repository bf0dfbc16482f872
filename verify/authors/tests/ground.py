"""A newsroom with keys, on a real log whose intervals a test can set: what tests of authors stand on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from provenance.statements.signing import Secret, sign
from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    ContentForm,
    Delegation,
    KeyClaim,
    Message,
    Nonce,
    Revocation,
    RevocationSubject,
    Role,
    Scope,
    Signed,
    Statement,
)
from verify.accounts.models import Membership, Organisation, User
from verify.accounts.models import Role as Post
from verify.accounts.services import organisation_create
from verify.authors.models import DelegationRow, Key, Principal, StatementRow
from verify.authors.services import (
    delegation_record,
    key_claim,
    organisation_principal_ensure,
    principal_ensure,
    statement_record,
)
from verify.ledger.tests.conftest import Hands
from verify.ledger.values import Viewer
from verify.signing_domain import statement_domain

NOBODY = Address(bytes(20))
PHOTO = sha256(b"a photo").digest()
DAY = timedelta(days=1)


def secret(word: str) -> Secret:
    """A key that everybody knows."""
    return Secret(sha256(f"firstlight test author {word}".encode()).digest())


def nonce() -> Nonce:
    return Nonce(secrets.token_bytes(32))


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def signed_by(key: Secret, message: Message) -> Signed:
    return sign(message, statement_domain(), key)


def statement(at: datetime, content: bytes = PHOTO, **changes: Any) -> Statement:
    made = Statement(
        act=Act.STATE,
        role=Role.AUTHOR,
        content=content,
        form=ContentForm.SHA256,
        source="https://desk.example/a",
        organisation=NOBODY,
        delegation=NOTHING,
        about=NOTHING,
        time=seconds(at),
        nonce=nonce(),
    )
    return replace(made, **changes)


@dataclass
class Ground:
    """A desk with an owner, a journalist with a key, and a clock."""

    clock: Hands
    owner: User
    desk: Organisation
    journalist: User
    desk_key: Secret = field(default_factory=lambda: secret("desk"))
    key: Secret = field(default_factory=lambda: secret("journalist"))

    @classmethod
    def begin(cls, clock: Hands) -> Ground:
        owner, journalist = User.objects.create(username="owner"), User.objects.create(username="journalist")
        desk = organisation_create(name="The Desk", slug="the-desk", owner=owner)
        Membership.objects.create(user=journalist, organisation=desk, role=Post.MEMBER)
        ground = cls(clock, owner, desk, journalist)
        ground.claim(ground.desk_key, organisation_principal_ensure(organisation=desk, by=owner), owner)
        ground.claim(ground.key, principal_ensure(user=journalist, name="Ada Author"), journalist)
        return ground

    @property
    def now(self) -> datetime:
        return self.clock()

    @property
    def author(self) -> Principal:
        return Principal.objects.get(user=self.journalist)

    @property
    def house(self) -> Principal:
        return Principal.objects.get(organisation=self.desk)

    def viewer(self, user: User) -> Viewer:
        return Viewer(self.desk.pk, user.pk)

    def claim(self, key: Secret, principal: Principal, user: User, replaces: Secret | None = None) -> Key:
        old = replaces.address if replaces else NOBODY
        message = KeyClaim(principal.pk, "testserver", old, seconds(self.now), nonce())
        key_claim(signed_by(key, message), owner=Viewer(user=user.pk))
        return Key.objects.get(address=f"0x{key.address.hex()}")

    def delegate(self, scopes: tuple[Scope, ...] = (Scope.PUBLISH,), days: int = 30) -> DelegationRow:
        message = self.delegation(scopes, days)
        return delegation_record(signed_by(self.desk_key, message), owner=self.viewer(self.owner))

    def delegation(self, scopes: tuple[Scope, ...] = (Scope.PUBLISH,), days: int = 30) -> Delegation:
        begins = seconds(self.now)
        return Delegation(self.desk_key.address, self.key.address, scopes, begins, begins + days * 86_400, nonce())

    def record(self, message: Statement | None = None, key: Secret | None = None) -> StatementRow:
        made = signed_by(key or self.key, message or statement(self.now))
        return statement_record(made, owner=self.viewer(self.journalist))

    def for_desk(self, row: DelegationRow, **changes: Any) -> Statement:
        """A statement of the journalist in the name of the desk."""
        speaking = {"organisation": self.desk_key.address, "delegation": bytes.fromhex(row.struct_hash)}
        return statement(self.now, **{"role": Role.PUBLISHER, **speaking, **changes})

    def ending(self, subject: RevocationSubject, target: bytes, effective: datetime | None = None) -> Revocation:
        end = seconds(effective or self.now)
        return Revocation(subject, target.rjust(32, b"\0"), end, "left", seconds(self.now), nonce())
