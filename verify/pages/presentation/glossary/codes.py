"""Where the code of a finding is explained; read by every line that a page says of one."""

from __future__ import annotations

from provenance.sentences import CATALOGUE, form_of
from provenance.types import Params
from verify.pages.presentation.glossary.entry import anchor_of


def explanation_of(code: str, params: Params | None = None) -> str:
    """Return the anchor under which a code is explained in the glossary; empty for one this version does not know."""
    form = form_of(code, params or {})
    return anchor_of(form) if form in CATALOGUE else ""
