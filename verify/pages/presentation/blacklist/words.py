"""How kinds of entries, reasons, evidence and acts are called on a page."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from provenance.attestation.types import IdKind
from provenance.blindlist.government.rules import Action, EvidenceClass
from provenance.blindlist.government.types import ActKind, CancelReason, Demand, Reason
from verify.pages.presentation.words import Sign, Words
from verify.reporting.models import What

WHAT: Final[dict[str, Words]] = {
    What.DEVICE: _("One device: a camera, a phone, an app on a phone"),
    What.MODEL: _("A model, with a range of its firmware"),
    What.AUTHORITY: _("An authority that certifies devices"),
    What.GENERATOR: _("An editing tool, with a range of its versions"),
    What.CERTIFICATE: _("One certificate"),
}
KINDS: Final[dict[str, Words]] = {
    IdKind.LEAF_KEY: _("a device, by its key"),
    IdKind.CERTIFICATE: _("a certificate"),
    IdKind.AUTHORITY: _("an authority"),
    IdKind.BODY_SERIAL: _("a device, by its number"),
    IdKind.MODEL: _("a model"),
    IdKind.GENERATOR: _("an editing tool"),
    IdKind.APP_KEY: _("an app on one phone"),
}
REASONS: Final[dict[str, Words]] = {
    Reason.AI_CONTENT: _("It signed pictures made by AI as captures"),
    Reason.RECAPTURE: _("It signed pictures of pictures as captures"),
    Reason.KEY_EXTRACTED: _("Its key was taken out of it"),
    Reason.KEY_SHARED: _("One key signs in several places at once"),
    Reason.FIRMWARE_HOLE: _("Its firmware signs what it did not capture"),
    Reason.AUTHORITY: _("An authority certified what it should not have"),
    Reason.TOOL: _("An editing tool signs what it is given"),
    Reason.WITHDRAWN: _("Its maker withdrew it"),
    Reason.GOVERNING: _("A change of the rules or of the maintainers"),
}
REPORTED_REASONS: Final = tuple(reason for reason in Reason if reason is not Reason.GOVERNING)
EVIDENCE: Final[dict[str, Words]] = {
    EvidenceClass.A: _("A: it signed something impossible, and its maker or holder confirms that"),
    EvidenceClass.B: _("B: one key was at work in places or at times that exclude each other"),
    EvidenceClass.C: _("C: a maker’s advisory, or an authority’s revocation"),
    EvidenceClass.D: _("D: the report of one expert, that others cannot repeat yet"),
}
CANCELS: Final[dict[str, Words]] = {
    CancelReason.EVIDENCE: _("The evidence does not carry it"),
    CancelReason.WRONG_DEVICE: _("It is about another device"),
    CancelReason.MAKER: _("The maker disputes it"),
    CancelReason.PRESSURE: _("Somebody was put under pressure"),
    CancelReason.PROCEDURE: _("The procedure was not kept"),
}
DEMANDS: Final[dict[str, Words]] = {
    Demand.LIST: _("to list something"),
    Demand.DELIST: _("to take something off the list"),
    Demand.DISCLOSE: _("to hand something out"),
    Demand.OTHER: _("something else"),
}
ACTIONS: Final[dict[str, Words]] = {
    Action.SUSPEND: _("Question one device or class for a while"),
    Action.LIST_DEVICE: _("List one device"),
    Action.LIST_CLASS: _("List a model, an authority or a tool"),
    Action.DELIST: _("Take an entry off, uphold an appeal"),
    Action.CHANGE_RULES: _("Change the rules"),
    Action.CHANGE_MEMBERS: _("Change the maintainers"),
}
ACTS: Final[dict[str, Sign]] = {
    ActKind.FOUNDED: Sign("people", _("The list was founded")),
    ActKind.CASE_OPENED: Sign("file", _("A case was opened")),
    ActKind.VENDOR_TOLD: Sign("domain", _("The maker was told")),
    ActKind.RECUSED: Sign("held-then", _("A maintainer stepped aside")),
    ActKind.ROUND_OPENED: Sign("people", _("A vote began")),
    ActKind.ROUND_COUNTED: Sign("pen", _("A vote was counted")),
    ActKind.CANCELLED: Sign("revoked", _("A maintainer stopped the listing"), "look"),
    ActKind.APPEALED: Sign("untrusted", _("An owner appealed"), "look"),
    ActKind.LEGAL_ORDER: Sign("untrusted", _("A legal order arrived"), "look"),
    ActKind.ROUND_FAILED: Sign("absent", _("A vote came to nothing"), "quiet"),
    ActKind.TOOK_EFFECT: Sign("holds", _("It took effect")),
    ActKind.SUSPENSION_LAPSED: Sign("hour", _("The suspension lapsed"), "quiet"),
    ActKind.APPEAL_TIMED_OUT: Sign("hour", _("The appeal won, since nobody decided it in time")),
    ActKind.QUESTION_ENDED: Sign("hour", _("It is no longer questioned"), "quiet"),
    ActKind.LISTING_ENDED: Sign("hour", _("The listing ended by itself"), "quiet"),
    ActKind.CASE_CLOSED: Sign("absent", _("The case was closed"), "quiet"),
}


def word(table: dict[str, Words], key: object) -> Words:
    """The words for a code; a code that is newer than this page stands for itself."""
    return table.get(str(key), str(key))
