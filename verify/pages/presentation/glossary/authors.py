"""Statements that authors signed, and the organisations they speak for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

THEIR_WORD = _("Who signed is shown; that it is so is their word.")
NOT_THE_WORK = _("It says nothing about the work itself.")
ALONE = _("Then the statement is the word of its signer alone; that does not make it wrong.")
ORDER = _("A record shows what came first only as far as outsiders vouch for its time.")

ENTRIES = (
    explained(
        _("No statement"),
        _("Nobody signed a statement about exactly these bytes here."),
        _("Most files have none; that says nothing against this one."),
        "author.none",
    ),
    explained(
        _("Statements could not be looked up"),
        _("The place where signed statements are kept did not answer."),
        _("What could not be asked is neither there nor missing."),
        "author.unavailable",
    ),
    explained(
        _("A signed statement"),
        _(
            "Somebody signed, with a key that is theirs, to be the author, photographer or publisher of this work. "
            "The sentence says since when that is on record."
        ),
        THEIR_WORD,
        "author.stated",
        "author.stated.between",
        "author.stated.by",
        "author.stated.after",
        "author.stated.undated",
        "author.stated.development",
        "author.stated.waiting",
    ),
    explained(
        _("A statement that is not on record"),
        _("The statement is signed, and it does not stand on the log."),
        _("When it was signed is the signer’s word alone."),
        "author.not_recorded",
    ),
    explained(
        _("A statement that was taken back"),
        _("The author took the statement back. Both stay on the log."),
        _("Why is not said there."),
        "author.takes_back",
        "author.retracted",
    ),
    explained(
        _("A correction"),
        _("The author signed a newer statement in place of an earlier one. Both stay on the log."),
        THEIR_WORD,
        "author.corrects",
        "author.corrected",
    ),
    explained(
        _("What a contract wallet confirmed, and when"),
        _(
            "The author’s wallet is a program on a chain. It confirmed the signature at a named block: later than "
            "the record, or then and not any more, or at a block that its chain may still take back."
        ),
        _("A later confirmation does not show what the wallet would have said earlier."),
        "author.held_later",
        "author.held_when_recorded",
        "author.not_final",
    ),
    explained(
        _("An account that also carries a program"),
        _("The account’s own key signed; beside that a program was set up for it."),
        _("What the program may do is not looked at."),
        "author.account_with_code",
    ),
    explained(
        _("A signature that its wallet did not make"),
        _("The signature does not fit the wallet that the statement names, so nothing shows that its owner said this."),
        NOT_THE_WORK,
        "author.signature_broken",
    ),
    explained(
        _("A wallet that could not be asked"),
        _("Whether the named wallet signed could not be asked. Until then nothing shows that its owner said this."),
        NOT_THE_WORK,
        "author.signature_unavailable",
    ),
    explained(
        _("Signed for another place"),
        _(
            "The statement was signed for another chain or contract than this installation’s, so it counts for "
            "nothing here."
        ),
        NOT_THE_WORK,
        "author.other_domain",
    ),
    explained(
        _("A statement about other bytes"),
        _("The author signed other bytes than these."),
        _("That does not say which of the two was changed."),
        "author.other_content",
    ),
    explained(
        _("A sealed statement"),
        _("The statement names its work only as a commitment."),
        _("Whether it is about these bytes shows only who has its opening."),
        "author.sealed_content",
    ),
    explained(
        _("An unknown account"),
        _("Nobody said here that the wallet which signed is theirs."),
        _("That does not say that the statement is wrong; it says that its source is unknown."),
        "author.unknown_source",
    ),
    explained(
        _("A key that had ended"),
        _("The author, or later knowledge, says that the key was not theirs any more when this was signed."),
        _("It does not show who signed then."),
        "author.key_revoked",
        "author.key_revoked.hindsight",
    ),
    explained(
        _("A key that ended since"),
        _(
            "The key ended after the statement was put on record, so the statement keeps its state. Keys are also "
            "simply exchanged."
        ),
        _("The end of a key takes nothing away from what it signed before."),
        "author.key_revoked_since",
        "author.key_revoked_since.rotated",
        "author.key_revoked_since.development",
    ),
    explained(
        _("Which came first is not shown"),
        _("A key, a delegation or its term ended, and nothing shows whether the statement is older or younger."),
        ORDER,
        "author.key_order_unknown",
        "author.organisation_key_order_unknown",
        "author.delegation_order_unknown",
        "author.term_unknown",
    ),
    explained(
        _("Signed by a desk"),
        _("The key of an organisation’s desk signed, for one of its people who logged in with a second factor."),
        _("It was not that person’s own key."),
        "author.by_desk",
        "author.by_desk.named",
    ),
    explained(
        _("Speaks for an organisation"),
        _("The organisation’s key signed this itself, or allowed the author to sign for it during a term."),
        THEIR_WORD,
        "author.speaks_for",
        "author.speaks_for.own",
    ),
    explained(
        _("An organisation that nobody knows here"),
        _("The statement names an organisation by a wallet, and no organisation said that this wallet is theirs."),
        ALONE,
        "author.organisation_unknown",
    ),
    explained(
        _("An organisation bound to a domain"),
        _(
            "The organisation names a domain, and that domain names the organisation. It is looked at again from "
            "time to time."
        ),
        _(
            "A domain that does not answer is no sign that the binding ended, and a domain vouches for no single "
            "statement."
        ),
        "author.organisation_bound",
        "author.organisation_bound.stale",
        "author.organisation_bound.unreachable",
    ),
    explained(
        _("A domain that says otherwise"),
        _("The organisation names a domain, and what stands there now names another one."),
        _("It does not show which of the two is wrong. Ask them before you rely on the name."),
        "author.organisation_contradicted",
    ),
    explained(
        _("An organisation without a domain"),
        _("No domain confirms the name of the organisation."),
        _("The name is its own word; that does not make it wrong."),
        "author.organisation_unbound",
    ),
    explained(
        _("An organisation’s key that had ended"),
        _(
            "The key with which the organisation let the author speak for it had ended before, or is said later to "
            "have."
        ),
        ALONE,
        "author.organisation_key_revoked",
        "author.organisation_key_revoked.hindsight",
    ),
    explained(
        _("An organisation’s key that ended since"),
        _("The key ended after the delegation was put on record, so the delegation keeps its state."),
        _("The end of a key takes nothing away from what it signed before."),
        "author.organisation_key_revoked_since",
        "author.organisation_key_revoked_since.rotated",
        "author.organisation_key_revoked_since.development",
    ),
    explained(
        _("No delegation that holds"),
        _(
            "The statement speaks for an organisation, and no delegation is on record, or its signature does not "
            "fit or could not be asked about."
        ),
        ALONE,
        "author.delegation_unknown",
        "author.delegation_broken",
        "author.delegation_unavailable",
    ),
    explained(
        _("A delegation that had ended"),
        _("The organisation ended the delegation, and the statement is younger than that."),
        ALONE,
        "author.delegation_revoked",
        "author.delegation_revoked.hindsight",
    ),
    explained(
        _("A delegation that ended since"),
        _("The delegation ended after the statement was put on record, so the statement keeps its state."),
        ORDER,
        "author.delegation_revoked_since",
        "author.delegation_revoked_since.development",
    ),
    explained(
        _("Outside what was allowed"),
        _("The author signed for the organisation in a role, or at a time, that its delegation does not cover."),
        ALONE,
        "author.outside_scope",
        "author.outside_scope.early",
        "author.outside_scope.late",
    ),
    explained(
        _("A clock that ran ahead"),
        _("The time that the signer wrote is later than the record itself. Take the time of the record."),
        _("A wrong clock is no sign of ill will."),
        "author.time_contradicted",
    ),
    explained(
        _("Another source"),
        _("The statement names another address of publication than the one that was asked about."),
        _("It does not show which source is right. Copies elsewhere are common; ask whether this one is the author’s."),
        "author.other_source",
    ),
    explained(
        _("A rival record is earlier"),
        _("Somebody else put exactly these bytes on record before this author did."),
        _("The order of records does not say who made the file."),
        "author.rival_earlier",
    ),
    explained(
        _("Signed as is claimed"),
        _("Somebody is said to have made this, and signed a statement that says so."),
        _("Where no file was held against it, whether yours is that work was not checked."),
        "author.as_claimed",
        "author.as_claimed.unheld",
    ),
    explained(
        _("Another author than is claimed"),
        _("Somebody is said to have made this, and others signed for it here."),
        _("It does not show who made it."),
        "author.other_than_claimed",
        "author.other_than_claimed.unheld",
    ),
    explained(
        _("A claimed author who signed nothing"),
        _("Somebody is said to have made this, and nothing that they signed is told here."),
        _("That does not say that it is not so."),
        "author.claim_unsupported",
        "author.claim_unsupported.unheld",
        "author.claim_unsupported.unknown",
    ),
)
