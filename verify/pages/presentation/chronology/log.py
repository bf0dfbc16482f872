"""The page of the log: how it is, its newest checkpoints, and how to watch it without asking anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.ledger.values import CheckpointView, Cosigned, LogHealth
from verify.pages.presentation.chronology.anchors import AnchorRow, anchor_rows
from verify.pages.presentation.chronology.path import counted
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Sign

LONG_WAIT = 30.0  # seconds; an open record that waits longer than this waits for somebody to look


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """One checkpoint in the list."""

    size: str
    root: str
    at: Moment | None
    cosigned: str
    anchors: tuple[AnchorRow, ...]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key that the installation publishes, as its C2SP text, and what is signed with it."""

    signs: str
    vkey: str


@dataclass(frozen=True, slots=True)
class Published:
    """What is published about a log besides itself: where it is served, its keys, whose cosignatures it asks."""

    address: str
    report_vkey: str = ""
    witness_vkey: str = ""
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogPage:
    """Everything on the page; `none` says why there are no checkpoints, where there are none."""

    size: str
    published: str
    waiting: str
    last: str
    rows: tuple[AnchorRow, ...]
    checkpoints: tuple[CheckpointRow, ...]
    older: int | None
    none: str
    keys: tuple[KeyRow, ...]
    mirror: str
    monitor: str
    development: bool


def log_page(
    health: LogHealth, checkpoints: Sequence[CheckpointView] | None, published: Published, *, older: int | None
) -> LogPage:
    """Return the page; `checkpoints` is None where the chronology cannot be read."""
    address = published.address
    return LogPage(
        size=counted(health.size),
        published=counted(health.published),
        waiting=counted(health.waiting),
        last=counted(health.published - 1) if health.published else "",
        rows=(_signer(health), _newest(health), _witnesses(published.witnesses), _chain(health)),
        checkpoints=tuple(_checkpoint(one) for one in checkpoints or ()),
        older=older,
        none=_("The log cannot be read right now.") if checkpoints is None else _("No checkpoint was signed yet."),
        keys=_keys(health.vkey, published),
        mirror=f"python -m chronology mirror {address} FOLDER --log '{health.vkey}'",
        monitor=f"python -m chronology monitor {address} --memory FILE --log '{health.vkey}'",
        development=health.development_chain,
    )


def _checkpoint(one: CheckpointView) -> CheckpointRow:
    at = moment(one.at) if one.at else None
    return CheckpointRow(counted(one.size), one.root, at, cosigned_words(one.cosigned), anchor_rows(one.anchors))


def cosigned_words(cosigned: Cosigned) -> str:
    """Return who stands behind a checkpoint besides its operator, in a few words."""
    if cosigned.holds:
        text = ngettext("cosigned by %(n)d witness", "cosigned by %(n)d witnesses", len(cosigned.by))
        return text % {"n": len(cosigned.by)}
    return _("only the operator’s word")


def _keys(vkey: str, published: Published) -> tuple[KeyRow, ...]:
    keys = (
        (_("checkpoints of this log"), vkey),
        (_("reports of this installation"), published.report_vkey),
        (_("cosignatures for other logs, asked for at /witness/add-checkpoint"), published.witness_vkey),
    )
    return tuple(KeyRow(signs, one) for signs, one in keys if one)


def _signer(health: LogHealth) -> AnchorRow:
    if health.trouble:
        sign, text = Sign("unavailable", _("stopped"), "look"), visible(health.sentence, 400)
    elif not health.running:
        sign = Sign("unavailable", _("not heard of"), "look")
        text = _("The signer does not answer. Records are kept and wait; nothing is lost.")
    elif health.sentence:
        sign = Sign("hour", _("signing waits"), "look")
        text = _(
            "Nobody outside could be asked yet what they have seen of this log. Records are entered; the next "
            "checkpoint waits until one of them answers."
        )
    elif health.oldest_waiting > LONG_WAIT:
        sign = Sign("hour", _("behind"), "look")
        text = _("It runs, and a record has waited for %(seconds)d seconds.") % {"seconds": health.oldest_waiting}
    else:
        sign, text = Sign("holds", _("running")), _("It writes, signs checkpoints and sees to the anchors.")
    return _row(_("Signer"), sign, text)


def _newest(health: LogHealth) -> AnchorRow:
    if not health.readable:
        return _row(
            _("Log"), Sign("unavailable", _("cannot be read"), "look"), _("Proofs wait until its store is back.")
        )
    if health.published_at is None:
        return _row(_("Newest checkpoint"), Sign("absent", _("none yet"), "quiet"), _("No checkpoint was signed yet."))
    behind = health.size - health.published
    text = (
        ngettext("%(n)s entry is newer.", "%(n)s entries are newer.", behind) if behind else _("It covers every entry.")
    )
    return _row(
        _("Newest checkpoint"),
        Sign("holds", _("published")),
        text % {"n": counted(behind)} if behind else text,
        moment(health.published_at),
    )


def _witnesses(names: tuple[str, ...]) -> AnchorRow:
    if not names:
        text = _("No witness is asked. Whoever mirrors the log can still see whether it forks.")
        return _row(_("Witnesses"), Sign("absent", _("none asked"), "quiet"), text)
    text = _("Asked to cosign: %(names)s.") % {"names": ", ".join(visible(name, 80) for name in names)}
    return _row(_("Witnesses"), Sign("untrusted", _("asked")), text)


def _chain(health: LogHealth) -> AnchorRow:
    if health.development_chain:
        text = _("A chain of this installation’s own, to look around with. It proves nothing to outsiders.")
        return _row(_("Chain"), Sign("unavailable", _("development chain"), "quiet"), text)
    return _row(
        _("Chain"), Sign("holds", _("outside")), _("Checkpoints are anchored where this installation has no say.")
    )


def _row(name: str, sign: Sign, text: str, at: Moment | None = None) -> AnchorRow:
    return AnchorRow(name, sign, text, at, "", "", "", "")
