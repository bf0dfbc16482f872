"""Changes to records. Each is one transaction with its outbox row: durable when it returns, and idempotent."""

from verify.ledger.asking import WitnessReply, checkpoint_add, report_sign
from verify.ledger.services.desk import desk_address, desk_known, desk_sign
from verify.ledger.services.ending import record_erase, record_hide, record_retract
from verify.ledger.services.governance import record_governance
from verify.ledger.services.listening import Ending, listen
from verify.ledger.services.open import record_open
from verify.ledger.services.sealed import record_sealed
from verify.ledger.services.statements import record_statement

__all__ = [
    "Ending",
    "WitnessReply",
    "checkpoint_add",
    "desk_address",
    "desk_known",
    "desk_sign",
    "listen",
    "record_erase",
    "record_governance",
    "record_hide",
    "record_open",
    "record_retract",
    "record_sealed",
    "record_statement",
    "report_sign",
]
