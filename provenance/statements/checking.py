"""What one signed statement and its surroundings amount to: findings in codes, never one yes or no.

A signature shows who holds a key; that the words are true is nowhere shown. Every line stands for itself, so that a
statement whose key was revoked later still says what it said. Source: docs/authors.md, DESIGN section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from provenance.statements.delegating import delegation_lines
from provenance.statements.evidence import Asked, Evidence, KnownKey, Standing, Written
from provenance.statements.lines import VOUCHED, Line, ending_line, known_written, moment, params_of
from provenance.statements.order import Order, order
from provenance.statements.types import Act, ContentForm, SignatureState
from provenance.types import Finding, State
from provenance.unreadable import FILE

KIND: Final = "author"

WARNINGS: Final = frozenset(
    {
        "author.signature_broken",
        "author.signature_unavailable",
        "author.other_domain",
        "author.held_later",
        "author.other_content",
        "author.unknown_source",
        "author.key_revoked",
        "author.key_order_unknown",
        "author.organisation_unknown",
        "author.organisation_unbound",
        "author.organisation_contradicted",
        "author.organisation_key_revoked",
        "author.organisation_key_order_unknown",
        "author.delegation_unknown",
        "author.delegation_broken",
        "author.delegation_unavailable",
        "author.delegation_revoked",
        "author.delegation_order_unknown",
        "author.outside_scope",
        "author.term_unknown",
        "author.time_contradicted",
        "author.not_recorded",
        "author.retracted",
        "author.corrected",
        "author.other_than_claimed",
        "author.claim_unsupported",
        "author.other_source",
        "author.rival_earlier",
    }
)
"""Codes that warn whoever is about to rely on a statement; each says what is wrong or what nobody shows."""

CLOCK_SKEW: Final = timedelta(minutes=5)
"""How far a signer's clock may be ahead of the record's proven end before the two contradict each other."""


def findings_of(evidence: Evidence, asked: Asked, at: datetime) -> tuple[Finding, ...]:
    """Everything to be said of one statement, held against what was asked, at `at`."""
    evidence = replace(evidence, seen=at)
    lines = _unvouched(evidence, asked) or [line for rule in RULES for line in rule(evidence, asked)]
    params = params_of(evidence)
    return tuple(
        Finding(KIND, line.state, line.code, {**params, **line.params}, evidence.statement_id or FILE, at)
        for line in lines
    )


def stands(evidence: Evidence, asked: Asked, at: datetime) -> bool:
    """Whether this statement may name its author in a headline: signed, on the log, about these bytes, no warning."""
    open_ = evidence.statement.form is ContentForm.SHA256
    recorded = evidence.written is not None and not evidence.written.waiting
    return open_ and recorded and not warnings_of(evidence, asked, at) - ASIDE


def supports(evidence: Evidence, asked: Asked, at: datetime) -> bool:
    """Whether this statement is its signer's word about these bytes, on record or not; a sealed one tells nobody."""
    if evidence.statement.act is Act.RETRACT:
        return False
    codes = frozenset(one.code for one in findings_of(evidence, asked, at))
    aside = ASIDE | {"author.not_recorded", "author.corrected"}
    return not (codes & WARNINGS) - aside and "author.sealed_content" not in codes


def warnings_of(evidence: Evidence, asked: Asked, at: datetime) -> frozenset[str]:
    """The codes of the warnings about one statement."""
    return frozenset(one.code for one in findings_of(evidence, asked, at)) & WARNINGS


ASIDE: Final = frozenset(
    {"author.rival_earlier", "author.other_source", "author.unknown_source", "author.organisation_unbound"}
)
"""Warnings that take nothing away from who signed: about others, other places, and names that nobody backs."""


def _unvouched(evidence: Evidence, asked: Asked) -> list[Line]:
    """Where the signature is not shown to be the signer's, nobody is named and nothing else of it is told."""
    if not evidence.same_domain:
        return [Line(State.UNTRUSTED, "author.other_domain")]
    if evidence.signature.state is SignatureState.BROKEN:
        return [Line(State.BROKEN, "author.signature_broken")]
    if evidence.signature.state not in VOUCHED:
        return [Line(State.UNAVAILABLE, "author.signature_unavailable"), *_content(evidence, asked)]
    return []


def _said(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    written = evidence.written
    if written is None:
        yield Line(State.NOT_CHECKED, "author.not_recorded")
    elif evidence.statement.act is not Act.STATE:
        yield Line(State.HOLDS, _LATER[evidence.statement.act], {"about": evidence.statement.about.hex()})
    elif written.waiting:
        yield Line(State.UNAVAILABLE, "author.stated", {"form": "waiting"})
    else:
        yield Line(State.HOLDS, "author.stated", {"form": _time_form(written)})
    if evidence.signature.state is SignatureState.HELD_WHEN_RECORDED:
        yield Line(State.HOLDS, "author.held_when_recorded")
    if evidence.signature.code == NOT_FINAL:
        yield Line(State.HOLDS, "author.not_final")
    accepted = evidence.signature.block_time
    if accepted and written and written.by and accepted > written.by:
        yield Line(State.NOT_CHECKED, "author.held_later", {"accepted": moment(accepted)})
    if evidence.signature.delegated_code:
        yield Line(State.HOLDS, "author.account_with_code")


_LATER: Final = {Act.RETRACT: "author.takes_back", Act.CORRECT: "author.corrects"}

NOT_FINAL: Final = "signature.contract_not_final"


def _time_form(written: Written) -> str:
    if written.development:
        return "development"
    ends = (written.not_before is not None, written.by is not None)
    return {(True, True): "between", (False, True): "by", (True, False): "after"}.get(ends, "undated")


def _content(evidence: Evidence, asked: Asked) -> Iterator[Line]:
    if asked.content is None:
        return
    sealed = evidence.statement.form is ContentForm.COMMITMENT
    content = evidence.opened if sealed else evidence.statement.content
    if content is None:
        yield Line(State.NOT_CHECKED, "author.sealed_content")
    elif content != asked.content:
        yield Line(State.BROKEN, "author.other_content")


def _clock(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    by = evidence.written.by if evidence.written else None
    if by is not None and _stated(evidence) > by + CLOCK_SKEW:
        yield Line(State.UNTRUSTED, "author.time_contradicted")


def _source(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    if evidence.key is None:
        yield Line(State.UNTRUSTED, "author.unknown_source")
    else:
        yield from _key(evidence, evidence.key)


def _key(evidence: Evidence, key: KnownKey) -> Iterator[Line]:
    if key.ended is not None:
        yield ending_line("author.key", key.ended, known_written(evidence), _stated(evidence))


def _standing(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    """How the organisation behind the statement, its own or the one it speaks for, is bound to a name outside."""
    organisation = evidence.speaking.key if evidence.speaking else evidence.key
    bindings = evidence.speaking.bindings if evidence.speaking else evidence.bindings
    if organisation is None or (organisation.party.kind != "organisation" and not bindings):
        return
    told: dict[str, str | tuple[str, ...]] = {"organisation": organisation.party.name}
    for standing, state, code, form in _BINDINGS:
        names = tuple(dict.fromkeys(one.name for one in bindings if one.standing is standing))
        if names:
            yield Line(state, code, {**told, "domains": names, "form": form})
    if organisation.party.kind == "organisation" and not any(one.standing in _BACKED for one in bindings):
        yield Line(State.UNTRUSTED, "author.organisation_unbound", told)


_BACKED: Final = (Standing.HOLDS, Standing.STALE, Standing.UNREACHABLE)

_BINDINGS: Final = (
    (Standing.HOLDS, State.HOLDS, "author.organisation_bound", ""),
    (Standing.STALE, State.UNAVAILABLE, "author.organisation_bound", "stale"),
    (Standing.UNREACHABLE, State.UNAVAILABLE, "author.organisation_bound", "unreachable"),
    (Standing.CONTRADICTED, State.UNTRUSTED, "author.organisation_contradicted", ""),
)


def _speaking(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    if evidence.speaking is not None:
        yield from delegation_lines(evidence, evidence.speaking, _stated(evidence))


def _desk(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    if evidence.key is not None and evidence.key.desk:
        yield Line(State.HOLDS, "author.by_desk", {"form": "named" if evidence.member else ""})


def _later(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    if evidence.retracted:
        yield Line(State.HOLDS, "author.retracted", {"later": evidence.retracted})
    if evidence.corrected:
        yield Line(State.HOLDS, "author.corrected", {"later": evidence.corrected})


def _elsewhere(evidence: Evidence, asked: Asked) -> Iterator[Line]:
    source = evidence.statement.source
    if asked.source and source and host_of(asked.source) != host_of(source):
        yield Line(State.UNTRUSTED, "author.other_source", {"asked": host_of(asked.source)})


def _rivals(evidence: Evidence, _asked: Asked) -> Iterator[Line]:
    for rival in evidence.rivals:
        before = evidence.written is not None and evidence.written.not_before
        if before and order(rival.written, before) is Order.BEFORE:
            yield Line(State.HOLDS, "author.rival_earlier", {"recorder": rival.name, "record": rival.written.record})


Rule = Callable[[Evidence, Asked], Iterator[Line]]

RULES: Final[tuple[Rule, ...]] = (
    _said,
    _content,
    _source,
    _speaking,
    _standing,
    _desk,
    _clock,
    _later,
    _elsewhere,
    _rivals,
)
"""In the order in which people read them: what was said, whether it fits, who stands behind it, what came later."""


def host_of(link: str) -> str:
    """The host of a link, lower case, without `www.`; two links of one host are one source."""
    host = link.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0].rpartition("@")[2]
    return host.partition(":")[0].lower().removeprefix("www.")


def _stated(evidence: Evidence) -> datetime:
    return datetime.fromtimestamp(evidence.statement.time, UTC)
