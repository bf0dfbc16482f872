"""How the index names teams: an organisation, or a person who belongs to none."""

from __future__ import annotations

from verify.accounts.models import Organisation
from verify.cases.models import Verification
from verify.index.types import EVERYBODY, Scope
from verify.ledger.models import Form, Record
from verify.ledger.values import Viewer
from verify.registry.recorders import listed_recorders


def team_of(record: Record) -> Scope:
    """The team that made a record."""
    return _team(record.organisation_id, record.user_id)


def team_of_verification(verification: Verification) -> Scope | None:
    """The team that had a file checked; None where nobody was signed in."""
    if verification.organisation_id is None and verification.owner_id is None:
        return None
    return _team(verification.organisation_id, verification.owner_id)


def scope_of(record: Record) -> Scope:
    """Who may be told of a record at all: everybody of an open one, only its own team of a sealed one."""
    return EVERYBODY if record.form == Form.OPEN else team_of(record)


def scopes_of(viewer: Viewer) -> tuple[Scope, ...]:
    """Everything that this viewer may be told of."""
    own = [Scope(f"o{viewer.organisation}")] if viewer.organisation is not None else []
    person = [Scope(f"u{viewer.user}")] if viewer.user is not None else []
    return (EVERYBODY, *own, *person)


def counting_for(organisation: Organisation | None) -> frozenset[Scope]:
    """The teams whose records this organisation goes by: its own, and the recorders that it lists."""
    if organisation is None:
        return frozenset()
    return frozenset(Scope(f"o{number}") for number in (organisation.pk, *listed_recorders(organisation)))


def _team(organisation: int | None, user: int | None) -> Scope:
    return Scope(f"u{user}" if organisation is None else f"o{organisation}")
