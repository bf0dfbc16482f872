"""What pages and API show of authors and statements: frozen, without rows; addresses as people read them (EIP-55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from provenance.statements.evidence import Bound, Ended, Party, Written
from provenance.statements.types import SignatureCheck
from provenance.types import Finding


@dataclass(frozen=True, slots=True)
class KeyView:
    """One key of an author: since when it is theirs, whether it ended, and what came after it."""

    address: str
    chain_id: int
    desk: bool
    claim_id: str
    claimed: Written
    ended: Ended | None
    replaced_by: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class DelegationView:
    """One delegation, seen from either side; parties are None where nobody claimed the address."""

    id: str
    struct_hash: str
    organisation: Party | None
    organisation_address: str
    delegate: Party | None
    delegate_address: str
    scopes: tuple[str, ...]
    valid_from: datetime
    valid_to: datetime
    written: Written
    signature: SignatureCheck
    ended: Ended | None


@dataclass(frozen=True, slots=True)
class StatementView:
    """One signed message. `document` is its JSON, None once erased; statements have a role and a content besides.

    `member` is for whom a desk signed, for who may know it; `on_behalf` says that it signed for somebody.
    """

    id: str
    type: str
    form: str
    document: dict[str, object] | None
    signer: str
    author: Party | None
    signature: SignatureCheck
    written: Written
    erased: bool
    act: str = ""
    role: str = ""
    content: str = ""
    content_form: str = ""
    source: str = ""
    organisation: Party | None = None
    organisation_address: str = ""
    stated: datetime | None = None
    on_behalf: bool = False
    member: str = ""
    about: str = ""
    retracted_by: str = ""
    corrected_by: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """Everything public about an author. `older` is what to ask with for the statements after these, or empty."""

    party: Party
    since: datetime
    keys: tuple[KeyView, ...]
    given: tuple[DelegationView, ...]
    received: tuple[DelegationView, ...]
    statements: tuple[StatementView, ...]
    bindings: tuple[Bound, ...]
    counted_by: tuple[str, ...]
    counted: bool = False
    older: str = ""
