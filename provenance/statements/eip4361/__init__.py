"""Sign-in with a wallet: messages of EIP-4361 written, read by the letter, and compared with what was asked for."""

from provenance.statements.eip4361.checking import check, check_signature
from provenance.statements.eip4361.message import SignInMessage
from provenance.statements.eip4361.parsing import of_fields, parse
from provenance.statements.eip4361.times import moment_of, time_of
from provenance.statements.eip4361.writing import write
from provenance.statements.problems import Problem

__all__ = [
    "Problem",
    "SignInMessage",
    "check",
    "check_signature",
    "moment_of",
    "of_fields",
    "parse",
    "time_of",
    "write",
]
