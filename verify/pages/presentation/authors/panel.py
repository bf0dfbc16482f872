"""The Author panel of an answer: everybody who signed these bytes, each with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.statements.checking import KIND, WARNINGS
from provenance.statements.types import Role
from provenance.types import Finding, Params, Report, State
from provenance.unreadable import FILE
from verify.pages.presentation.authors.words import ROLES
from verify.pages.presentation.line import Line
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import STATES, Sign, Words

STATEMENTS_SHOWN = 8  # the expert view has them all
SIGNED = Sign("pen", gettext_lazy("signed"))
WARNED = Sign("untrusted", gettext_lazy("signed, with warnings"), "look")
WARNING = Sign("untrusted", gettext_lazy("warning"), "look")
# The first of these that a statement carries is its sign.
FIRST: dict[str, Sign] = {
    "author.signature_broken": Sign("broken", gettext_lazy("signature does not hold"), "look"),
    "author.other_content": Sign("broken", gettext_lazy("signed for other content"), "look"),
    "author.other_domain": Sign("untrusted", gettext_lazy("signed for somewhere else"), "look"),
    "author.retracted": Sign("untrusted", gettext_lazy("signed, and taken back"), "look"),
    "author.signature_unavailable": Sign("unavailable", gettext_lazy("signature cannot be told now"), "quiet"),
    "author.key_revoked": Sign("revoked", gettext_lazy("signed with an ended key"), "look"),
    "author.key_order_unknown": Sign("revoked", gettext_lazy("the key has ended"), "look"),
    "author.unknown_source": Sign("untrusted", gettext_lazy("signed by an unknown account"), "look"),
}
SIGNED_BY: Words = gettext_lazy("Signed by")
# What each part of a check answers, by how its codes begin.
QUESTIONS: tuple[tuple[str, Words], ...] = (
    ("author.signature", gettext_lazy("Signature")),
    ("author.held", gettext_lazy("Signature")),
    ("author.other_domain", gettext_lazy("Signature")),
    ("author.account", gettext_lazy("Signature")),
    ("author.key", gettext_lazy("Key")),
    ("author.delegation", gettext_lazy("Delegation")),
    ("author.outside_scope", gettext_lazy("Delegation")),
    ("author.term", gettext_lazy("Delegation")),
    ("author.speaks_for", gettext_lazy("Speaks for")),
    ("author.organisation", gettext_lazy("Organisation")),
    ("author.by_desk", gettext_lazy("The desk")),
    ("author.time", gettext_lazy("Time")),
    ("author.other_content", gettext_lazy("Content")),
    ("author.sealed_content", gettext_lazy("Content")),
    ("author.retracted", gettext_lazy("Since then")),
    ("author.corrected", gettext_lazy("Since then")),
    ("author.rival", gettext_lazy("Rivals")),
    ("author.other_source", gettext_lazy("Published at")),
    ("author.as_claimed", gettext_lazy("Claimed author")),
    ("author.other_than", gettext_lazy("Claimed author")),
    ("author.claim", gettext_lazy("Claimed author")),
)
MILD: dict[str, Sign] = {"author.held_when_recorded": Sign("held-then", gettext_lazy("held when recorded"))}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be said of a statement, with its sign."""

    sign: Sign
    sentence: str


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One statement about the bytes; `statement`, `author` and `record` name pages, or are empty."""

    sign: Sign
    title: str
    sentence: str
    warnings: tuple[Remark, ...]
    statement: str
    author: str
    record: str


@dataclass(frozen=True, slots=True)
class AuthorPanel:
    """Who signed, and what is to be said of the file itself: that nobody did, or that nobody could be asked."""

    signed: tuple[SignedBy, ...]
    lines: tuple[Line, ...]
    identities: tuple[BoundIdentity, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundIdentity:
    """An identity attached to the file whose certificate an author bound here: `author` is their number."""

    who: str
    name: str
    author: str


def author_panel(report: Report, identities: Sequence[BoundIdentity] = ()) -> AuthorPanel:
    """Return the panel of a report; statements in the order in which the report names them."""
    found = [one for one in report.findings if one.kind == KIND]
    about = [one for one in found if one.subject != FILE]
    signed = tuple(_signed(list(group)) for _subject, group in groupby(about, key=lambda one: one.subject))
    lines = tuple(author_line(one) for one in found if one.subject == FILE)
    told_of_file = lines or (() if signed else (_nobody_asked(),))
    return AuthorPanel(signed[:STATEMENTS_SHOWN], told_of_file, tuple(identities))


def bound_identity(found: Finding, name: str, author: str) -> BoundIdentity:
    """Return an attached identity with whom its certificate is bound to here."""
    return BoundIdentity(isolated(str(found.params.get("who", "")), 80), isolated(name, 80), author)


def author_line(found: Finding) -> Line:
    """Return one finding as a line of its own."""
    return Line(str(_question(found.code)), sign_of(found), told(found.code, found.params))


def _question(code: str) -> Words:
    return next((words for start, words in QUESTIONS if code.startswith(start)), SIGNED_BY)


def sign_of(found: Finding) -> Sign:
    """Return the sign of one finding about an author; warnings rest the eye."""
    return WARNING if found.code in WARNINGS else STATES[found.state]


def standing_sign(found: Sequence[Finding]) -> Sign:
    """Return the one sign of a statement: what is gravest first, a plain “signed” where nothing warns."""
    codes = {one.code for one in found}
    first = next((sign for code, sign in FIRST.items() if code in codes), None)
    if first or codes & WARNINGS:
        return first or WARNED
    return next((sign for code, sign in MILD.items() if code in codes), SIGNED)


def title_of(params: Params) -> str:
    """Return who signed and as what, with foreign names made harmless."""
    words = {
        "author": isolated(str(params.get("author") or _("somebody")), 80),
        "role": _role(params),
        "organisation": isolated(str(params.get("organisation", "")), 80),
    }
    if params.get("organisation") and params.get("organisation") != params.get("author"):
        return _("%(author)s, as %(role)s, for %(organisation)s") % words
    return _("%(author)s, as %(role)s") % words


def _role(params: Params) -> str:
    role = str(params.get("role", ""))
    return str(ROLES[Role(role)]) if role in ROLES else _("no known role")


def _signed(found: Sequence[Finding]) -> SignedBy:
    first, *others = found
    statement, author, record = (str(first.params.get(name, "")) for name in ("statement", "principal", "record"))
    return SignedBy(
        sign=standing_sign(found),
        title=title_of(first.params),
        sentence=told(first.code, first.params),
        warnings=tuple(Remark(sign_of(one), told(one.code, one.params)) for one in others),
        statement=statement,
        author=author,
        record=record,
    )


def _nobody_asked() -> Line:
    return Line(str(SIGNED_BY), STATES[State.NOT_CHECKED], _("Whether anybody signed this file was not asked."))
