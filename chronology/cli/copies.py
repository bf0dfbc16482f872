"""Commands on the logs of others: mirror and monitor."""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from typing import TextIO

from chronology.cli.text import inert
from chronology.mirror import Alarm, Mirrored, mirror
from chronology.mirror.web import WebGet
from chronology.monitor import Monitor, Watched


def mirror_log(given: argparse.Namespace, out: TextIO) -> None:
    """Copy a log, check every byte, and say whether it continued what was copied before."""
    with WebGet() as get:
        found = mirror(get, given.url, given.folder, given.log)
    if given.json:
        print(json.dumps(_mirrored(found), ensure_ascii=False), file=out)
        return
    sizes = f"{found.old_size} entries before, {found.new_size} now, {found.files} files"
    print(inert(f"{found.origin}: {sizes}"), file=out)
    _print_alarms(found.alarms, out)
    if not found.alarms:
        print("  The log continues what was copied before; every entry and tile fits its checkpoint.", file=out)


def monitor_log(given: argparse.Namespace, out: TextIO) -> None:
    """Look at a log at one place or several, once or again and again, and raise alarms."""
    places = {f"place {number} ({url})": url for number, url in enumerate(given.urls, 1)}
    with WebGet() as get:
        watching = Monitor(get, given.log, places, given.memory, _now)
        while True:
            _print_look(watching.watch_once(), out, as_json=given.json)
            if given.every is None:
                return
            time.sleep(given.every)


def _print_look(found: Watched, out: TextIO, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_watched(found), ensure_ascii=False), file=out, flush=True)
        return
    for name, head in found.heads.items():
        print(inert(f"{name}: {head.size} entries, root {head.root.hex()}"), file=out, flush=True)
    if not found.heads and not found.alarms:
        print("No place answered; that becomes an alarm where it lasts for an hour.", file=out, flush=True)
    _print_alarms(found.alarms, out)


def _print_alarms(alarms: tuple[Alarm, ...], out: TextIO) -> None:
    for one in alarms:
        print(inert(f"  ALARM: {one.source}: {one.sentence}  [{one.code.value}]"), file=out, flush=True)


def _alarm(one: Alarm) -> dict[str, object]:
    """The notes are what the log itself has signed: the evidence to hand on."""
    return {
        "code": one.code.value,
        "source": one.source,
        "sentence": one.sentence,
        "held": None if one.held is None else one.held.decode("utf-8", "replace"),
        "shown": None if one.shown is None else one.shown.decode("utf-8", "replace"),
    }


def _mirrored(found: Mirrored) -> dict[str, object]:
    return {
        "schema": "firstlight.mirror/1",
        "origin": found.origin,
        "old_size": found.old_size,
        "new_size": found.new_size,
        "files": found.files,
        "alarms": [_alarm(one) for one in found.alarms],
    }


def _watched(found: Watched) -> dict[str, object]:
    return {
        "schema": "firstlight.monitor-look/1",
        "origin": found.origin,
        "at": found.at.isoformat(),
        "heads": {name: {"size": one.size, "root": one.root.hex()} for name, one in found.heads.items()},
        "alarms": [_alarm(one) for one in found.alarms],
    }


def _now() -> datetime:
    return datetime.now(UTC)
