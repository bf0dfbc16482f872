"""Why a trust list was not taken in; each text says what its operator can do."""

from __future__ import annotations


class RegistryError(Exception):
    """Base of the errors about trust lists; its text is fit for operators."""


class ListRefused(RegistryError):  # noqa: N818
    """The list is not one, is empty, or was cut short: get it again from its source."""


class ListRolledBack(RegistryError):  # noqa: N818
    """The list is older than the one in use: an attacker may want it back, so it stays out."""


class ListUnavailable(RegistryError):  # noqa: N818
    """The source did not answer: the list in use stays, try again later."""
