"""What stands behind a name: certificates, domains, and what publishers state of each other, strongest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.types import Param, Params
from verify.authors.bindings.kinds import BindingKind
from verify.authors.bindings.sentences import sentence
from verify.authors.bindings.states import BindingState
from verify.authors.bindings.views import BindingView, RelationView
from verify.authors.card import Contradiction, IdentityCard
from verify.pages.presentation.line import Line
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Sign, Words

KINDS: dict[BindingKind, Words] = {
    BindingKind.NEWS_PUBLISHER: gettext_lazy("Certificate"),
    BindingKind.DID_WEB: gettext_lazy("Domain, DID document"),
    BindingKind.WELL_KNOWN: gettext_lazy("Domain, own file"),
    BindingKind.DNS_TXT: gettext_lazy("Domain, DNS"),
    BindingKind.TRUST_TXT: gettext_lazy("trust.txt"),
}
SIGNS: dict[BindingState, Sign] = {
    BindingState.HOLDS: Sign("holds", gettext_lazy("both sides say so")),
    BindingState.STALE: Sign("hour", gettext_lazy("not heard of late"), "quiet"),
    BindingState.UNREACHABLE: Sign("unavailable", gettext_lazy("no answer"), "quiet"),
    BindingState.CONTRADICTED: Sign("differs", gettext_lazy("contradicts"), "look"),
    BindingState.GONE: Sign("absent", gettext_lazy("no longer"), "look"),
    BindingState.KEY_REVOKED: Sign("revoked", gettext_lazy("key ended"), "look"),
    BindingState.DENIED: Sign("untrusted", gettext_lazy("refused signer"), "look"),
    BindingState.LAPSED: Sign("unavailable", gettext_lazy("lapsed"), "quiet"),
}
OTHERS = Sign("not-checked", gettext_lazy("one side only"), "quiet")
QUIET = frozenset({"absent", "not_checked", "unreadable"})
RELATIONS: dict[str, Sign] = {"relation.both": Sign("holds", gettext_lazy("both sides say so"))}


def card_lines(card: IdentityCard) -> tuple[Line, ...]:
    """Return what stands behind a name, then what once did, then what does not fit together."""
    lines = tuple(line for one in card.bindings if one.state.value not in QUIET for line in _lines(one))
    related = tuple(_related(one) for one in card.relations)
    once = tuple(Line(str(KINDS[one.kind]), ONCE, _told(one.code, one.params)) for one in card.once)
    return (*(lines or (_unbound(),)), *related, *once, *(_contradicting(one) for one in card.contradictions))


ONCE = Sign("hour", gettext_lazy("once"), "quiet")


def _contradicting(one: Contradiction) -> Line:
    return Line(_("Does not fit"), Sign("differs", _("contradicts"), "look"), _told(one.code, one.params))


def binding_lines(views: Sequence[BindingView], *, silent: bool = False) -> tuple[Line, ...]:
    """Return a line for each binding and relation; one that says that nothing binds the name where there is none.

    `silent` shows also the ways in which a domain does not name the key, for those who are setting it up.
    """
    lines = tuple(line for one in views if silent or one.state.value not in QUIET for line in _lines(one, related=True))
    return lines or (_unbound(),)


def _lines(view: BindingView, *, related: bool = False) -> Iterator[Line]:
    yield Line(str(KINDS[view.kind]), SIGNS.get(view.state, OTHERS), _told(view.code, view.params))
    for relation in view.relations if related else ():
        yield _related(relation)


def _related(one: RelationView) -> Line:
    both = f"{one.both_last:%Y-%m-%d}" if one.both_last else ""
    names = {"attribute": isolated(one.attribute, 40), "other": isolated(one.other, 80)}
    told = _told(one.code, {"domain": one.domain, "other": one.other, "both_last": both})
    return Line(str(KINDS[BindingKind.TRUST_TXT]), RELATIONS.get(one.code, OTHERS), str(_RELATED) % names + told)


_RELATED: Words = gettext_lazy("“%(attribute)s” %(other)s: ")


def _told(code: str, params: Params) -> str:
    return sentence(code, {name: _inert(value) for name, value in params.items()}, _)


def _inert(value: Param) -> Param:
    return isolated(value, 120) if isinstance(value, str) and value else value


def _unbound() -> Line:
    return Line(
        _("Name"),
        Sign("untrusted", _("own word only"), "quiet"),
        _("No certificate and no domain stands behind this name: it is what its owner wrote."),
    )
