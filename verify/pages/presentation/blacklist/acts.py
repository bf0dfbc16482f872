"""Acts of the government as rows: what happened, when, and where it stands on the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.blindlist.government.types import Act, ActKind
from verify.pages.presentation.blacklist.words import ACTIONS, ACTS, CANCELS, DEMANDS, word
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Sign

SHOWN_HASH = 16  # digits: enough to find an act again; the log has them all


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act. `entry` is its place on the log, None until it is there; `case` the public number, if it has one."""

    number: int
    sign: Sign
    at: Moment
    hash: str
    entry: int | None
    case: str = ""
    detail: str = ""


def act_row(act: Act, *, hash_: str, entry: int | None, case: str = "") -> ActRow:
    """Return one act in words."""
    return ActRow(
        act.number, ACTS[act.kind], moment(act.at), hash_[:SHOWN_HASH], entry, case, _detail(act.kind, act.body)
    )


def _detail(kind: ActKind, body: Mapping[str, object]) -> str:
    if kind is ActKind.ROUND_OPENED:
        return str(word(ACTIONS, body.get("action")))
    if kind is ActKind.CANCELLED:
        return str(word(CANCELS, body.get("reason")))
    if kind is ActKind.LEGAL_ORDER:
        told = {"place": visible(str(body.get("jurisdiction")), 60), "what": word(DEMANDS, body.get("demand"))}
        return _("%(place)s: %(what)s") % told
    return ""
