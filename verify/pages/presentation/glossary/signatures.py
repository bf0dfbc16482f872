"""Signatures of wallets, and what they were held against."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

WHOSE_WORD = _("A signature shows which key signed, not that what was signed is so.")
NOT_ASKED = _("What could not be asked says nothing about the signature.")

ENTRIES = (
    explained(
        _("The key signed"),
        _("The key of the account that is named made this signature."),
        WHOSE_WORD,
        "signature.holds",
    ),
    explained(
        _("A wallet that is a contract could not be asked"),
        _(
            "The account may be a program on a chain, which alone can say whether it signed; no node was there to "
            "ask, it did not answer, it keeps no state so old, or the wallet is not on its chain yet."
        ),
        NOT_ASKED,
        "signature.may_be_contract",
        "signature.no_node",
        "signature.node_silent",
        "signature.state_gone",
        "signature.wallet_not_deployed",
    ),
    explained(
        _("A signature that was rewritten"),
        _(
            "The key signed, and somebody rewrote the signature into a second form that is not accepted, since one "
            "signature must have one form."
        ),
        _("It does not show that anything else was touched. Ask for the signature as the wallet gave it."),
        "signature.high_s",
    ),
    explained(
        _("A contract wallet confirmed it"),
        _("The wallet, which is a program on a chain, said at the named block that the signature is its own."),
        WHOSE_WORD,
        "signature.contract_holds",
    ),
    explained(
        _("Confirmed, and not final yet"),
        _("The wallet confirmed the signature at a block that its chain may still take back; it is asked again."),
        WHOSE_WORD,
        "signature.contract_not_final",
    ),
    explained(
        _("Confirmed then, not now"),
        _("The wallet confirmed the signature when it was recorded and does not any more: its keys changed since."),
        _("That keys change is ordinary and takes nothing away from what was confirmed then."),
        "signature.contract_held",
    ),
    explained(
        _("The wallet says that it did not sign"),
        _("The wallet, which is a program on a chain, was asked and does not know this signature."),
        _("It does not show who made it, and says nothing about the work."),
        "signature.contract_refuses",
    ),
    explained(
        _("Another key signed"),
        _("The signature was made by another key than that of the account it names."),
        _("It does not show whose key that is, and says nothing about the work."),
        "signature.other_key",
    ),
    explained(
        _("A signature that is too long"),
        _("The signature is longer than is passed on to a wallet here, so it was not asked about."),
        NOT_ASKED,
        "signature.too_long",
    ),
    explained(
        _("Signed for exactly these bytes"),
        _("The message that was signed names the digest of exactly these bytes."),
        WHOSE_WORD,
        "content.same",
    ),
    explained(
        _("Signed for other bytes"),
        _("The message that was signed names other bytes than these."),
        _("It does not say which of the two was changed; saving anew is enough."),
        "content.other",
    ),
    explained(
        _("Signed for something sealed"),
        _(
            "The message names its content only as a commitment. Whether it is about these bytes shows only who has "
            "its opening."
        ),
        _("It shows nobody else anything about the content."),
        "content.sealed",
    ),
    explained(
        _("Signed, and held against nothing"),
        _("No content was given to compare, or the message is about none."),
        _("So whether it is about your file was not checked."),
        "content.not_given",
        "content.none",
    ),
)
