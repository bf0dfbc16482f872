"""The anchors of a record: what each one is, how far it is, and what it shows to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verify.ledger import values
from verify.pages.presentation.chronology.grounds import DEVELOPMENT, block_name, chain_name
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Sign, Words

STATES: dict[str, Sign] = {
    "pending": Sign("not-checked", gettext_lazy("pending"), "quiet"),
    "seen": Sign("untrusted", gettext_lazy("seen")),
    "final": Sign("holds", gettext_lazy("final")),
}
NAMES: dict[str, Words] = {
    "evm": gettext_lazy("Public chain"),
    "rfc3161": gettext_lazy("Time stamp"),
    "opentimestamps": gettext_lazy("OpenTimestamps"),
}
SENTENCES: dict[tuple[str, str], Words] = {
    ("evm", "pending"): gettext_lazy("A transaction is on its way to %(peer)s. Nobody outside can see it yet."),
    ("evm", "seen"): gettext_lazy("%(peer)s holds it. Until the chain calls that block final, it may drop it."),
    ("evm", "final"): gettext_lazy("%(peer)s holds it, and by the chain’s own rule that block stays."),
    ("rfc3161", "pending"): gettext_lazy("Asked of %(peer)s, which has not answered yet."),
    ("rfc3161", "seen"): gettext_lazy("An answer of %(peer)s has come; its stamp is being read."),
    ("rfc3161", "final"): gettext_lazy("Stamped by %(peer)s."),
    ("opentimestamps", "pending"): gettext_lazy("Asked of %(peer)s, which has not taken it in yet."),
    ("opentimestamps", "seen"): gettext_lazy("Promised by %(peer)s; a Bitcoin block follows within hours."),
    ("opentimestamps", "final"): gettext_lazy("A Bitcoin block holds it, by way of %(peer)s."),
}
SHORT_HASH = 10  # characters of a transaction that an eye compares; the link carries all


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One anchor: name, sign, sentence, moment, the transaction and its link; `mark` warns of our own chain."""

    name: Words
    sign: Sign
    sentence: str
    at: Moment | None
    transaction: str
    short: str
    link: str
    mark: Words


def anchor_rows(anchors: tuple[values.AnchorLine, ...]) -> tuple[AnchorRow, ...]:
    """Return the anchors of one record or checkpoint, one row each; those that never went out are our affair."""
    return tuple(_row(one) for one in anchors if one.state in STATES)


def witness_row(cosigned: values.Cosigned) -> AnchorRow:
    """Return the row of the witnesses; few of them are said to be no more than the operator's word."""
    if cosigned.holds:
        sign = Sign("holds", _("cosigned"))
        text = _("Cosigned by %(names)s: separate operators that saw one and the same history.")
        sentence = text % {"names": ", ".join(visible(name, 80) for name in cosigned.by)}
    else:
        sign = Sign("absent", _("only the operator’s word"), "quiet")
        sentence = _few(cosigned)
    return AnchorRow(_("Witnesses"), sign, sentence, None, "", "", "", "")


def _few(cosigned: values.Cosigned) -> str:
    if not cosigned.asked and not cosigned.by:
        return _("No witness is asked to cosign this log. An anchor shows when; witnesses show that all see the same.")
    text = _(
        "%(count)d of %(asked)d witnesses cosigned. Below %(needed)d separate operators that is not called cosigned."
    )
    return text % {"count": len(cosigned.by), "asked": max(cosigned.asked, len(cosigned.by)), "needed": cosigned.needed}


def _row(one: values.AnchorLine) -> AnchorRow:
    return AnchorRow(
        name=_("Development chain") if one.development else NAMES.get(one.kind, visible(one.kind, 40)),
        sign=STATES[one.state],
        sentence=_sentence(one),
        at=moment(one.at) if one.at else None,
        transaction=visible(one.transaction, 80),
        short=_short(one.transaction),
        link=one.explorer_link,
        mark=DEVELOPMENT if one.development else "",
    )


def _sentence(one: values.AnchorLine) -> str:
    words = SENTENCES.get((one.kind, one.state), "")
    return capfirst(str(words) % {"peer": _peer(one)}) if words else ""


def _peer(one: values.AnchorLine) -> str:
    if one.kind != "evm":
        return visible(one.authority, 120) or _("the authority")
    chain = chain_name(one.chain_id, development=one.development)
    return chain if one.state == "pending" else block_name(one.block_number, chain)


def _short(transaction: str) -> str:
    return f"{transaction[:SHORT_HASH]}…{transaction[-4:]}" if len(transaction) > SHORT_HASH + 4 else transaction
