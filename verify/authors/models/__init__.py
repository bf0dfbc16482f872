"""Rows about who says so; each idea has its own module, and Django looks for all of them here."""

from verify.authors.models.bindings import Binding, DomainClaimRow, TrustRelation
from verify.authors.models.counted import CountedAuthor
from verify.authors.models.events import DelegationRow, KeyClaimRow, RevocationRow
from verify.authors.models.principals import Key, Principal, PrincipalKind
from verify.authors.models.signed import SignedMessage
from verify.authors.models.statements import StatementRow

__all__ = [
    "Binding",
    "CountedAuthor",
    "DelegationRow",
    "DomainClaimRow",
    "Key",
    "KeyClaimRow",
    "Principal",
    "PrincipalKind",
    "RevocationRow",
    "SignedMessage",
    "StatementRow",
    "TrustRelation",
]
