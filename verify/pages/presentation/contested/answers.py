"""What the files of a page answer by themselves, as their checks said when the version was published."""

from __future__ import annotations

from dataclasses import dataclass

from verify.contested.selectors.published import Shown
from verify.pages.presentation.chronology.record import grouped
from verify.pages.presentation.contested.files import letters_of
from verify.pages.presentation.facts import Facts, facts
from verify.pages.presentation.line import Line
from verify.pages.presentation.lines import evidence_lines
from verify.pages.presentation.moments import Moment, stated
from verify.pages.presentation.summary import Summary, summary
from verify.pages.presentation.text import isolated


@dataclass(frozen=True, slots=True)
class CheckPart:
    """One file: `words` are those of whoever assembled the page, everything else is the answer's."""

    called: str
    summary: Summary
    lines: tuple[Line, ...]
    facts: Facts
    digest: str
    digest_groups: tuple[str, ...]
    checked: Moment | None
    words: str


def check_parts(found: Shown) -> tuple[CheckPart, ...]:
    """The files in the order in which they stand on the page."""
    called = letters_of(found)
    return tuple(
        CheckPart(
            called=called[one.told["sha256"]],
            summary=summary(one.report),
            lines=evidence_lines(one.report),
            facts=facts(one.report.media),
            digest=one.told["sha256"],
            digest_groups=grouped(one.told["sha256"]),
            checked=stated(one.told["checked"]),
            words=isolated(one.told["words"], 600) if one.told["words"] else "",
        )
        for one in found.checks
    )
