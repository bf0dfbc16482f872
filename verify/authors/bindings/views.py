"""Bindings as they are told: frozen, the strongest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from provenance.types import Params
from verify.authors.bindings.kinds import BindingKind
from verify.authors.bindings.states import BindingState


@dataclass(frozen=True, slots=True)
class RelationView:
    """What a domain states of another one; `code` says who states it, and it counts only where both do."""

    domain: str
    attribute: str
    other: str
    code: str
    both_last: datetime | None


@dataclass(frozen=True, slots=True)
class BindingView:
    """One binding of one key. `code` is the sentence of its state, `detail` that of what was last heard.

    `held_first` and `held_last` bound the time in which it was heard to hold: statements of then stay explained.
    `domain` is empty for a certificate, whose names are in `params`.
    """

    id: int
    claim_id: str
    kind: BindingKind
    domain: str
    address: str
    state: BindingState
    code: str
    detail: str
    params: Params
    held_first: datetime | None
    held_last: datetime | None
    asked: datetime | None
    next_ask: datetime | None
    relations: tuple[RelationView, ...] = field(default=())

    @property
    def backs(self) -> bool:
        """Whether it stands behind the key now: heard within the week, and ended by nobody."""
        heard = self.state is BindingState.UNREACHABLE and self.held_last is not None
        return self.kind is not BindingKind.TRUST_TXT and (self.state is BindingState.HOLDS or heard)
