"""The desk keys: one file of mode 0600 for each organisation, made when it is first asked for, never replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from chronology.types import Randomness
from provenance.statements.errors import BadMessage
from provenance.statements.signing import Secret
from verify.environment import folder
from verify.ledger.desk_models import DeskKey
from verify.ledger.signer.keys import write_secret

SECRET_BYTES: Final = 32
FILE_BYTES: Final = 80
"""64 hexadecimal digits and the end of a line; a longer file is damaged."""


class DeskKeyLost(Exception):
    """The key of a desk that has one is missing or damaged; a new one would be another desk."""


class DeskKeys:
    """Reads the secret anew each time, so that it is in memory only while it signs."""

    def __init__(self, keys: Path, randomness: Randomness) -> None:
        self._folder, self._randomness = keys / "desk", randomness

    def made(self, organisation: int) -> Secret:
        """The key of this organisation, made now where it never had one; raises DeskKeyLost."""
        path = self._path(organisation)
        if not path.exists() and not DeskKey.objects.filter(pk=organisation).exists():
            write_secret(path, self._randomness(SECRET_BYTES).hex())
        return self.of(organisation)

    def of(self, organisation: int) -> Secret:
        """The key of an organisation that has one; raises DeskKeyLost."""
        try:
            with self._path(organisation).open(encoding="ascii") as source:
                return Secret(bytes.fromhex(source.read(FILE_BYTES).strip()))
        except (OSError, ValueError, BadMessage):
            raise DeskKeyLost from None

    def _path(self, organisation: int) -> Path:
        return folder(self._folder) / f"{organisation}.key"
