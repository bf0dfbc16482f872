"""What the list service refuses, with the status that says it."""

from __future__ import annotations


class ListServiceError(Exception):
    """Base of these errors; its text is fit for whoever asked."""

    status = 400
    code = "list.bad_request"


class NoSuchThing(ListServiceError):
    """There is nothing of that name: ask for the newest edition first."""

    status = 404
    code = "list.none"


class Conflict(ListServiceError):
    """What was sent does not agree with what is here: fetch that first."""

    status = 409
    code = "list.conflict"


class NoRoom(ListServiceError):
    """There is no room for this: send less."""

    status = 413
    code = "list.too_large"


class NotAMaintainer(ListServiceError):
    """Only stations of maintainers ask this, with a signature of the last minutes."""

    status = 403
    code = "list.not_a_maintainer"


class HolderSilent(ListServiceError):
    """A key holder does not answer: ask another one."""

    status = 502
    code = "list.holder_silent"
