"""Why a trust list was not taken in; each text says what its operator can do."""

from __future__ import annotations


class RegistryError(Exception):
    """Base of the errors about trust lists; its text is fit for operators."""


class ListRefused(RegistryError):
    """The list is not one, is empty, or was cut short: get it again from its source."""


class ListRolledBack(RegistryError):
    """The list is older than the one in use: an attacker may want it back, so it stays out."""


class ListUnavailable(RegistryError):
    """The source did not answer: the list in use stays, try again later."""


class NeverEditedError(RuntimeError):
    """A dated row was about to be changed; add a new version instead."""
