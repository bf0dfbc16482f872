"""What a captured child might do; runs behind the real walls, chosen by the first line of the file.

Only test sandboxes name this module as their examiner.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO, cast

from provenance.fingerprint import wire
from provenance.fingerprint.limits import WIRE_BYTES
from provenance.fingerprint.making import Material
from provenance.fingerprint.types import Fingerprints
from provenance.formats import FORMATS
from provenance.gate import Admission
from provenance.inspection import examine as examine_honestly
from provenance.policy import Policy
from provenance.report_json import examination_to_bytes
from provenance.sandbox.child import TALK
from provenance.sandbox.tests.probes import connected, tried
from provenance.types import Examination, Sha256Hex

MARK = b"HOSTILE "
LATER = "later "
LIE = Sha256Hex("0" * 64)


def examine(source: BinaryIO, policy: Policy, at: datetime, **others: Any) -> Examination:
    """Do what the first line says, or examine an ordinary file honestly."""
    line = source.readline(64)
    source.seek(0)
    if not line.startswith(MARK):
        return examine_honestly(source, policy, at, **others)
    honest = examine_honestly(source, policy, at)
    name = line.removeprefix(MARK).strip().decode()
    if name.startswith(LATER):
        others["onward"](Material(source, Admission(FORMATS["jpeg"], 1), cast(Any, Trap(name.removeprefix(LATER)))))
        return honest
    return DEEDS[name](honest) or honest


@dataclass(frozen=True, slots=True)
class Trap:
    """Stands for a picture that captures whoever makes fingerprints of it, when the report is out."""

    deed: str

    def __array__(self, *_: object, **__: object) -> None:
        AFTERWARDS[self.deed]()


def examine_with_a_film_library(source: BinaryIO, policy: Policy, at: datetime, **others: Any) -> Examination:
    """Want a library late that only the fuller children have."""
    importlib.import_module("av")
    return examine_honestly(source, policy, at, **others)


def crash(_: Examination) -> None:
    ctypes.string_at(0)


def give_up(_: Examination) -> None:
    os._exit(0)


def fail(_: Examination) -> None:
    raise RuntimeError


def claim_a_bad_policy(_: Examination) -> None:
    os._exit(71)


def spin(_: Examination) -> None:
    while True:
        pass


def sleep(_: Examination) -> None:
    time.sleep(3600)


def eat_memory(_: Examination) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024 * 1024))


def start_threads(_: Examination) -> None:
    import threading

    while True:
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()


def flood(_: Examination) -> None:
    while True:
        os.write(TALK, b"x" * 65536)


def flood_within_a_frame(_: Examination) -> None:
    os.write(TALK, struct.pack("!I", 0xFFFFFFFF))
    flood(_)


def drip(_: Examination) -> None:
    os.write(TALK, struct.pack("!I", 1000))
    while True:
        os.write(TALK, b"x")
        time.sleep(0.1)


def answer_in_part(honest: Examination) -> None:
    whole = examination_to_bytes(honest)
    os.write(TALK, struct.pack("!I", len(whole)) + whole[:-10])
    os._exit(0)


def _say(body: bytes) -> None:
    os.write(TALK, struct.pack("!I", len(body)) + body)
    os._exit(0)


def say_nothing_much(_: Examination) -> None:
    _say(b"")


def say_no_json(_: Examination) -> None:
    _say(b"\xff\xfe not json")


def say_another_schema(_: Examination) -> None:
    _say(b'{"report": {"headline": "all_signers_trusted"}}')


def say_more_than_the_schema(honest: Examination) -> None:
    _say(examination_to_bytes(honest).replace(b'"position"', b'"positions"').replace(b'"headline"', b'"headlines"'))


def nest(_: Examination) -> None:
    _say(b'{"report":' + b"[" * 500_000)


def say_a_page_is_the_thumbnail(honest: Examination) -> Examination:
    return replace(honest, thumbnail=b"<script>alert(1)</script>")


def say_a_huge_thumbnail(honest: Examination) -> Examination:
    return replace(honest, thumbnail=b"\xff\xd8\xff" + bytes(70_000))


def say_prose_is_a_code(honest: Examination) -> Examination:
    headline = replace(honest.report.headline, code="<b>guaranteed</b>")
    return replace(honest, report=replace(honest.report, headline=headline))


def lie_about_the_file(honest: Examination) -> Examination:
    media = replace(honest.report.media, sha256=LIE, bytes=1)
    return replace(honest, report=replace(honest.report, media=media))


def lie_about_the_lists(honest: Examination) -> Examination:
    made_with = replace(honest.report.made_with, firstlight="99", c2pa="99")
    return replace(honest, report=replace(honest.report, made_with=made_with))


def probe(honest: Examination) -> Examination:
    return replace(honest, report=replace(honest.report, not_checked=tried()))


def probe_gently(honest: Examination) -> Examination:
    return replace(honest, report=replace(honest.report, not_checked=tried(lethal=False)))


def probe_a_connection(honest: Examination) -> Examination:
    return replace(honest, report=replace(honest.report, not_checked=(connected(),)))


ENDS: tuple[Callable[[Examination], Examination | None], ...] = (
    crash, give_up, fail, claim_a_bad_policy, spin, sleep, eat_memory, start_threads, flood, flood_within_a_frame, drip,
    answer_in_part, say_nothing_much, say_no_json, say_another_schema, say_more_than_the_schema, nest,
    say_a_page_is_the_thumbnail, say_a_huge_thumbnail, say_prose_is_a_code,
)  # fmt: skip
"""Deeds that must cost exactly one answer."""

DEEDS = {
    deed.__name__: deed
    for deed in (*ENDS, lie_about_the_file, lie_about_the_lists, probe, probe_gently, probe_a_connection)
}


def forge_sizes() -> None:
    _say(wire.to_bytes(Fingerprints(1, proxy=bytes(100))))


def answer_without_end() -> None:
    os.write(TALK, struct.pack("!I", WIRE_BYTES + 1))
    flood(cast(Any, None))


AFTERWARDS: dict[str, Callable[[], None]] = {
    **{deed.__name__: partial(deed, cast(Any, None)) for deed in (crash, give_up, fail, spin, sleep, eat_memory, drip)},
    **{deed.__name__: deed for deed in (forge_sizes, answer_without_end)},
}
"""Deeds after the report that must cost the fingerprints and nothing else."""
