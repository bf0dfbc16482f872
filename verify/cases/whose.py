"""Whose a check is: an organisation's is its members', everybody else's is theirs who sent the file."""

from __future__ import annotations

from verify.cases.models import Verification
from verify.cases.uploader import Uploader


def is_theirs(verification: Verification, reader: Uploader | None) -> bool:
    """Whether it belongs to this reader.

    What was checked for an organisation is the organisation's: who left it has no more to do with it, whoever they
    were and whatever secret of a session they carried away. What a person keeps opens for that person alone.
    """
    if reader is None:
        return False
    if verification.organisation_id is not None:
        return reader.organisation is not None and reader.organisation.pk == verification.organisation_id
    same_person = reader.user is not None and reader.user.pk == verification.owner_id
    return same_person or (not verification.kept and reader.sent(verification.uploader_key))
