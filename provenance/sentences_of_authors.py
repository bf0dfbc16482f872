"""Sentences about signed statements; none says that what was signed is true, or that who signed first made it."""

from __future__ import annotations

from typing import Final

_SIGNED: Final = "{author} signed a statement to be the {role} of this work"
_WORD: Final = " Who signed is shown; that it is so is their word."
_UNDATED: Final = "; nobody outside vouches yet for when."
_OWN_CHAIN: Final = " as far as this installation's own development chain shows, which proves nothing to outsiders."
_WHICH: Final = "Which came first, the statement or the end, is not shown."

SENTENCES: Final[dict[str, str]] = {
    "same_as_record.counted": "Exactly these bytes are what {author}, whom your organisation counts, signed as their "
    "{role}, and that is on record. This shows that nothing changed since, not that the scene was real.",
    "same_as_record.counted_for": "Exactly these bytes are what {author} signed for {organisation}, whom your "
    "organisation counts, as their {role}, and that is on record. This shows that nothing changed since, not that the "
    "scene was real.",
    "author.none": "Nobody signed a statement about exactly these bytes here. Most files have none; that says nothing "
    "against this one.",
    "author.unavailable": "Signed statements could not be looked up now. That says nothing about the file.",
    "author.stated": _SIGNED + "." + _WORD,
    "author.stated.between": _SIGNED + "; it was put on record between {not_before} and {by}." + _WORD,
    "author.stated.by": _SIGNED + "; it was put on record by {by}." + _WORD,
    "author.stated.after": _SIGNED + "; it was put on record after {not_before}" + _UNDATED + _WORD,
    "author.stated.undated": _SIGNED + "; it is on record" + _UNDATED + _WORD,
    "author.stated.development": _SIGNED + "; it is on record. The time rests on this installation's own development "
    "chain, which proves nothing to outsiders." + _WORD,
    "author.stated.waiting": _SIGNED + "; it has no place on the log yet." + _WORD,
    "author.not_recorded": _SIGNED + ", but it is not on record here: when it was signed is the signer's word alone.",
    "author.takes_back": "{author} took an earlier statement about this work back. Both stay on the log; "
    "why is not said there.",
    "author.corrects": "{author} signed this as the correction of an earlier statement. Both stay on the log." + _WORD,
    "author.held_later": "The wallet {address} confirmed this signature at block {block} of {accepted}, after it was "
    "put on record. Whether the wallet would have done so when it was recorded is not shown.",
    "author.held_when_recorded": "The wallet {address} confirmed this signature at block {block}, when it was "
    "recorded. It no longer does: its keys changed since. The statement keeps what it was.",
    "author.not_final": "The wallet {address} confirmed this signature at block {block}, "
    "which its chain may still take back.",
    "author.account_with_code": "The account {address} also carries a program. Its own key made this signature.",
    "author.signature_broken": "This signature was not made by {address}, the wallet it names. "
    "Nothing shows that its owner said this. That says nothing about the work.",
    "author.signature_unavailable": "{address} is named as the wallet that signed; whether it did could not be asked. "
    "Until then nothing shows that its owner said this.",
    "author.other_domain": "This was signed for another chain or contract than this installation's and counts for "
    "nothing here. That says nothing about the work.",
    "author.other_content": "The signature does not match this content: {author} signed other bytes. "
    "That does not say which of the two was changed.",
    "author.sealed_content": "The statement is sealed: whether it is about these bytes shows only who has its opening.",
    "author.unknown_source": "The source is unknown: nobody said here that the wallet {address} is theirs.",
    "author.key_revoked": "The key was revoked before this was signed: {author} ended it as of {revoked} ({reason}), "
    "and the statement is younger, or says so itself.",
    "author.key_revoked.hindsight": "{author} said later that the key was no longer theirs as of {revoked} ({reason}). "
    "This statement is younger than that and was recorded before anybody could know it.",
    "author.key_revoked_since": "The key was revoked as of {revoked} ({reason}). This statement was put on record "
    "before that and keeps its state.",
    "author.key_revoked_since.rotated": "{author} exchanged this key for another one as of {revoked}. This statement "
    "was put on record before that and keeps its state.",
    "author.key_revoked_since.development": "The key was revoked as of {revoked} ({reason}). This statement was put on "
    "record before that," + _OWN_CHAIN,
    "author.key_order_unknown": "The key was revoked as of {revoked} ({reason}). " + _WHICH,
    "author.by_desk": "Signed by the desk of {author} on behalf of one of its people, who logged in with a second "
    "factor. The desk's key signed, not that person's own.",
    "author.by_desk.named": "Signed by the desk of {author} on behalf of {member}, who logged in with a second factor. "
    "The desk's key signed, not that person's own.",
    "author.speaks_for": "{author} signed for {organisation}, which let them do so from {valid_from} to {valid_to}.",
    "author.speaks_for.own": "The key of {organisation} signed this itself.",
    "author.organisation_unknown": "The statement names an organisation by the wallet {organisation}, and no "
    "organisation said here that this wallet is theirs.",
    "author.organisation_bound": "{organisation} is bound to {domains}: each names the other.",
    "author.organisation_bound.stale": "{organisation} was bound to {domains}; that was not looked at for a while.",
    "author.organisation_bound.unreachable": "{organisation} was bound to {domains}, which did not answer when asked "
    "again. That is no sign that the binding ended.",
    "author.organisation_contradicted": "{organisation} says that it is {domains}, and what stands there now says "
    "otherwise. Ask them before you rely on the name.",
    "author.organisation_unbound": "No domain confirms that {organisation} is who it says: the name is its own word.",
    "author.organisation_key_revoked": "The key with which {organisation} gave the delegation had ended before, "
    "as of {revoked} ({reason}).",
    "author.organisation_key_revoked.hindsight": "{organisation} said later that its key was no longer its own as of "
    "{revoked} ({reason}); the delegation is younger than that.",
    "author.organisation_key_revoked_since": "The key with which {organisation} gave the delegation ended as of "
    "{revoked} ({reason}). The delegation was put on record before that and keeps its state.",
    "author.organisation_key_revoked_since.rotated": "{organisation} exchanged the key with which it gave the "
    "delegation as of {revoked}. The delegation was put on record before that and keeps its state.",
    "author.organisation_key_revoked_since.development": "The key with which {organisation} gave the delegation ended "
    "as of {revoked} ({reason}). The delegation was put on record before that," + _OWN_CHAIN,
    "author.organisation_key_order_unknown": "The key with which {organisation} gave the delegation ended as of "
    "{revoked} ({reason}). Which came first, the delegation or the end, is not shown.",
    "author.delegation_unknown": "The statement speaks for {organisation}, and no delegation from there to {author} is "
    "on record. Take it as the word of {author} alone.",
    "author.delegation_broken": "The delegation that {author} names was not signed by {organisation}. "
    "Take it as the word of {author} alone.",
    "author.delegation_unavailable": "Whether {organisation} signed the delegation that {author} names could not be "
    "asked. Until then, take it as the word of {author} alone.",
    "author.delegation_revoked": "{organisation} ended the delegation as of {revoked} ({reason}), and the statement is "
    "younger, or says so itself. Take it as the word of {author} alone.",
    "author.delegation_revoked.hindsight": "{organisation} said later that the delegation ended as of {revoked} "
    "({reason}). This statement is younger than that and was recorded before anybody could know it.",
    "author.delegation_revoked_since": "{organisation} ended the delegation as of {revoked} ({reason}). This statement "
    "was put on record before that and keeps its state.",
    "author.delegation_revoked_since.development": "{organisation} ended the delegation as of {revoked} ({reason}). "
    "This statement was put on record before that," + _OWN_CHAIN,
    "author.delegation_order_unknown": "{organisation} ended the delegation as of {revoked} ({reason}). " + _WHICH,
    "author.outside_scope": "Signed by a delegate outside what {organisation} allowed: {author} may sign for it to "
    "{scopes}, not as its {role}.",
    "author.outside_scope.early": "Signed by a delegate before the delegation of {organisation} began: {valid_from}.",
    "author.outside_scope.late": "Signed by a delegate after the delegation of {organisation} ended, on {valid_to}.",
    "author.term_unknown": "The delegation of {organisation} ended on {valid_to}. " + _WHICH,
    "author.time_contradicted": "The signer's clock says {stated}, which is later than the record itself. "
    "Take the time of the record.",
    "author.retracted": "{author} took this statement back later. Both stay on the log; why is not said there.",
    "author.corrected": "{author} corrected this statement later: read the correction.",
    "author.other_source": "The statement names {source} as where the work was published; this was asked about "
    "{asked}. Copies elsewhere are common; ask whether this one is the author's.",
    "author.rival_earlier": "A rival record is earlier: {recorder} put exactly these bytes on record before {author} "
    "did. The order of records does not say who made the file.",
    "author.as_claimed": "{author} signed for exactly these bytes, as is claimed of {claimed}.",
    "author.as_claimed.unheld": "{author} signed the statement that is told here, as is claimed of {claimed}. No file "
    "was held against it: whether yours is that work was not checked.",
    "author.other_than_claimed": "The claimed author differs from the recorded one: {claimed} is said to have made it, "
    "and {authors} signed for it here.",
    "author.other_than_claimed.unheld": "The claimed author differs from the recorded one: {claimed} is said to have "
    "made it, and {authors} signed the work that is told here. No file was held against it.",
    "author.claim_unsupported": "{claimed} is said to have made it, and signed nothing about exactly these bytes here. "
    "That does not say that it is not so.",
    "author.claim_unsupported.unheld": "{claimed} is said to have made it, and signed nothing that is told here. "
    "That does not say that it is not so.",
    "author.claim_unsupported.unknown": "{claimed} is said to have made it, and nobody is known here by that name or "
    "number. That does not say that it is not so.",
}

CODED: Final = frozenset({"role", "reason", "scopes"})
"""Parameters that hold words of the signed message as they were signed."""

SIGNED_WORDS: Final = {
    one: one
    for one in (
        "author", "publisher", "corrector", "licensee", "headline", "text", "picture",
        "lost", "stolen", "rotated", "withdrawn", "unspecified",
        "publish", "edit", "correct", "consent",
    )
} | {"left": "the person left"}  # fmt: skip
"""Those words; other languages have their own for them, and what is not here stands as it was signed."""
