"""What is said of a file whose child was cut off: it could not be read within the limits, and nothing more."""

from __future__ import annotations

from datetime import datetime

from provenance.gate import Refusal
from provenance.types import Examination, MadeWith, Media
from provenance.unreadable import unreadable_examination

CUT_OFF = Refusal("refused.limits_reached")


def cut_off(made_with: MadeWith, at: datetime) -> Examination:
    """The examination that stands for a child which gave none; the caller puts in what it knows of the file."""
    return unreadable_examination(CUT_OFF, Media(None, None, None), made_with, at)
