"""Whether whoever signs now may speak about an earlier statement: its own party may, and nobody else."""

from __future__ import annotations

from provenance.statements.types import Signed, Statement
from verify.authors.models import Key, StatementRow


def may_speak_about(signed: Signed, earlier: StatementRow) -> bool:
    """The same key, another living key of the same principal, or the organisation for which the earlier one spoke."""
    statement = signed.message
    if not isinstance(statement, Statement):
        return False
    signer = f"0x{signed.signer.hex()}"
    if signer == earlier.signer:
        return True
    key = Key.objects.filter(address=signer, revoked=None).first()
    if key is not None and key.principal_id is not None and key.principal_id == earlier.principal_id:
        return True
    return earlier.organisation != "" and earlier.organisation == _spoken_for(signer, statement)


def _spoken_for(signer: str, statement: Statement) -> str:
    """The organisation's address under which this one is signed; the rules of delegation checked that it may be."""
    organisation = f"0x{statement.organisation.hex()}"
    return organisation if any(statement.organisation) else signer
