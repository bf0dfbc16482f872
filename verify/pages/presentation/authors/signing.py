"""What the result page offers to whoever wants to put their name to a work."""

from __future__ import annotations

from dataclasses import dataclass

from verify.pages.presentation.authors.words import ROLE_CHOICES
from verify.pages.presentation.words import Words

Choices = tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """The forms that end in a signature: with a wallet, by the desk, or brought from elsewhere.

    `speaks_for` are the organisations that let one of the reader's keys sign for them; `desk` is the reader's own,
    where its key may sign on their behalf. `stepped_up` says that the second factor was shown already, `trouble` what
    went wrong.
    """

    action: str
    message: str
    desk_action: str
    login: str
    signed_in: bool
    command: str
    speaks_for: Choices = ()
    desk: str = ""
    stepped_up: bool = False
    trouble: Words = ""

    @property
    def roles(self) -> Choices:
        """Return what somebody may sign as."""
        return tuple((role.value, words) for role, words in ROLE_CHOICES.items())


def command(chain_id: int, contract: str, *, sealed: bool = False) -> str:
    """Return the line that signs a file where its key is, for this installation alone."""
    line = f"python -m provenance sign FILE --keystore KEY.json --role author --chain {chain_id} --contract {contract}"
    return f"{line} --sealed" if sealed else line
