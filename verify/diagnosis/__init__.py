"""What this installation offers and lacks, part by part, with what to do about each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import structlog

from verify.diagnosis import chronology, keys, lists, processes, site, stores, system, trail
from verify.diagnosis.part import Part, State

__all__ = ["CHECKS", "Part", "State", "parts"]

log = structlog.get_logger("doctor")

Check = Callable[[], Iterator[Part]]

CHECKS: dict[str, Check] = {
    "system": system.system,
    "sandbox": system.sandbox,
    "disk": system.disk,
    "settings": site.settings_of_production,
    "people": site.people,
    "trail": trail.trail,
    "keys": keys.keys,
    "account key": keys.account_key,
    "stores": stores.stores,
    "shared": stores.shared,
    "processes": processes.processes,
    "queue": processes.queue,
    "messages": processes.messages,
    "chronology": chronology.chronology,
    "wallets": chronology.wallets,
    "publication": keys.publication,
    "list service": lists.list_service,
    "trust lists": lists.trust_lists,
    "makers": lists.makers,
    "camera list": lists.camera_list,
}
"""Every look, the system first; a name may be asked for alone."""


def parts(only: Collection[str] = ()) -> Iterator[Part]:
    """Look at every part, or at those of the named checks; one that cannot be looked at is said to be so."""
    for name, check in CHECKS.items():
        if not only or name in only:
            yield from _looked(name, check)


def _looked(name: str, check: Check) -> Iterator[Part]:
    try:
        yield from check()
    except Exception as problem:  # whatever it is, the other parts are still worth a look
        log.exception("a part could not be looked at", part=name)
        words = f"could not be looked at: {type(problem).__name__}"
        yield Part(name, False, words, needed=True, todo="mend what stands above; if nothing does, report a fault")
