"""Why a demo cannot start; the text is one sentence that says what to do."""


class CannotStart(Exception):
    """Something about this machine stands in the way."""
