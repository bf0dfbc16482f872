"""What can go wrong when something is handed in to the maintainers, by what its sender can do."""

from __future__ import annotations


class ReportingError(Exception):
    """Base of the errors of reporting; `code` is stable, the text is fit for the person who sent it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class BadReport(ReportingError):
    """Something of the form is missing or cannot be read: mend it and send it again; nothing was kept."""


class NoSuchReport(ReportingError):
    """Nothing of this number is here, or it is past its time: these look alike."""

    def __init__(self) -> None:
        super().__init__("report.none", "Nothing of this number is here.")


class ListUnavailable(ReportingError):
    """This installation keeps no camera list, or cannot reach the keys that ids are sealed to: try again later."""
