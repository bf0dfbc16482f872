"""Why there is no document, by what the reader can do."""

from __future__ import annotations


class ReportError(Exception):
    """Base of the room's errors; the text is fit for readers."""


class TooLarge(ReportError):
    """There is more to tell than fits a document: take the report as JSON."""


class CannotPrint(ReportError):
    """This installation cannot set documents, or failed to: our fault."""


class Busy(ReportError):
    """Too many documents wait: come back in a minute."""
