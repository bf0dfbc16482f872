"""Why a policy of labels is not taken, by what the caller can do."""

from __future__ import annotations


class LabelError(Exception):
    """Base of the errors about labels; its text is fit for the person who asked."""


class BadPolicyText(LabelError):
    """The text is no policy: mend what the sentence names."""


class TooManyVersions(LabelError):
    """A team keeps no more versions."""


class NoSuchPolicy(LabelError):
    """There is no such version of this team."""


class MayNotActivate(LabelError):
    """This person may not change which policy is in force."""
