"""What time-stamp authorities and calendars stamp: the text of the checkpoint, as its log signed it."""

from __future__ import annotations

from chronology.errors import Malformed

END_OF_TEXT = b"\n\n"


def stamped_text(checkpoint: bytes) -> bytes:
    """The text of a signed note with its last line end, without the signatures.

    Signatures of witnesses may be added later, the text never changes; it names origin, size and root.
    Source: C2SP signed-note. Raises Malformed where no signatures follow.
    """
    text, gap, _ = checkpoint.rpartition(END_OF_TEXT)
    if not gap or not text:
        raise Malformed("This checkpoint is not a signed note.")
    return text + b"\n"
