"""Checks posts and files against what authors signed: reading only, and nothing of what was asked stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from provenance.report_json import finding_to_json
from provenance.statements.eip55 import to_checksum
from provenance.statements.types import ContentForm, Signed, Statement
from provenance.types import Finding
from verify.api.asking import Asker
from verify.api.authors.envelope import whoever
from verify.api.errors import ProblemRaised
from verify.api.exceptions import problem_of
from verify.api.limits import LINKS_ALONE, LINKS_OF_MANY
from verify.api.statements.intake import Post, post_of
from verify.api.statements.warning import warnings_of
from verify.authors.errors import AuthorError
from verify.authors.selectors import check_sources, check_work, statements_about
from verify.cases.errors import LinkNotAllowed
from verify.cases.links import records_of_link
from verify.cases.on_record import recorder_name

Sources = dict[str, tuple[str, ...]]

# Names under one link; more say no more.
MOST_RECORDERS = 5
# What no check here says anything about: whether it is true, and whether it is a changed copy of something on record.
NOT_CHECKED = ("truth", "copies")
WITHOUT_CONTENT = (*NOT_CHECKED, "content")


def checked(wanted: list[Any] | Post, asker: Asker) -> dict[str, Any]:
    """What is known of one thing, or of each of many in their order; raises ProblemRaised, LinkNotAllowed."""
    if isinstance(wanted, Post):
        return _checked(wanted, asker, LINKS_ALONE)
    return {"items": [_item(one, asker) for one in wanted]}


def _item(item: Any, asker: Asker) -> dict[str, Any]:
    try:
        return {"status": 200, "checked": _checked(post_of(item), asker, LINKS_OF_MANY), "problem": None}
    except (ProblemRaised, AuthorError, LinkNotAllowed) as refused:
        problem = problem_of(refused)
        return {"status": problem.status, "checked": None, "problem": problem.as_json()}


def _checked(post: Post, asker: Asker, most_links: int) -> dict[str, Any]:
    sources = _sources(post, most_links)
    about = statements_about(post.content, viewer=asker.viewer) if post.content else ()
    findings = tuple(_once(_findings(post, sources, asker)))
    return {
        "sha256": post.content or None,
        "sources": list(sources),
        "findings": [finding_to_json(one) for one in findings],
        "warnings": warnings_of(findings),
        "statements": [one.pk for one in about],
        "claimed": whoever(post.author) if post.author else None,
        "not_checked": list(NOT_CHECKED if post.content else WITHOUT_CONTENT),
    }


def _findings(post: Post, sources: Sources, asker: Asker) -> Iterator[Finding]:
    """Of what was sent as signed, of what is on record about the same content, and of every link by itself."""
    check = partial(check_work, source=next(iter(sources), ""), viewer=asker.viewer, reader=asker.organisation)
    if post.signed is not None:
        yield from check(sha256=post.content, signed=post.signed, claimed=post.author)
    content = post.content or _stated(post.signed)
    if content and (post.signed is None or statements_about(content, viewer=asker.viewer)):
        yield from check(sha256=content, claimed=post.author or _signer(post.signed))
    yield from check_sources(sources, claimed=post.author, viewer=asker.viewer, reader=asker.organisation)


def _sources(post: Post, most_links: int) -> Sources:
    """Each link with who recorded a work under it; of links in a text those are passed over that lead nowhere public.

    Raises LinkNotAllowed for a source that was named and is no such link.
    """
    if post.source:
        return {post.source: _recorders(post.source)}
    found: Sources = {}
    for link in post.links[:most_links]:
        with suppress(LinkNotAllowed):
            found[link] = _recorders(link)
    return found


def _recorders(link: str) -> tuple[str, ...]:
    names = (recorder_name(one.organisation_id) for one in records_of_link(link)[:MOST_RECORDERS])
    return tuple(dict.fromkeys(names))


def _stated(signed: Signed | None) -> str:
    """The content that a statement names openly, in hex."""
    said = signed.message if signed else None
    return said.content.hex() if isinstance(said, Statement) and said.form is ContentForm.SHA256 else ""


def _signer(signed: Signed | None) -> str:
    """Whoever sends a signed statement says that its signer made it."""
    return to_checksum(signed.signer) if signed else ""


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Links of one post have much in common: what was said is not said again."""
    seen: set[tuple[str, str, str]] = set()
    for one in findings:
        key = (one.code, one.subject, repr(sorted(one.params.items())))
        if key not in seen:
            seen.add(key)
            yield one
