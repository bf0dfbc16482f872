"""What a step says it did, in plain words; the C2PA action list of specification 2.2, section 18.15."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.types import Action, Step
from verify.pages.presentation.text import isolated, quoted
from verify.pages.presentation.words import Words

AI_GENERATED = frozenset({"trainedAlgorithmicMedia"})
AI_EDITED = frozenset({"compositeWithTrainedAlgorithmicMedia", "compositeSynthetic", "trainedAlgorithmicData"})
CAPTURED = frozenset({"digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print"})
SOURCES = {"captured": CAPTURED, "ai_generated": AI_GENERATED, "ai_edited": AI_EDITED}

PLAIN: dict[str, Words] = {
    "c2pa.created": gettext_lazy("made"),
    "c2pa.opened": gettext_lazy("opened an earlier file"),
    "c2pa.placed": gettext_lazy("placed another file in it"),
    "c2pa.published": gettext_lazy("published"),
    "c2pa.edited": gettext_lazy("edited"),
    "c2pa.edited.metadata": gettext_lazy("changed metadata, not the picture"),
    "c2pa.metadata": gettext_lazy("changed metadata, not the picture"),
    "c2pa.cropped": gettext_lazy("cropped"),
    "c2pa.resized": gettext_lazy("resized"),
    "c2pa.resized.proportional": gettext_lazy("resized, proportions kept"),
    "c2pa.orientation": gettext_lazy("turned"),
    "c2pa.color_adjustments": gettext_lazy("colour and brightness changed"),
    "c2pa.adjustedColor": gettext_lazy("colour and brightness changed"),
    "c2pa.enhanced": gettext_lazy("sharpened or cleaned"),
    "c2pa.filtered": gettext_lazy("filter applied"),
    "c2pa.drawing": gettext_lazy("drawn or painted on"),
    "c2pa.addedText": gettext_lazy("text added"),
    "c2pa.removed": gettext_lazy("something taken out"),
    "c2pa.deleted": gettext_lazy("something taken out"),
    "c2pa.converted": gettext_lazy("saved in another format"),
    "c2pa.transcoded": gettext_lazy("encoded again"),
    "c2pa.repackaged": gettext_lazy("packed again, content unchanged"),
    "c2pa.translated": gettext_lazy("translated"),
    "c2pa.dubbed": gettext_lazy("voice replaced"),
    "c2pa.trimmed": gettext_lazy("shortened"),
    "c2pa.watermarked": gettext_lazy("watermark added"),
    "c2pa.watermarked.bound": gettext_lazy("watermark added"),
    "c2pa.redacted": gettext_lazy("a statement withheld: a redaction, not an edit"),
    "c2pa.unknown": gettext_lazy("something it does not name"),
}


def source_of(step: Step) -> str | None:
    """Return `captured`, `ai_generated` or `ai_edited` where the step declares such a source, else None."""
    declared = [step.digital_source_type, *(action.digital_source_type for action in step.actions)]
    names = {(uri or "").rstrip("/").rsplit("/", 1)[-1] for uri in declared}
    for source in ("ai_generated", "ai_edited", "captured"):
        if names & SOURCES[source]:
            return source
    return None


def plain_action(action: Action) -> str:
    """Return one action in plain words, with the signer's own description in quotation marks."""
    words = str(PLAIN.get(action.code, "")) or _("an action called %(code)s") % {"code": isolated(action.code, 80)}
    if action.tool:
        words = _("%(words)s, with %(tool)s") % {"words": words, "tool": isolated(action.tool, 80)}
    return f"{words}: {quoted(action.description, 200)}" if action.description else words


def did(step: Step, code: str) -> bool:
    """Say whether the step lists the action `code`."""
    return any(action.code == code for action in step.actions)


def counted_actions(actions: Iterable[Action]) -> tuple[str, ...]:
    """Return actions in plain words, each once, with how often it was done."""
    counts = Counter(plain_action(action) for action in actions)
    often = _("%(words)s, %(count)d times")
    return tuple(often % {"words": words, "count": count} if count > 1 else words for words, count in counts.items())
