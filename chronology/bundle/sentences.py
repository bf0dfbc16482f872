"""The catalogue of sentences, keyed by the code of a grade. One sentence each; none says more than was checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chronology.bundle.values import Bound, Interval, Params

LOG: Mapping[str, str] = {
    "signed_by_listed_log": "The checkpoint of {size} entries is signed by the log {origin}, whose key you listed.",
    "log_key_came_along": "The checkpoint of {size} entries is signed by the log {origin} with the key that came in "
    "this bundle: compare {vkey} with the key that the log publishes, or anybody could have made it up.",
    "log_not_listed": "The checkpoint of {size} entries is signed by the log {origin}, whose key {vkey} is not among "
    "those you listed.",
    "log_not_listed.same_name": "The checkpoint of {size} entries is signed in the name of {origin}, but with another "
    "key than the one that you listed under this name: compare {vkey} with the keys that the log publishes.",
    "log_key_unknown_type": "The key of the log is of a type that this checker does not know; use a newer one.",
    "checkpoint_broken": "The checkpoint is not signed by the key of its log.",
    "cosigned": "Cosigned by {count} of {listed} witnesses that you listed, of {operators} separate operators.",
    "operator_word_only": "Only the operator's word: cosigned by {count} of {listed} witnesses that you listed, of "
    "{operators} separate operators, where three are needed.",
    "operator_word_only.alone": "Only the operator's word: no other signature stands under this checkpoint.",
    "operator_word_only.none": "Only the operator's word: you listed no witness of another operator, so its "
    "{further} further signatures were not checked.",
    "cosignature_broken": "A signature under this checkpoint names the witness {witness}, but does not fit its key.",
    "cosignature_in_future": "The cosignature of the witness {witness} claims a time after the present, {time}; it is "
    "not counted.",
    "state_at": "This is the state at checkpoint {size}; a retraction after the record that is not in here is not "
    "known.",
    "readme_of_maker": "README.txt is not what this version writes: it is the text of whoever made the bundle, and "
    "nothing rests on it.",
    "depends_on_checkpoint": "Not checked, because the checkpoint that it rests on does not hold.",
    "part_unreadable": "This part cannot be read, so nothing is known about it: {why}",
}

RECORDS: Mapping[str, str] = {
    "included": "Entry {index} is in the log {origin} as it stood at {size} entries.",
    "included.came_along": "Entry {index} is in the log whose key came along, in the name of {origin}, as it stood at "
    "{size} entries.",
    "not_included": "The proof does not show that this is entry {index} of the log.",
    "opened": "What the owner opened of this sealed record fits it: {fields}.",
    "opening_broken": "What was opened as {field} is not what the sealed record holds.",
    "members_broken": "The list of parts is not that of the work that the record holds; it shows nothing.",
    "opening_of_open_record": "The openings belong to a sealed record, but this one is open; they show nothing.",
    "sealed": "The record is sealed and nothing of it was opened, so it says nothing about any file.",
    "record_unknown": "The entry is of a kind that this checker does not know; a newer one may read it.",
    "entry_unreadable": "The entry is in the log, but is no record that can be read.",
    "names_this_file": "The record (kind: {kind}) names exactly the file that you gave.",
    "names_this_file_as_member": "The record (kind: {kind}) names exactly the file that you gave, as the part {role} "
    "of a work.",
    "names_another_file": "The record does not name the file that you gave. Changing a single byte makes another file, "
    "so this says nothing against either.",
    "content_sealed": "The content of this sealed record was not opened, so it cannot be compared with your file.",
    "names_no_file": "The entry names no file.",
    "file_not_given": "No file was compared with this record, because you gave none.",
    "retracted_in_bundle": "Entry {by}, which is in this bundle too, retracts this record.",
    "retraction_by_another": "Entry {by}, by another recorder, asks to retract this record; only its own recorder can.",
}

TIMES: Mapping[str, str] = {
    "beacon_absent": "No beacon comes with this record, so nothing shows that it was not written earlier.",
    "beacon_broken": "What should be the beacon before this record does not show to be one: {why}",
    "beacon_named": "The log names block {number} of chain {chain} ({hash}) of {time} before this record; whether that "
    "block exists was not checked.",
    "beacon_confirmed": "The log names block {number} of chain {chain} before this record, and your own node has that "
    "block, of {time}: the record was written later.",
    "beacon_contradicted": "The log names block {number} of chain {chain} before this record, but your own node has "
    "another one there, or that one at another time: it shows nothing about the time.",
    "beacon_development": "The beacon before this record is block {number} of a development chain, of {time}, which "
    "proves nothing to outsiders.",
    "beacon_witnessed": "Before this record the log names a checkpoint of {origin} that {witness}, a witness you "
    "listed, cosigned at {time}: the record was written later.",
    "beacon_witness_named": "Before this record the log names a checkpoint of {origin} cosigned at {time}, by no "
    "witness that you listed and that the log's operator does not run; that was not checked.",
    "no_anchor": "No anchor comes with this bundle: no chain, time-stamp authority or calendar says by when the record "
    "was written.",
    "anchor_of_other_log": "The anchored checkpoint is not of this log, or not signed by its key.",
    "anchor_of_other_history": "The anchored checkpoint and that of the bundle are not of one history of the log.",
    "anchor_broken": "The evidence does not show that this checkpoint was anchored: {why}",
    "anchor_kind_unknown": "This is an anchor of the kind {kind}, which this checker does not know.",
    "matches_supplied_header": "The log at {size} entries was anchored by {publisher} in block {number} of chain "
    "{chain}; this matches the supplied block header ({hash}) of {time}. Whether that block is on the chain "
    "was not checked.",
    "header_confirmed": "The log at {size} entries was anchored by {publisher} in block {number} of chain {chain} of "
    "{time}: header confirmed by your own node.",
    "header_not_final": "The log at {size} entries was anchored in block {number} of chain {chain} of {time}; your own "
    "node has that block, but does not call it final yet.",
    "header_contradicted": "The supplied header of block {number} is not the block that your own node has there on "
    "chain {chain}: it was replaced later, or made up. This anchor shows nothing.",
    "node_silent": "Your node did not tell about block {number} of chain {chain}; ask again later. The log at {size} "
    "entries matches the supplied block header ({hash}) of {time}.",
    "development_chain": "The log at {size} entries was anchored in block {number} of a development chain of {time}, "
    "which the operator runs alone: it proves nothing to outsiders.",
    "time_stamped": "The log at {size} entries was time-stamped by {by} at {time}.",
    "time_stamp_unlisted": "The log at {size} entries carries a time stamp that names {by} and {time}; you did not "
    "list that authority, so its signature says nothing to you.",
    "calendar_promise": "The log at {size} entries was handed to the calendar {by} ({hash}), which has not put "
    "it into a block: nothing is shown yet.",
    "bitcoin_block": "The log at {size} entries is committed to by Bitcoin block {number}, if the Merkle root in that "
    "block's header is {hash}; compare it with a header you trust.",
    "in_future": "This claims a time after the present, {time}; nothing is taken from it.",
    "times_contradict": "The earliest and the latest time given for this record contradict each other, so "
    "neither is used.",
}

REPORT: Mapping[str, str] = {
    "report_signed": "The report was signed by {by} at {time}, with a key that you listed.",
    "report_key_came_along": "The report was signed by {by} at {time}, with the key that came in this bundle: compare "
    "it with the one that the installation publishes.",
    "report_signer_unlisted": "The report names {by} as its signer, whose key you did not list and which did not come "
    "along: who signed it was not checked.",
    "report_broken": "The report is not the one that was signed.",
    "report_unsigned": "A report is in here without a signature: anybody may have written it.",
    "report_missing": "A signature of a report is in here, but no report.",
    "report_of_record": "The report is about the content of record {index}.",
    "report_of_other_file": "The report is about another file than those named by the records in here.",
    "report_not_compared": "Whether the report is about the content of the record cannot be told: {why}",
    "lists_of_report": "The trust lists named in here are those that the report was made with.",
    "lists_differ": "The trust lists named in here are not those that the report names.",
    "lists_unsupported": "Trust lists are named in here, but no report tells which were used.",
}

LATER: Mapping[str, str] = {
    "unreadable": "This cannot be read as a bundle, so nothing is known about what it claims: {why}",
    "no_later_retraction": "The log at {size} entries holds no later retraction of this record by its recorder.",
    "retracted_later": "Entry {by} of the log, which stands after this record, retracts it.",
    "later_sealed": "A sealed record is retracted by a sealed entry, which only its owner can show.",
    "later_partly": "Later entries were read up to {read} of {size}; none of them retracts this record.",
    "log_not_newer": "None of the {size} entries of the log retracts this record; the log showed nothing newer than "
    "the checkpoint in here, so whether a later entry does was not checked.",
    "log_silent": "Later retractions were not looked for, because the log gave no answer that can be used: {why}",
    "log_other_history": "The log has signed another history than that of this bundle's checkpoint. Keep this bundle "
    "and the checkpoint that the log shows now: together they prove it.",
}

CATALOGUE: Mapping[str, str] = {**LOG, **RECORDS, **TIMES, **REPORT, **LATER}

UNSPEAKABLE = "No sentence is known here for the code {code}."
"""What is said for a code of a newer version: the code itself, never a guess."""

RAISE: Mapping[str, str] = {
    "log_key_came_along": "Whether the key belongs to the log: compare it with the one that the log publishes and give "
    "it with --log.",
    "log_not_listed": "Whether the key belongs to the log: compare it with the one that the log publishes and give it "
    "with --log.",
    "operator_word_only": "Whether others saw the same log: give the keys of witnesses you trust with --witness.",
    "state_at": "Whether the record was retracted later: ask the log with --refresh.",
    "log_not_newer": "Whether the record was retracted later: what answered showed nothing newer than this bundle; ask "
    "again later, or at another address with --refresh.",
    "file_not_given": "Whether the record names your file: give it with --media.",
    "content_sealed": "Which file the sealed record names: ask its owner for a bundle with the content opened.",
    "sealed": "What the sealed record names: ask its owner for a bundle with openings.",
    "beacon_named": "Whether the block that the log names exists: ask your own node with --rpc.",
    "beacon_witness_named": "Whether that witness cosigned: give its key with --witness, unless the log's operator "
    "runs it.",
    "report_signer_unlisted": "Whether the report is signed by whom it names: give that key with --log.",
    "matches_supplied_header": "Whether the block is on its chain: ask your own node with --rpc.",
    "node_silent": "Whether the block is on its chain: your node was silent, ask again later.",
    "header_not_final": "Whether the block stays: ask your own node again later.",
    "time_stamp_unlisted": "Whether the time stamp holds: give the certificate of its authority with --tsa.",
    "calendar_promise": "Whether a calendar kept its promise: ask for a newer bundle later.",
    "bitcoin_block": "Whether the Bitcoin block holds that root: compare it with a header you trust.",
    "report_key_came_along": "Whether the report is of that installation: give its key with --log.",
    "report_not_compared": "Whether the report is about the record.",
    "anchor_kind_unknown": "An anchor of an unknown kind: use a newer checker.",
    "record_unknown": "What the entry says: use a newer checker.",
    "depends_on_checkpoint": "Everything that rests on the checkpoint.",
}
"""What a grade leaves open and how the reader can raise it; in the order in which answers list it."""

WHY: Mapping[str, str] = {
    "beacon_confirmed": "a block that your own node has",
    "beacon_named": "a block that the log names, not confirmed",
    "beacon_witnessed": "a checkpoint that a witness you listed cosigned",
    "beacon_witness_named": "a cosignature that the log names, not checked",
    "beacon_development": "a development chain, which proves nothing to outsiders",
    "header_confirmed": "a block that your own node has",
    "time_stamped": "a time-stamp authority that you listed",
    "cosigned": "witnesses of separate operators",
    "matches_supplied_header": "the supplied block header; whether that block is on its chain was not checked",
    "development_chain": "a development chain, which proves nothing to outsiders",
}
"""What one end of an interval rests on."""


EXISTED: Mapping[str, str] = {"given": "The file", "named": "What it names"}
"""What is said to have existed, by what the interval regards."""

UNLESS: Mapping[str, str] = {
    "matches_supplied_header": ", if that block is on its chain",
    "development_chain": ", if you trust the operator of that development chain",
}
"""What must be said in the same breath where the latest end is weak."""


STRANGERS = frozenset({"by", "origin", "role", "witness"})
"""Parameters whose text somebody else chose: names of authorities, logs, witnesses and parts of a work."""

NAME_LIMIT = 100
"""A longer name would push what is said about it out of sight."""


def sentence(code: str, params: Params) -> str:
    """The sentence for a code, its parameters put in. Names out of bundles are quoted, not escaped: escape them."""
    return CATALOGUE.get(_form(code, params), UNSPEAKABLE).format_map({"code": code, **quoted(params)})


def quoted(params: Params) -> Params:
    """The parameters with each name that a stranger chose in quotation marks, which it cannot end, and cut."""
    return {key: _quoted(one) if key in STRANGERS and isinstance(one, str) else one for key, one in params.items()}


def _quoted(name: str) -> str:
    plain = "".join("'" if letter in '“”„‟"' else letter for letter in name[:NAME_LIMIT])
    return f"“{plain}{'…' if len(name) > NAME_LIMIT else ''}”"


def _form(code: str, params: Params) -> str:
    if "form" in params:
        return f"{code}.{params['form']}"
    if "further" not in params:
        return code
    return f"{code}.none" if params["further"] else f"{code}.alone"


def interval_sentence(interval: Interval) -> str:
    """DESIGN section 7: the time of the record said exactly, and what it does not say about the file."""
    if not interval.after and not interval.before:
        return "Nothing that you trust shows when the record was written."
    unless = " All this, if the log is the one it says it is." if interval.log_unknown else ""
    return _written(interval) + _existed(interval) + unless


def _written(interval: Interval) -> str:
    after, before = interval.after, interval.before
    if after and before:
        return f"The record was written between {_end(after, said)} and {_end(before, said_latest)}."
    if before:
        return f"The record was written by {_end(before, said_latest)}; nothing shows that it was not written earlier."
    return f"The record was written after {_end(after, said)}; nothing that you trust shows by when." if after else ""


def _existed(interval: Interval) -> str:
    """Only of what the record names; of another file, of padding and of what stays sealed nothing is said."""
    before, what = interval.before, EXISTED.get(interval.regards)
    if before is None or what is None:
        return ""
    return f" {what} existed by {said_latest(before.at)} and may be much older{UNLESS.get(before.code, '')}."


def said(moment: datetime) -> str:
    """A time as people and programs read it alike, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _end(bound: Bound, spelled: Callable[[datetime], str]) -> str:
    return f"{spelled(bound.at)} ({WHY[bound.code]})"


def said_latest(moment: datetime) -> str:
    """A latest time, up to the next whole second: rounded down it would promise more than is shown."""
    return said(moment + timedelta(microseconds=-moment.microsecond % 1_000_000))
