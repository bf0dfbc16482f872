"""The English sentences of the codes about claims; the catalogue of the library takes them in."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "claims.date_after_signing": "The file's own capture date is later than its oldest signature, of {signed}. One of "
    "the two clocks was wrong, or the date was written later. The date is unsigned; do not rely on it.",
    "claims.date_in_future": "The file's own capture date lies in the future. The date is unsigned; do not rely on it.",
    "claims.camera_differs": "The file's own camera entry names {claimed}, the step that records the capture names "
    "{signed}. The entry is unsigned; ask the sender which camera was used.",
    "claims.software_not_in_history": "The file's own software entry names {software}, which none of the signed steps "
    "mentions. The file may have passed through it without a record; ask the sender.",
    "claims.ai_label_unsigned": "An unsigned entry says that this was generated or edited with AI, and no signed step "
    "says so. Anyone can add or remove such an entry; take it as a reason to ask.",
    "claims.camera_but_generated": "The file carries a camera entry, although its first signed step says that it was "
    "generated with AI. The entry is unsigned; the signed step counts for more.",
}
