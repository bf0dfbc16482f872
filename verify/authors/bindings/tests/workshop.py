"""Principals with keys of their own, and the claims they sign, made on the spot."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from provenance.statements.signing import Secret, sign
from provenance.statements.types import Domain, Signed
from verify import wiring
from verify.accounts.models import User
from verify.authors.bindings.claims import domain_message
from verify.authors.models import Key, Principal
from verify.authors.services.principals import principal_ensure
from verify.ledger.values import Viewer


@dataclass(frozen=True)
class Party:
    """Somebody with an account, a name and a key here."""

    user: User
    principal: Principal
    secret: Secret

    @property
    def owner(self) -> Viewer:
        return Viewer(user=self.user.pk)

    @property
    def address(self) -> str:
        return "0x" + bytes(self.secret.address).hex()

    def claims(
        self, domain: str, *, at: datetime | None = None, principal: str = "", on: Domain | None = None
    ) -> Signed:
        """A claim to a domain, signed by the key."""
        name, moment = principal or self.principal.pk, at or wiring.now()
        message = domain_message(domain=domain, principal=name, at=moment, nonce=secrets.token_bytes(32))
        return sign(message, on or wiring.statement_domain(), self.secret)


def party(name: str = "River Desk") -> Party:
    user = User.objects.create_user(f"user-{secrets.token_hex(4)}")
    secret = Secret(secrets.token_bytes(32))
    principal = principal_ensure(user=user, name=name)
    address = "0x" + bytes(secret.address).hex()
    Key.objects.create(principal=principal, address=address, scheme="eoa", chain_id=1, added=wiring.now())
    return Party(user, principal, secret)


def names(*addresses: str, **more: str) -> bytes:
    """The well-known file of a domain that names these keys."""
    listed = [{"address": address, **more} for address in addresses]
    return json.dumps({"schema": "firstlight.authors/1", "authors": listed}).encode()
