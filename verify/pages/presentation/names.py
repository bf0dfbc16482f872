"""How a step, its signer and its tool are called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from provenance.types import Step
from verify.pages.presentation.actions import did, source_of
from verify.pages.presentation.chain import LISTED, has_lapsed
from verify.pages.presentation.text import isolated, quoted
from verify.pages.presentation.words import TRUST


def signer_name(step: Step) -> str:
    """Return the signer's name; in quotation marks where no list vouches for it, since anyone can choose a name."""
    signer = step.signer
    name = signer and (signer.organisation or signer.common_name)
    if not name:
        return _("a signer without a name")
    return isolated(name, 80) if step.trust in LISTED or has_lapsed(step) else quoted(name)


def standing(step: Step) -> str:
    """Return where the signer stands: on which list, on none, or that this can no longer be said."""
    if has_lapsed(step):
        return _("whose certificate has lapsed, so that no list can say any more")
    return str(TRUST[step.trust])


def issuer_name(step: Step) -> str | None:
    """Return who issued the signer's certificate, as the certificate says."""
    return isolated(step.signer.issuer, 80) if step.signer and step.signer.issuer else None


def step_title(step: Step) -> str:
    """Return what happened in a step in three words, by what the step itself declares."""
    verb = step_verb(step)
    if not step.tool:
        return verb
    return _("%(verb)s with %(tool)s") % {"verb": verb, "tool": isolated(step.tool, 60)}


def step_verb(step: Step) -> str:
    """Return what happened in one or two words, the weightiest first."""
    return next(verb for so, verb in _verbs(step) if so)


def _verbs(step: Step) -> tuple[tuple[bool, str], ...]:
    source, begins, vouched = source_of(step), not step.ingredients, step.trust in LISTED
    return (
        (source == "ai_generated" and not vouched, _("Labelled “made by AI”")),
        (source == "ai_generated", _("Made by generative AI")),
        (source == "captured" and begins and not vouched, _("Said to be captured")),
        (source == "captured" and begins, _("Captured")),
        (did(step, "c2pa.redacted") or bool(step.redactions), _("Redacted")),
        (source == "ai_edited" and not vouched, _("Labelled “edited with AI”")),
        (source == "ai_edited", _("Edited by generative AI")),
        (did(step, "c2pa.published"), _("Published")),
        (did(step, "c2pa.created") and begins, _("Made")),
        (bool(step.actions), _("Edited")),
        (True, _("Signed")),
    )
