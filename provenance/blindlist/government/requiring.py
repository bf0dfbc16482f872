"""One way to refuse: a stable code, and a sentence for whoever tried."""

from __future__ import annotations

from typing import Final

from provenance.blindlist.government.errors import ActRefused

SENTENCES: Final = {
    "case.unknown": "There is no such case.",
    "case.known": "This case is open already.",
    "case.closed": "This case has ended. Open a new one if there is new evidence.",
    "case.behind": "Something that was due in this case has to be written down first. Try again in a moment.",
    "case.target": "This cannot be decided in a case of this kind.",
    "case.listed": "This is listed already.",
    "case.pending": "A listing is decided and waits for its delay.",
    "case.not_standing": "Nothing stands in this case that could be taken away.",
    "evidence.too_weak": "A listing needs evidence of class A, B or C. This case can be suspended.",
    "maker.not_told": "Tell the maker first: listing a model, tool or authority takes them by surprise otherwise.",
    "suspension.again": "A case is suspended once. List it, or let it go.",
    "round.running": "A vote is running in this case. Wait until it is counted.",
    "round.none": "No such vote is running in this case.",
    "round.times": "This vote does not keep the times of the rules.",
    "round.open": "This vote is still open.",
    "panel.too_small": "Fewer maintainers may vote than the rules ask for.",
    "panel.overlap": "Somebody on this panel voted in the case before, or is recused.",
    "outcome.unproven": "The outcome is not signed by as many stations as the action takes votes.",
    "cancel.nothing": "Nothing waits for its delay in this case.",
    "cancel.change": "Changes of rules and members are not cancelled by one maintainer. Vote against them.",
    "cancel.again": "A maintainer cancels once in a case.",
    "appeal.open": "An appeal is being decided in this case.",
    "appeal.known": "This appeal has been opened before. Show the device again.",
    "appeal.pause": "An appeal in this case was turned down a short while ago.",
    "appeal.unproven": "The stations have not confirmed that the appeal is about the listed device.",
    "recusal.again": "This maintainer has stepped back from the case already.",
    "change.old": "What is proposed does not follow what is in force now.",
    "change.demo": "Rules of a demo never become rules of anything else.",
    "act.unknown": "Nothing of this kind can happen.",
    "act.early": "The time for this has not come.",
    "act.backwards": "Acts are written down in the order of their times.",
}


def require(holds: bool, code: str) -> None:
    """Raises ActRefused with this code where it does not hold."""
    if not holds:
        raise ActRefused(code, SENTENCES[code])
