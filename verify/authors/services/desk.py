"""The desk signs for its people: who has no wallet signs with the organisation's key, after a second factor.

Nothing here is one transaction: the signer only signs what is durable before it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    ContentForm,
    KeyClaim,
    Message,
    Nonce,
    Role,
    Signed,
    Statement,
)
from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import may
from verify.authors.errors import BadStatement, DeskUnavailable, NotYours, StepUpNeeded
from verify.authors.models import Key, StatementRow
from verify.authors.services.keeping import address_text
from verify.authors.services.keys import NOBODY, key_claim
from verify.authors.services.principals import organisation_principal_ensure
from verify.authors.services.statements import OnBehalf, statement_record
from verify.ledger.errors import DeskRefused, SignerUnavailable
from verify.ledger.parts import parts
from verify.ledger.services import desk_address, desk_sign
from verify.ledger.values import Viewer
from verify.signing_domain import statement_domain


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Who asks the desk to sign, for which organisation, and when they showed their second factor."""

    user: User
    organisation: Organisation
    stepped_up: datetime | None

    @property
    def owner(self) -> Viewer:
        return Viewer(self.organisation.pk, self.user.pk)


@dataclass(frozen=True, slots=True)
class DeskWords:
    """What the desk is to say of a work: `sha256` 32 bytes; `about` the id (hex) of what is corrected or retracted."""

    sha256: bytes
    role: Role = Role.PUBLISHER
    source: str = ""
    act: Act = Act.STATE
    about: str = ""
    member_named: bool = False


def desk_statement(desk: AtDesk, words: DeskWords) -> StatementRow:
    """Sign and record a statement with the desk's key, on behalf of a member.

    Raises NotYours, StepUpNeeded, DeskUnavailable, BadStatement.
    """
    key = desk_key_ensure(desk)
    signed = _signed(desk, _statement(words, Address(bytes.fromhex(key.address[2:]))))
    return statement_record(signed, owner=desk.owner, on_behalf=OnBehalf(desk.user, words.member_named))


def desk_key_ensure(desk: AtDesk) -> Key:
    """The organisation's desk key, made, claimed in public and recorded at first use; raises as `desk_statement`."""
    _require_may(desk)
    address = _address(desk)
    found = Key.objects.filter(address=address_text(address)).first()
    if found is not None:
        return found
    principal = organisation_principal_ensure(organisation=desk.organisation, by=desk.user)
    host = settings.ALLOWED_HOSTS[0].lstrip(".")
    claim = KeyClaim(principal.pk, host, Address(NOBODY), _seconds(), _nonce())
    key_claim(_signed(desk, claim), owner=desk.owner, desk=True)
    return Key.objects.get(address=address_text(address))


def _require_may(desk: AtDesk) -> None:
    if not may(desk.user, desk.organisation, Power.SIGN_FOR_DESK):
        raise NotYours("An owner of the organisation has to let you sign for its desk first.")
    if desk.stepped_up is None:
        raise StepUpNeeded


def _statement(words: DeskWords, address: Address) -> Statement:
    return Statement(
        act=words.act,
        role=words.role,
        content=words.sha256,
        form=ContentForm.SHA256,
        source=words.source,
        organisation=address,
        delegation=NOTHING,
        about=bytes.fromhex(words.about) or NOTHING,
        time=_seconds(),
        nonce=_nonce(),
    )


def _address(desk: AtDesk) -> Address:
    try:
        return desk_address(desk.organisation.pk)
    except (SignerUnavailable, DeskRefused) as problem:
        raise _told(problem) from problem


def _signed(desk: AtDesk, message: Message) -> Signed:
    if desk.stepped_up is None:
        raise StepUpNeeded
    try:
        return desk_sign(
            organisation=desk.organisation.pk,
            user=desk.user.pk,
            message=message,
            domain=statement_domain(),
            stepped_up=desk.stepped_up,
        )
    except (SignerUnavailable, DeskRefused) as problem:
        raise _told(problem) from problem


def _told(problem: SignerUnavailable | DeskRefused) -> BadStatement | DeskUnavailable:
    if isinstance(problem, DeskRefused):
        return BadStatement(problem.code, str(problem))
    return DeskUnavailable("The desk's key cannot be reached now. Nothing was signed: try again in a minute.")


def _seconds() -> int:
    return int(parts().clock().timestamp())


def _nonce() -> Nonce:
    return Nonce(parts().randomness(32))
