"""One case as everybody may see it, made of its acts alone: nothing here names a device or says who voted how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from provenance.blindlist.government.outcomes import outcome_from_json, signatures_at
from provenance.blindlist.government.types import Act, ActKind, Case
from verify.pages.presentation.blacklist.acts import ActRow
from verify.pages.presentation.blacklist.words import ACTIONS, EVIDENCE, KINDS, REASONS, word
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.words import Sign, Words

SIGNS: Final[dict[str, Sign]] = {
    "open": Sign("hour", gettext_lazy("open")),
    "voting": Sign("people", gettext_lazy("a vote is running")),
    "counting": Sign("pen", gettext_lazy("being counted")),
    "waiting": Sign("hour", gettext_lazy("decided, in its delay"), "look"),
    "questioned": Sign("untrusted", gettext_lazy("questioned"), "look"),
    "listed": Sign("untrusted", gettext_lazy("listed"), "look"),
    "appealed": Sign("hour", gettext_lazy("under appeal"), "look"),
    "delisted": Sign("holds", gettext_lazy("taken off")),
    "in_force": Sign("holds", gettext_lazy("in force")),
    "closed": Sign("absent", gettext_lazy("closed"), "quiet"),
}
LEADS: Final[dict[str, Words]] = {
    "open": gettext_lazy("Somebody reported something. Nothing follows from that: the maintainers look at it."),
    "voting": gettext_lazy("Maintainers are voting. Their ballots are counted by their own machines."),
    "counting": gettext_lazy("The vote has closed. The maintainers’ own machines count it and sign what came out."),
    "waiting": gettext_lazy("It was decided and has no effect yet: in this delay any maintainer can stop it."),
    "questioned": gettext_lazy("It is questioned for a while. That is a label and a warning, and it ends by itself."),
    "listed": gettext_lazy("It is on the list. That is advice; what was captured before keeps its verdict."),
    "appealed": gettext_lazy("The owner has shown the device and appealed. It is decided in time, or the owner wins."),
    "delisted": gettext_lazy("It was taken off the list."),
    "in_force": gettext_lazy("The change is in force."),
    "closed": gettext_lazy("It has ended, and nothing stands."),
}


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One vote: what it was about, how it came out, and whose machines signed that."""

    sign: Sign
    action: Words
    told: str
    voices: tuple[str, ...] = ()
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page of one case shows."""

    number: str
    hash: str
    state: str
    sign: Sign
    lead: Words
    about: str
    reason: Words
    evidence: Words
    evidence_hash: str
    opened: Moment
    times: tuple[tuple[str, Moment], ...]
    rounds: tuple[RoundRow, ...]
    acts: tuple[ActRow, ...]
    appealable: bool


def case_page(now: Case, state: str, acts: Sequence[Act], rows: tuple[ActRow, ...]) -> CasePage:
    """Return a settled case in words; `state` is the government's one word for it."""
    state = "in_force" if now.ended == "in_force" else state
    return CasePage(
        number=now.docket.number,
        hash=now.hash,
        state=state,
        sign=SIGNS[state],
        lead=LEADS[state],
        about=about(now),
        reason=word(REASONS, now.docket.reason),
        evidence=word(EVIDENCE, now.docket.evidence_class),
        evidence_hash=now.docket.evidence,
        opened=moment(now.docket.opened),
        times=tuple(_times(now)),
        rounds=tuple(_rounds(acts)),
        acts=rows,
        appealable=state in ("questioned", "listed"),
    )


def about(case: Case) -> str:
    """Which kinds of ids a case names, without any of them."""
    kinds = sorted({kind for kind, _commitment in case.docket.ids})
    return ", ".join(str(word(KINDS, kind)) for kind in kinds) or str(word(REASONS, case.docket.reason))


def _times(case: Case) -> Iterator[tuple[str, Moment]]:
    vote = case.round
    moments = (
        (_("Opened"), case.docket.opened),
        (_("The maker was told"), case.vendor_told),
        (_("Ballots until"), vote.closes if vote else None),
        (_("Counted by"), vote.count_by if vote else None),
        (_("Takes effect"), case.pending_until),
        (_("Listed since"), case.listed_at),
        (_("Listed until"), case.listed_until),
        (_("Questioned since"), case.questioned_at or case.suspended_at),
        (_("Questioned until"), case.questioned_until or case.suspended_until),
        (_("Appeal decided by"), case.appeal_by),
        (_("Closed"), case.closed),
    )
    yield from ((words, moment(at)) for words, at in moments if at is not None)
    if case.closed is None:
        yield _("Decided or closed by"), moment(case.decide_by)


def _rounds(acts: Iterable[Act]) -> Iterator[RoundRow]:
    opened: Act | None = None
    for act in acts:
        if act.kind is ActKind.ROUND_OPENED:
            opened = act
        elif opened is not None and act.kind in (ActKind.ROUND_COUNTED, ActKind.ROUND_FAILED):
            yield _counted(opened, act)
            opened = None
    if opened is not None:
        running = Sign("hour", _("not counted yet"), "quiet")
        yield RoundRow(running, word(ACTIONS, opened.body["action"]), _("Nobody knows yet how it comes out."))


def _counted(opened: Act, act: Act) -> RoundRow:
    action = word(ACTIONS, opened.body["action"])
    if act.kind is ActKind.ROUND_FAILED:
        words = _("Too few of the maintainers’ machines counted it in time. It decided nothing.")
        return RoundRow(Sign("absent", _("came to nothing"), "quiet"), action, words)
    outcome = outcome_from_json(act.body["outcome"])  # type: ignore[arg-type]
    signers = ", ".join(str(index) for index, _signature in signatures_at(act.body, "signatures"))
    met = Sign("holds", _("enough votes")) if outcome.met else Sign("absent", _("not enough votes"), "quiet")
    count = len(outcome.ballots)
    told = ngettext("%(n)s ballot was cast.", "%(n)s ballots were cast.", count) % {"n": count}
    signed = _("What came out is signed by the machines of seats %(seats)s.") % {"seats": signers}
    return RoundRow(met, action, told, tuple(voice[:8] for voice in outcome.ballots), signed)
