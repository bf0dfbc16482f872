"""A desk of the signer over rows of this test, and messages that it is asked to sign."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    ChainId,
    ContentForm,
    Domain,
    Nonce,
    Role,
    Statement,
)
from verify.ledger.asking import DESK_KEY, DESK_SIGN
from verify.ledger.local_socket import Frame
from verify.ledger.signer.desk import Desk
from verify.ledger.signer.desk_keys import DeskKeys
from verify.ledger.tests.conftest import Hands

DOMAIN = Domain(ChainId(1), Address(b"\x0c" * 20))
NEWSROOM, RIVALS = 1, 2
EDITOR, STRANGER = 10, 20


@dataclass
class Office:
    """Answers what the ledger asks the signer, without a socket between; `members` may sign for the newsroom."""

    folder: Path
    clock: Hands
    members: set[tuple[int, int]] = field(default_factory=lambda: {(NEWSROOM, EDITOR), (RIVALS, STRANGER)})

    @property
    def desk(self) -> Desk:
        keys = DeskKeys(self.folder, secrets.token_bytes)
        return Desk(keys, DOMAIN, self.clock, {NEWSROOM, RIVALS}.__contains__, self._allowed)

    def _allowed(self, organisation: int, user: int) -> bool:
        return (organisation, user) in self.members

    def ask(self, verb: str, body: bytes) -> Frame:
        answer: Callable[[bytes], Frame] = {DESK_KEY: self.desk.key, DESK_SIGN: self.desk.sign}[verb]
        return answer(body)

    def key_file(self, organisation: int = NEWSROOM) -> Path:
        return self.folder / "desk" / f"{organisation}.key"


def statement(desk: Address, clock: Hands, **changed: object) -> Statement:
    fields: dict[str, object] = {
        "act": Act.STATE,
        "role": Role.PUBLISHER,
        "content": b"\x01" * 32,
        "form": ContentForm.SHA256,
        "source": "https://news.example/1",
        "organisation": desk,
        "delegation": NOTHING,
        "about": NOTHING,
        "time": int(clock().timestamp()),
        "nonce": Nonce(secrets.token_bytes(32)),
    }
    return Statement(**{**fields, **changed})  # type: ignore[arg-type]
