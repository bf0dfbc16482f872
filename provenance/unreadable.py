"""The answer about a file that is not looked at, and the versions behind any answer; loads no decoder."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.metadata import version

from provenance.gate import Admission, Refusal
from provenance.policy import Policy
from provenance.types import Examination, Finding, MadeWith, Media, Outcome, Report, State
from provenance.version import __version__

FILE = "file"
"""The subject of findings about the whole file."""

NOT_ASKED = ("chronology", "similar", "camera_list", "author", "revocation_online")
"""What a look at one file alone never covers."""


NOT_READ = ("credentials", "preview", "claims", *NOT_ASKED)
"""What an unread file leaves open."""


def unreadable_report(
    refusal: Refusal, policy: Policy, at: datetime, admission: Admission | None = None
) -> Examination:
    """The reason as a finding, and nothing else claimed."""
    media = Media(None, admission.size if admission else None, admission.format.mime if admission else None)
    return unreadable_examination(refusal, media, made_with(policy), at)


def unreadable_examination(refusal: Refusal, media: Media, versions: MadeWith, at: datetime) -> Examination:
    """The same where the versions are already known."""
    outcome = Outcome("unreadable", dict(refusal.params))
    reason = Finding("media", State.UNAVAILABLE, refusal.code, dict(refusal.params), FILE, at)
    return Examination(Report(media, outcome, outcome, (), (reason,), NOT_READ, versions))


def made_with(policy: Policy) -> MadeWith:
    """The versions of software and lists."""
    return MadeWith(__version__, c2pa_version(), tuple(one.version for one in policy.lists), policy.demo)


@cache
def c2pa_version() -> str:
    """Version of the credentials library, read from its packaging so that it need not be loaded."""
    return version("c2pa-python")
