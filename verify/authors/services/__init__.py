"""Changes to authors, their keys and what they signed. Each is one transaction with its outbox row, and idempotent."""

from verify.authors.services.counting import author_count, author_uncount
from verify.authors.services.delegations import delegation_record
from verify.authors.services.desk import AtDesk, DeskWords, desk_key_ensure, desk_statement
from verify.authors.services.erasing import statement_erase
from verify.authors.services.keeping import Sealing, message_keep, require_admitted, signature_of
from verify.authors.services.keys import key_claim
from verify.authors.services.principals import organisation_principal_ensure, principal_ensure, principal_rename
from verify.authors.services.recording import signed_record
from verify.authors.services.revocations import delegation_revoke, key_revoke, revocation_record
from verify.authors.services.signatures import signature_store
from verify.authors.services.statements import OnBehalf, Opening, statement_record

__all__ = [
    "AtDesk",
    "DeskWords",
    "OnBehalf",
    "Opening",
    "Sealing",
    "author_count",
    "author_uncount",
    "delegation_record",
    "delegation_revoke",
    "desk_key_ensure",
    "desk_statement",
    "key_claim",
    "key_revoke",
    "message_keep",
    "organisation_principal_ensure",
    "principal_ensure",
    "principal_rename",
    "require_admitted",
    "revocation_record",
    "signature_of",
    "signature_store",
    "signed_record",
    "statement_erase",
    "statement_record",
]
