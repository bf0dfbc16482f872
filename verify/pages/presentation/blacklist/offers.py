"""What a maintainer may do in a case now, and why not what they may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.blindlist.government.requiring import SENTENCES
from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class Offer:
    """A form of one button; `way` is the word of the government for it."""

    way: str
    title: Words
    note: Words
    sure: Words
    button: Words


@dataclass(frozen=True, slots=True)
class Refusal:
    """What cannot be done now, and why."""

    title: Words
    why: str


OFFERS: Final = (
    Offer(
        "suspend",
        gettext_lazy("Open a vote to question it"),
        gettext_lazy("Two votes, and it is questioned for a while. It lapses by itself."),
        gettext_lazy("I opened the evidence, and it cannot wait."),
        gettext_lazy("Open the vote"),
    ),
    Offer(
        "list",
        gettext_lazy("Open a vote to list it"),
        gettext_lazy(
            "More votes, of more than one sector and country; then a delay in which anybody here can stop it."
        ),
        gettext_lazy("I opened the evidence, and somebody else can repeat it."),
        gettext_lazy("Open the vote"),
    ),
    Offer(
        "change",
        gettext_lazy("Open the vote on the change"),
        gettext_lazy("The rules in force now decide on it, and it waits for its delay."),
        gettext_lazy("I read what is proposed."),
        gettext_lazy("Open the vote"),
    ),
    Offer(
        "delist",
        gettext_lazy("Open a vote to take it off"),
        gettext_lazy("Two votes of maintainers who had no part in listing it. It takes effect at once."),
        gettext_lazy("I looked at the evidence and at what the owner wrote."),
        gettext_lazy("Open the vote"),
    ),
    Offer(
        "close",
        gettext_lazy("Close the vote"),
        gettext_lazy("Enough ballots are in. The maintainers’ machines count them then."),
        gettext_lazy("Nobody is waited for."),
        gettext_lazy("Close the vote"),
    ),
    Offer(
        "vendor_told",
        gettext_lazy("The maker was told"),
        gettext_lazy("A model, an authority or a tool is listed only after its maker knew of it."),
        gettext_lazy("I told them, or know who did."),
        gettext_lazy("Write it down"),
    ),
    Offer(
        "recuse",
        gettext_lazy("Step aside"),
        gettext_lazy("You have a part in this matter, or might seem to. It is public that somebody did, and not who."),
        gettext_lazy("I take no part in this case from now on."),
        gettext_lazy("Step aside"),
    ),
)
OTHERS: Final[Mapping[str, Words]] = {"vote": gettext_lazy("Vote"), "cancel": gettext_lazy("Stop it")}
WHY_NOT: Final[Mapping[str, Words]] = {
    "panel.other": gettext_lazy("You do not sit in this vote."),
    "maker.told": gettext_lazy("The maker was told already."),
}
UNTOLD: Final = frozenset({"round.none", "cancel.nothing", "case.target", "case.closed", "case.not_standing"})
"""What is not so now because it has no sense here: saying it would only be noise."""


def offers_of(ways: Mapping[str, str]) -> tuple[Offer, ...]:
    """The buttons of this case now."""
    return tuple(offer for offer in OFFERS if ways.get(offer.way) == "")


def refusals_of(ways: Mapping[str, str]) -> Iterator[Refusal]:
    """What is closed to this maintainer now, one line a reason, as far as the reason tells them something."""
    titles = {**{offer.way: offer.title for offer in OFFERS}, **OTHERS}
    for code in dict.fromkeys(ways.values()):
        closed = [str(titles[way]) for way, why in ways.items() if why == code and way in titles]
        if code and code not in UNTOLD and closed:
            sentence = WHY_NOT.get(code) or _(SENTENCES.get(code, "This cannot be done now."))
            yield Refusal("; ".join(closed), str(sentence))
