"""One entry of the log by its number: the public half of it, whatever it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verify.ledger.values import EntryView
from verify.pages.presentation.chronology.kinds import kind_word
from verify.pages.presentation.chronology.panel import PathView, path_view
from verify.pages.presentation.chronology.path import counted


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The page of one entry; `record` names the open record that it is, where that is shown."""

    index: int
    number: str
    size: str
    eyebrow: str
    sentence: str
    why: str
    json: str
    path: PathView
    record: str
    earlier: int | None
    later: int | None


def entry_page(entry: EntryView, record: str) -> EntryPage:
    """Return the page of an entry; all sealed ones and all padding read alike."""
    form, sentence, why = _told(entry.leaf)
    neighbours = tuple(step.neighbour for step in entry.path)
    return EntryPage(
        index=entry.index,
        number=counted(entry.index),
        size=counted(entry.size),
        eyebrow=form,
        sentence=sentence,
        why=why,
        json=json.dumps(entry_json(entry), indent=2),
        path=path_view(entry.index, entry.size, entry.leaf_hash, entry.root, neighbours),
        record=record,
        earlier=entry.index - 1 if entry.index else None,
        later=entry.index + 1 if entry.index + 1 < entry.size else None,
    )


def entry_json(entry: EntryView) -> dict[str, object]:
    """Return an entry as JSON: its content spelled out, its hash, and its path to the root of the newest checkpoint."""
    return {
        "index": entry.index,
        "leaf_hash": entry.leaf_hash,
        "bytes": entry.length,
        "leaf": entry.leaf,
        "inclusion": {"size": entry.size, "root": entry.root, "path": [step.neighbour for step in entry.path]},
    }


def _told(leaf: dict[str, object]) -> tuple[str, str, str]:
    if leaf.get("form") == "sealed":
        return (
            _("Sealed entry"),
            _("A sealed record, or padding. Nobody can tell which without the keys."),
            _("What it commits to is salted; only who holds the openings can show it."),
        )
    if "beacon" in leaf:
        return (
            _("Beacon"),
            _("Everything after this entry was written after the moment it names."),
            _("It holds what nobody could have known earlier, such as the hash of a recent block."),
        )
    if leaf.get("form") == "open":
        kind = kind_word(str(leaf.get("kind", "")))
        return _("Open entry"), _("An open record: %(kind)s.") % {"kind": kind}, ""
    return (
        _("Entry of another kind"),
        _("This version does not know what this entry means. It is kept and counted all the same."),
        "",
    )
