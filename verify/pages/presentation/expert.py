"""Everything a specialist asks for: codes, signers, lists, versions, and the report as the API gives it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.report_json import report_to_json
from provenance.types import ListVersion, Params, Report, State, Step
from verify.pages.presentation.chain import follow
from verify.pages.presentation.glossary.codes import explanation_of
from verify.pages.presentation.moments import Moment, stated
from verify.pages.presentation.names import step_title
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import STATES, Sign

LONGEST_JSON = 200_000  # characters on the page; the download has no such limit


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding with its code as it is stored."""

    sign: Sign
    kind: str
    state: State
    code: str
    subject: str
    sentence: str
    explained: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in the file's and the standard's own words; `confirmed` is False for what lies behind a break."""

    number: int
    position: int
    id: str
    title: str
    organisation: str
    common_name: str
    issuer: str
    trust: str
    integrity: str
    time: str
    signed_at: Moment | None
    actions: tuple[str, ...]
    failures: tuple[str, ...]
    redactions: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ListRow:
    """One trust list in the version that was used."""

    name: str
    sha256: str
    issued: Moment | None
    fetched: Moment | None


@dataclass(frozen=True, slots=True)
class Expert:
    """The third depth of a result page."""

    headline: str
    headline_explained: str
    credentials: str
    credentials_explained: str
    findings: tuple[FindingRow, ...]
    steps: tuple[StepRow, ...]
    lists: tuple[ListRow, ...]
    not_checked: tuple[str, ...]
    firstlight: str
    c2pa: str
    json: str
    json_cut: bool


def expert(report: Report) -> Expert:
    """Return the expert view of a report."""
    text = json.dumps(report_to_json(report), indent=2, ensure_ascii=True, default=str)
    chain = follow(report.steps)
    shown = {step.id for step in chain.shown}
    return Expert(
        headline=report.headline.code,
        headline_explained=explanation_of(report.headline.code, report.headline.params),
        credentials=report.credentials.code,
        credentials_explained=explanation_of(report.credentials.code, report.credentials.params),
        findings=tuple(_finding(f.kind, f.state, f.code, f.params, f.subject) for f in report.findings),
        steps=tuple(
            _step(step, chain.number(step), step.id in shown)
            for step in sorted(report.steps, key=lambda step: step.position)
        ),
        lists=tuple(list_row(version) for version in report.made_with.lists),
        not_checked=report.not_checked,
        firstlight=report.made_with.firstlight,
        c2pa=report.made_with.c2pa,
        json=text[:LONGEST_JSON],
        json_cut=len(text) > LONGEST_JSON,
    )


def list_row(version: ListVersion) -> ListRow:
    """Return one list version for a table."""
    return ListRow(visible(version.name), version.sha256, stated(version.issued), stated(version.fetched))


def _finding(kind: str, state: State, code: str, params: Params, subject: str) -> FindingRow:
    return FindingRow(
        STATES[state], kind, state, code, visible(subject, 120), told(code, params), explanation_of(code, params)
    )


def _step(step: Step, number: int, confirmed: bool) -> StepRow:
    signer = step.signer
    names = (signer.organisation, signer.common_name, signer.issuer) if signer else (None, None, None)
    organisation, common_name, issuer = (isolated(name) if name else _("not given") for name in names)
    return StepRow(
        number=number,
        position=step.position,
        id=visible(step.id, 120),
        title=step_title(step),
        organisation=organisation,
        common_name=common_name,
        issuer=issuer,
        trust=step.trust.value,
        integrity=step.integrity.value,
        time=step.time.value,
        signed_at=stated(step.signed_at),
        actions=tuple(visible(action.code, 120) for action in step.actions),
        failures=tuple(visible(code, 120) for code in step.failures),
        redactions=tuple(visible(name, 200) for name in step.redactions),
        confirmed=confirmed,
    )
