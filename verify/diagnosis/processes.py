"""The processes of this installation, the work that waits, and what is owed to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from verify import wiring
from verify.diagnosis.part import Part
from verify.feed.models import FeedState
from verify.index.errors import IndexUnavailable
from verify.jobs.models import Job, JobState
from verify.tallies.selectors import last_beat
from verify.webhooks.selectors import backlog

SILENT: Final = timedelta(seconds=60)
QUEUE_OLD: Final = timedelta(minutes=10)
FEED_SILENT: Final = timedelta(minutes=10)


def processes() -> Iterator[Part]:
    """Workers and finder; the signer is told with the chronology."""
    try:
        yield _seen("worker", "none is at work: files wait", "start manage.py worker, one a core")
        if last_beat("worker"):
            todo = "look for `zygote` in the workers' log, and restart them"
            yield _seen("sandbox of workers", "none stands: no file can be opened", todo, beat="sandbox")
    except DatabaseError:
        return  # said with the stores
    yield _finder()


def _seen(name: str, words: str, todo: str, *, beat: str = "") -> Part:
    seen = last_beat(beat or name)
    if seen is not None and wiring.now() - seen < SILENT:
        return Part(name, True, "at work")
    since = f" since {seen:%Y-%m-%d %H:%M} UTC" if seen else ""
    return Part(name, False, f"{words}{since}", todo=todo)


def _finder() -> Part:
    try:
        state = wiring.finder().state()
    except IndexUnavailable:
        words = "does not answer: no copy of a recorded work is found"
        return Part("finder", False, words, todo="start manage.py finder on this machine")
    words = f"{state.items} items; codes: {state.in_segments} in segments, {state.in_memory} in memory"
    words += "; the store is searched until a segment is built" if state.unread else ""
    if state.current:
        return Part("finder", True, words)
    todo = "look whether its server runs, and check INDEX_DATABASE_URL"
    return Part("finder", False, "its store does not answer", todo=todo)


def queue() -> Iterator[Part]:
    """What has waited for too long."""
    try:
        waiting = Job.objects.filter(state=JobState.QUEUED)
        count, old = waiting.count(), waiting.filter(created__lt=wiring.now() - QUEUE_OLD).exists()
    except DatabaseError:
        return
    todo = "start workers, or more of them; their log names jobs that fail" if old else ""
    yield Part("queue", not old, f"{count} jobs wait{', some for ten minutes' if old else ''}", todo=todo)


def messages() -> Iterator[Part]:
    """Webhooks that did not arrive, and the feed that mirrors follow."""
    try:
        found = backlog()
    except DatabaseError:
        return
    words = f"{found.waiting} wait, {found.dead} were given up, {found.disabled} addresses are switched off"
    well = not (found.dead or found.disabled)
    todo = "" if well else "tell their owners: they mend the receiver and send again from their page"
    yield Part("webhooks", well, words, todo=todo)
    yield from _feed()


def _feed() -> Iterator[Part]:
    state = FeedState.objects.filter(pk=1).first()
    if state is None or not settings.FEED_SECONDS:
        return
    if state.trouble:
        yield Part("feed", False, state.trouble, todo="do what the sentence says (docs/feed.md)")
    elif state.looked is not None and wiring.now() - state.looked > FEED_SILENT:
        words = f"has not looked for news since {state.looked:%Y-%m-%d %H:%M} UTC"
        yield Part("feed", False, words, todo="look whether workers and the signer run")
    else:
        yield Part("feed", True, f"{state.count} entries")
