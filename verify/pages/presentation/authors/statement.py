"""One statement: who said what of which bytes, and each thing that was checked about it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.statements.types import Act, Role, SignatureState
from verify.authors.selectors.values import StatementView
from verify.pages.presentation.authors.accounts import account_of
from verify.pages.presentation.authors.panel import author_line, standing_sign
from verify.pages.presentation.authors.rows import StatementRow
from verify.pages.presentation.authors.words import ACTS, MEANINGS, ROLES, SIGNATURES
from verify.pages.presentation.line import Line
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import Sign, Words

GROUP = 8
SHORT = 16  # digits of a digest in a list
LIMITS: tuple[Words, ...] = (
    gettext_lazy("whether what is said is so: it is the signer’s word."),
    gettext_lazy("whether what the file shows happened."),
    gettext_lazy("who made the file: anybody can sign anything, and first signed is not first made."),
)
TYPES: dict[str, Words] = {
    "Statement": gettext_lazy("A statement"),
    "KeyClaim": gettext_lazy("A claim of a key"),
    "Delegation": gettext_lazy("A delegation"),
    "Revocation": gettext_lazy("The end of a key or delegation"),
    "DomainClaim": gettext_lazy("A claim of a domain"),
    "Consent": gettext_lazy("A consent to a likeness"),
}
SEALED = Sign("locked", gettext_lazy("signed, sealed"))
ERASED = Sign("absent", gettext_lazy("erased"), "quiet")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row beside the statement: a text, a digest in groups, or a moment."""

    name: Words
    value: str = ""
    groups: tuple[str, ...] = ()
    moment: Moment | None = None

    @property
    def code(self) -> bool:
        """Say whether it is shown as digits to compare."""
        return bool(self.groups)


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """The whole page; `json` is what was signed, empty once erased."""

    id: str
    sign: Sign
    sentence: str
    why: Words
    act: Words
    role: Words
    said_of: str
    limits: tuple[Words, ...]
    facts: tuple[Fact, ...]
    lines: tuple[Line, ...]
    author: str
    record: str
    ended: Words
    ended_by: str
    json: str


def shown_statement(view: StatementView) -> ShownStatement:
    """Return the page of a statement as one reader may see it."""
    return ShownStatement(
        id=view.id,
        sign=_sign(view),
        sentence=_sentence(view),
        why=MEANINGS[view.signature.state] if not view.erased else _("Its hash stays on the log and tells nothing."),
        act=ACTS[Act(view.act)] if view.act in ACTS else _("signed"),
        role=_role(view),
        said_of=_said_of(view),
        limits=LIMITS,
        facts=_facts(view),
        lines=tuple(author_line(one) for one in view.findings) or (_signature_line(view),),
        author=view.author.id if view.author else "",
        record=view.written.record,
        ended=_ended(view),
        ended_by=view.retracted_by or view.corrected_by,
        json="" if view.document is None else json.dumps(view.document, indent=2),
    )


def _said_of(view: StatementView) -> str:
    if view.type != "Statement":
        return _("about keys and people")
    return _("about a sealed work") if view.form == "sealed" else _("about one file")


def statement_row(view: StatementView) -> StatementRow:
    """Return a statement as one row of a list."""
    if view.type != "Statement":
        return _other_row(view)
    what = _("%(act)s as %(role)s") % {"act": _act(view), "role": _role(view)}
    if view.organisation and view.organisation != view.author:
        what = _("%(what)s, for %(name)s") % {"what": what, "name": isolated(view.organisation.name, 80)}
    content = _("a sealed work") if view.form == "sealed" else f"{view.content[:SHORT]}…"
    content = _("%(content)s, by %(who)s") % {"content": content, "who": _who(view)}
    stated = moment(view.stated) if view.stated else None
    return StatementRow(_sign(view), view.id, what[:1].upper() + what[1:], content, stated)


def _other_row(view: StatementView) -> StatementRow:
    """A claim, a delegation, an end or a consent: signed like a statement, and about no single file."""
    details = isolated(view.author.name, 80) if view.author else ""
    return StatementRow(_sign(view), view.id, str(TYPES.get(view.type, view.type)), details)


def _sign(view: StatementView) -> Sign:
    if view.erased:
        return ERASED
    if view.retracted_by:
        return Sign("untrusted", _("taken back"), "look")
    if view.signature.state not in (SignatureState.HOLDS, SignatureState.HELD_WHEN_RECORDED):
        return SIGNATURES[view.signature.state]
    if view.findings:
        return standing_sign(view.findings)
    return SEALED if view.form == "sealed" else SIGNATURES[view.signature.state]


def _act(view: StatementView) -> str:
    return str(ACTS[Act(view.act)]) if view.act in ACTS else view.type


def _role(view: StatementView) -> str:
    return str(ROLES[Role(view.role)]) if view.role in ROLES else str(TYPES.get(view.type, view.type))


def _sentence(view: StatementView) -> str:
    if view.erased:
        return _("This statement was erased here. What it said is gone.")
    who = _who(view)
    if view.type != "Statement":
        return _("%(what)s, signed by %(who)s.") % {"what": TYPES.get(view.type, view.type), "who": who}
    names = {"who": who, "act": _act(view), "role": _role(view)}
    if view.organisation_address and (view.organisation is None or view.organisation != view.author):
        names["organisation"] = (
            isolated(view.organisation.name, 100) if view.organisation else account_of(view.organisation_address).short
        )
        return _("%(who)s signed %(act)s as %(role)s, for %(organisation)s.") % names
    return _("%(who)s signed %(act)s as %(role)s.") % names


def _who(view: StatementView) -> str:
    if view.author:
        return isolated(view.author.name, 100)
    return account_of(view.signer).short if view.signer else _("an account here, without a wallet")


def _facts(view: StatementView) -> tuple[Fact, ...]:
    name = _("Commitment") if view.content_form == "commitment" else "SHA-256"
    signer = account_of(view.signer) if view.signer else None
    facts = (
        Fact(_("Signer"), signer.whole, signer.groups) if signer else None,
        Fact(name, view.content, _grouped(view.content)) if view.content else None,
        Fact(_("Published at"), visible(view.source, 300)) if view.source else None,
        Fact(_("For"), isolated(view.member, 80)) if view.member else None,
        Fact(_("Signer’s clock"), moment=moment(view.stated)) if view.stated else None,
        Fact(_("On record by"), moment=moment(view.written.by)) if view.written.by else None,
        Fact(_("Block"), str(view.signature.block)) if view.signature.block is not None else None,
    )
    return tuple(one for one in facts if one is not None)


def _grouped(digest: str) -> tuple[str, ...]:
    return tuple(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))


def _ended(view: StatementView) -> Words:
    if view.retracted_by:
        return _("Its signer took it back later. Both stay on the log.")
    return _("Its signer corrected it later: read the correction.") if view.corrected_by else ""


def _signature_line(view: StatementView) -> Line:
    return Line(_("Signature"), SIGNATURES[view.signature.state], str(MEANINGS[view.signature.state]))
