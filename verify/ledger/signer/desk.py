"""The signer's answers about desk keys: it makes one, and signs what a row of the store asks for, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from chronology.types import Clock
from provenance.statements import wire
from provenance.statements.eip712 import typed_digest
from provenance.statements.errors import BadMessage
from provenance.statements.types import Domain
from verify.ledger.asking import REFUSED, SIGNED
from verify.ledger.desk_models import DeskKey, DeskRequest, DeskRequestState
from verify.ledger.local_socket import Frame
from verify.ledger.signer.desk_keys import DeskKeyLost, DeskKeys
from verify.ledger.signer.desk_rules import FRESH, MOST_AN_HOUR, SENTENCES, objection

log = structlog.get_logger("signer")

KEPT: Final = timedelta(days=30)
"""How long it stays told who had the desk sign: long enough to look into a doubt, no archive of people's work."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`exists` tells whether there is such an organisation, `allowed` whether a member may sign as its desk."""

    keys: DeskKeys
    domain: Domain
    clock: Clock
    exists: Callable[[int], bool]
    allowed: Callable[[int, int], bool]

    def key(self, body: bytes) -> Frame:
        """The address of an organisation's desk key, 20 bytes; the key is made where it never had one."""
        organisation = _number(body)
        if organisation is None or not self.exists(organisation):
            return _refused("desk.not_ours")
        try:
            address = self.keys.made(organisation).address
        except DeskKeyLost:
            return _lost(organisation)
        row = {"address": f"0x{address.hex()}", "created": self.clock()}
        DeskKey.objects.get_or_create(organisation_id=organisation, defaults=row)
        return Frame(SIGNED, address)

    def sign(self, body: bytes) -> Frame:
        """The signature, 65 bytes, that the row of this name asks for; each row is answered once."""
        asked = _taken(body)
        if asked is None:
            return _refused("desk.no_request")
        code, signature = self._looked_at(asked)
        if not _end(asked, code, self.clock()):
            return _refused("desk.no_request")
        return _refused(code) if code else Frame(SIGNED, signature)

    def forget(self) -> int:
        """Delete requests that ended long ago, and those that nobody asked about; returns how many."""
        ended = DeskRequest.objects.filter(ended__lt=self.clock() - KEPT).delete()[0]
        waiting = DeskRequest.objects.filter(state=DeskRequestState.ASKED, created__lt=self.clock() - 2 * FRESH)
        return ended + waiting.delete()[0]

    def _looked_at(self, asked: DeskRequest) -> tuple[str, bytes]:
        """The code of a refusal, or the signature."""
        code = self._person(asked)
        if code:
            return code, b""
        try:
            message = wire.message_from_json(asked.type, asked.message)
            secret = self.keys.of(asked.organisation_id)
        except BadMessage:
            return "desk.bad_message", b""
        except DeskKeyLost:
            _lost(asked.organisation_id)
            return "desk.key_lost", b""
        code = objection(message, desk=secret.address, at=self.clock())
        return code, b"" if code else secret.sign_digest(typed_digest(self.domain, message))

    def _person(self, asked: DeskRequest) -> str:
        at = self.clock()
        if not self.allowed(asked.organisation_id, asked.user_id):
            return "desk.not_a_member"
        if not timedelta(0) <= at - asked.stepped_up <= FRESH or at - asked.created > FRESH:
            return "desk.step_up"
        signed = DeskRequest.objects.filter(organisation_id=asked.organisation_id, state=DeskRequestState.SIGNED)
        return "desk.too_many" if signed.filter(ended__gt=at - timedelta(hours=1)).count() >= MOST_AN_HOUR else ""


def _taken(body: bytes) -> DeskRequest | None:
    name = body.decode("ascii", "replace")
    return DeskRequest.objects.filter(pk=name, state=DeskRequestState.ASKED).first()


def _end(asked: DeskRequest, code: str, at: datetime) -> bool:
    """Whether it was ours to end: of two questions at once about one row, one gets the signature."""
    state = DeskRequestState.REFUSED if code else DeskRequestState.SIGNED
    mine = DeskRequest.objects.filter(pk=asked.pk, state=DeskRequestState.ASKED)
    return bool(mine.update(state=state, code=code, message=None, ended=at))


def _number(body: bytes) -> int | None:
    text = body.decode("ascii", "replace")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _lost(organisation: int) -> Frame:
    log.error("a desk key is missing or damaged", organisation=organisation)
    return _refused("desk.key_lost")


def _refused(code: str) -> Frame:
    return Frame(REFUSED, f"{code}\n{SENTENCES[code]}".encode())
