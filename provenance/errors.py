"""What can go wrong that is not the file's doing; a bad file is a finding, never one of these."""

from __future__ import annotations


class ProvenanceError(Exception):
    """Base of all faults of this library; `public` is a sentence fit for anyone, `detail` is for the log."""

    def __init__(self, public: str, detail: str = "") -> None:
        super().__init__(public)
        self.public = public
        self.detail = detail


class CannotOpen(ProvenanceError):
    """The file named by the caller does not exist or may not be read: name another one."""


class BadPolicy(ProvenanceError):
    """A trust list or deny entry does not parse: mend the list."""


class SandboxUnavailable(ProvenanceError):
    """The place where media is opened could not be started: try again or tell the operator."""


class BadReply(ProvenanceError):
    """A report does not follow `firstlight.report/1`: it came from a fault or from an attacker."""
