"""A published page about a contested recording: whose assembly it is, and every claim to the work in the same form."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from verify.contested.models import Version
from verify.contested.selectors.published import Shown
from verify.pages.presentation.axis import Axis
from verify.pages.presentation.chronology.record import grouped
from verify.pages.presentation.contested.answers import CheckPart, check_parts
from verify.pages.presentation.contested.claims import ClaimRow, claim_rows
from verify.pages.presentation.contested.paragraphs import lines
from verify.pages.presentation.contested.times import axis_of_page
from verify.pages.presentation.dossiers.said import PublishedLine, published_lines
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated


@dataclass(frozen=True, slots=True)
class Against:
    """What is said against the recording, as whoever assembled the page quotes it."""

    words: tuple[str, ...]
    by: str
    link: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version among the others; `changed` is empty for the first."""

    number: int
    at: Moment
    changed: str
    link: str
    current: bool


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One version as everybody reads it."""

    title: str
    by: str
    number: int
    at: Moment
    against: Against
    axis: Axis
    checks: tuple[CheckPart, ...]
    claims: tuple[ClaimRow, ...]
    said: tuple[PublishedLine, ...]
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]
    digest: str
    digest_groups: tuple[str, ...]
    record: str
    signed: str
    document: str


def shown_page(found: Shown) -> ShownPage:
    """Return everything that the page of a version shows."""
    told, version = found.told, found.version
    return ShownPage(
        title=isolated(told["title"]),
        by=assembled_by(told["assembled_by"]),
        number=version.number,
        at=moment(version.published),
        against=Against(lines(told["claim"]["words"]), isolated(told["claim"]["by"]), told["claim"]["link"]),
        axis=axis_of_page(found),
        checks=check_parts(found),
        claims=claim_rows(found),
        said=published_lines(found.findings.values()),
        shown=lines(told["shown"]),
        not_shown=lines(told["not_shown"]),
        digest=version.sha256,
        digest_groups=grouped(version.sha256),
        record=version.record,
        signed=reverse("pages:statement", args=[version.statement]) if version.statement else "",
        document=reverse("pages:contested_json", args=[version.page_id, version.number]),
    )


def version_lines(versions: list[Version], current: int) -> tuple[VersionLine, ...]:
    """All versions of a page, the newest first."""
    return tuple(
        VersionLine(
            number=one.number,
            at=moment(one.published),
            changed=isolated(one.changed, 600) if one.changed else "",
            link=reverse("pages:contested_version", args=[one.page_id, one.number]),
            current=one.number == current,
        )
        for one in reversed(versions)
    )


def assembled_by(told: dict[str, str]) -> str:
    """How whoever assembled a version is called."""
    return isolated(told.get("organisation") or told.get("person") or "", 160)
