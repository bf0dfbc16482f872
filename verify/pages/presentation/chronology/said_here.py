"""Sentences of the bundle page where the library's would speak to somebody who gave keys on a command line."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from verify.pages.presentation.words import Words

# What the page says in place of the library's sentence.
SAID_HERE: dict[str, Words] = {
    "signed_by_listed_log": gettext_lazy(
        "The checkpoint of %(size)s entries is signed by the log %(origin)s, whose key this installation knows."
    ),
    "log_key_came_along": gettext_lazy(
        "The checkpoint of %(size)s entries is signed by the log %(origin)s with a key that came in the bundle "
        "itself. Compare %(vkey)s with the key that the log publishes."
    ),
    "log_not_listed": gettext_lazy(
        "The checkpoint of %(size)s entries is signed by the log %(origin)s. This installation does not know "
        "that key: compare %(vkey)s with the key that the log publishes."
    ),
    "cosigned": gettext_lazy(
        "Cosigned by %(count)s of the %(listed)s witnesses that this installation knows, of %(operators)s "
        "separate operators."
    ),
    "operator_word_only": gettext_lazy(
        "Only the operator’s word: %(operators)s separate witnesses known here cosigned it, and three are needed."
    ),
    "operator_word_only.none": gettext_lazy(
        "Only the operator’s word: this installation knows no witnesses of that log."
    ),
    "names_this_file": gettext_lazy("The record (kind: %(kind)s) names exactly the file that you sent."),
    "names_this_file_as_member": gettext_lazy(
        "The record (kind: %(kind)s) names exactly the file that you sent, as the part %(role)s of a work."
    ),
    "names_another_file": gettext_lazy(
        "The record does not name the file that you sent. One changed byte makes another file, so this says "
        "nothing against either."
    ),
    "file_not_given": gettext_lazy("No file was compared, because you sent none."),
    "beacon_named": gettext_lazy(
        "The log names block %(number)s of chain %(chain)s, of %(time)s, before this record. Whether that block "
        "exists was not asked."
    ),
    "beacon_witnessed": gettext_lazy(
        "Before this record the log names a checkpoint of %(origin)s that the witness %(witness)s cosigned at "
        "%(time)s: the record was written later."
    ),
    "beacon_witness_named": gettext_lazy(
        "Before this record the log names a checkpoint of %(origin)s cosigned at %(time)s, by no witness that "
        "is known here and that the log’s operator does not run."
    ),
    "time_stamp_unlisted": gettext_lazy(
        "The log at %(size)s entries carries a time stamp that names %(by)s and %(time)s. That authority is on "
        "no list here, so its stamp says nothing here."
    ),
    "report_signed": gettext_lazy(
        "The report was signed by %(by)s at %(time)s, with a key that this installation knows."
    ),
    "report_key_came_along": gettext_lazy(
        "The report was signed by %(by)s at %(time)s with the key that came in the bundle. Compare it with the "
        "one that installation publishes."
    ),
    "report_broken": gettext_lazy("The report is not the one that was signed."),
    "report_signer_unlisted": gettext_lazy(
        "The report is signed in the name of %(by)s. This installation does not know that key, so it cannot tell."
    ),
    "report_names_file": gettext_lazy("The report is about exactly the file that you sent."),
    "report_names_another_file": gettext_lazy(
        "The report is about another file than the one you sent. One changed byte makes another file."
    ),
}
# How a reader of the page learns more.
RAISE: dict[str, Words] = {
    "log_key_came_along": gettext_lazy(
        "Whether the key belongs to that log: ask the log’s operator for it, by another way than the bundle came."
    ),
    "log_not_listed": gettext_lazy(
        "Whether the key belongs to that log: ask the log’s operator for it, by another way than the bundle came."
    ),
    "operator_word_only": gettext_lazy(
        "Whether others were shown the same log: ask a newsroom that you trust whether its witness cosigned it."
    ),
    "state_at": gettext_lazy(
        "Whether the record was retracted later: look at its page, or use the command with --refresh."
    ),
    "file_not_given": gettext_lazy("Whether this is about your file: send the file along."),
    "content_sealed": gettext_lazy(
        "Which file the sealed record names: ask its owner for a bundle with the content opened."
    ),
    "sealed": gettext_lazy("What the sealed record names: ask its owner for a bundle with openings."),
    "beacon_named": gettext_lazy("Whether the block before the record exists: ask a node of your own, with --rpc."),
    "matches_supplied_header": gettext_lazy(
        "Whether the block is on its chain: ask a node of your own, with --rpc, or any explorer of that chain."
    ),
    "time_stamp_unlisted": gettext_lazy(
        "Whether the time stamp holds: give the command the certificate of its authority, with --tsa."
    ),
    "calendar_promise": gettext_lazy("Whether the calendar kept its promise: ask for a newer bundle in some hours."),
    "bitcoin_block": gettext_lazy("Whether that Bitcoin block has this root: look it up in any Bitcoin explorer."),
    "report_signer_unlisted": gettext_lazy(
        "Whether the signature is that installation’s: check the report on its own site."
    ),
    "report_not_compared": gettext_lazy("Whether the report is about the record."),
    "depends_on_checkpoint": gettext_lazy("Everything that rests on the checkpoint."),
    "anchor_kind_unknown": gettext_lazy("An anchor of a kind that is not known here."),
}
# What one end of an interval rests on, by the code of the grade that gives it.
RESTS_ON: dict[str, Words] = {
    "beacon_named": gettext_lazy("a block that the log names; whether it exists was not asked"),
    "beacon_witnessed": gettext_lazy("a checkpoint that a witness known here cosigned"),
    "beacon_witness_named": gettext_lazy("a cosignature that the log names; it was not checked"),
    "beacon_development": gettext_lazy("a development chain, which proves nothing to outsiders"),
    "time_stamped": gettext_lazy("a time-stamp authority that this installation lists"),
    "cosigned": gettext_lazy("witnesses of separate operators"),
    "matches_supplied_header": gettext_lazy("the block header in the bundle; whether it is on its chain was not asked"),
    "development_chain": gettext_lazy("a development chain, which proves nothing to outsiders"),
}
