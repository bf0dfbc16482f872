"""The format page is enough to write a checker: one that was, agrees on good bundles and on broken ones."""

from __future__ import annotations

import ast
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from chronology.bundle import AnchorEvidence, Bundle, BundleAnswer, Question, check_bytes
from chronology.bundle.tests import second_chain, second_checker, second_forms
from chronology.bundle.tests.flipping import flips_of
from chronology.bundle.tests.full import LATER, LISTS, REPORT, full
from chronology.bundle.tests.making import LOG_KEY, PHOTO_DIGEST, WITNESSES, plain_bundle
from chronology.bundle.zipped import pack, unpack
from chronology.types import Digest

SEED = 5
BLIND = {"anchor 3", "anchor 4", "anchor 5"}
"""Time stamps and .ots files, which the second checker does not look at."""
CLAIMS = {
    *("signed_by_listed_log", "log_key_came_along", "log_not_listed", "cosigned", "operator_word_only", "included"),
    *("opened", "names_this_file", "names_another_file", "beacon_named", "beacon_development", "development_chain"),
    *("matches_supplied_header", "report_signed", "report_key_came_along", "report_of_record", "report_of_other_file"),
    *("lists_of_report", "lists_differ"),
}
"""What stands when something holds; how a failure is called is not compared."""
STRANGER = Digest(bytes(32))


def readers() -> list[tuple[Question, second_checker.Reader]]:
    everybody = replace(full().question(), tsa_roots=())
    witnesses = [(one.vkey, one.name) for one in WITNESSES]
    at = int(LATER.timestamp())
    return [
        (everybody, second_checker.Reader([LOG_KEY.vkey], witnesses, PHOTO_DIGEST, at)),
        (Question(LATER, STRANGER), second_checker.Reader([], [], STRANGER, at)),
    ]


def first(data: bytes, question: Question) -> second_checker.Said:
    _, answer = check_bytes(data, question)
    claims = {(one.subject, one.code) for one in answer.grades if one.code in CLAIMS and one.subject not in BLIND}
    return second_checker.Said(
        claims, {int(one.index): _seconds(answer, place) for place, one in enumerate(answer.records)}
    )


def _seconds(answer: BundleAnswer, place: int) -> tuple[int | None, int | None]:
    interval = answer.records[place].interval
    return tuple(None if end is None else int(end.at.timestamp()) for end in (interval.after, interval.before))  # type: ignore[return-value]


def agree(data: bytes, *, some: bool = False) -> None:
    for question, reader in readers():
        expected = first(data, question)
        assert second_checker.check(data, reader) == expected
        assert expected.claims or not some


@lru_cache
def good() -> bytes:
    return full().bundle.to_bytes()


@pytest.mark.parametrize("seen", [second_checker, second_chain, second_forms])
def test_the_second_checker_shares_nothing_with_the_first(seen: object) -> None:
    tree = ast.parse(Path(str(seen.__file__)).read_text())  # type: ignore[attr-defined]
    imports = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imports |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    strangers = {one for one in imports if one.partition(".")[0] not in {*sys.stdlib_module_names, "cryptography"}}
    assert strangers <= {"chronology.bundle.tests.second_chain", "chronology.bundle.tests.second_forms"}


def test_keccak_is_keccak() -> None:
    empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert second_chain.keccak(b"").hex() == empty
    assert second_chain.keccak(b"testing").hex() == "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02"


@pytest.mark.parametrize("bundle", [full().bundle, plain_bundle()])
def test_they_agree_on_good_bundles(bundle: Bundle) -> None:
    agree(bundle.to_bytes(), some=True)


def test_they_agree_on_every_bundle_with_something_missing_or_exchanged() -> None:
    whole, tree = full().bundle, full().tree
    evm, development = whole.anchors[:2]
    others = [
        replace(whole, anchors=()),
        replace(whole, anchors=(development,)),
        replace(whole, anchors=(replace(evm, checkpoint=tree.checkpoint(9)),)),
        replace(whole, anchors=(replace(development, path=()),)),
        replace(whole, anchors=(AnchorEvidence("moon", b"", evm.checkpoint),)),
        replace(whole, checkpoint=tree.checkpoint(10)),
        replace(whole, report_signature=None),
        replace(whole, report=REPORT.replace(b"demo", b"good")),
        replace(whole, lists=b'{"lists": []}'),
        replace(whole, lists=None),
        replace(whole, records=(replace(whole.records[0], beacon=None), whole.records[1])),
        replace(whole, records=(replace(whole.records[1], openings=()),)),
        replace(whole, records=(replace(whole.records[0], openings=whole.records[1].openings),)),
        replace(whole, records=(replace(whole.records[0], leaf=whole.records[1].leaf),)),
        replace(whole, vkey=WITNESSES[0].vkey),
    ]
    assert LISTS
    for bundle in others:
        agree(bundle.to_bytes())


def test_they_agree_on_flipped_bits() -> None:
    for flip in flips_of(good(), Random(SEED), 3):
        if not flip.name.startswith(("anchors/3", "anchors/4", "anchors/5")):
            agree(flip.apply(unpack(good())))


def test_they_agree_on_files_cut_short() -> None:
    randomness = Random(SEED)
    for name, content in unpack(good()).items():
        agree(pack({**unpack(good()), name: content[: randomness.randrange(len(content))]}))


def test_they_agree_on_zips_written_in_another_way() -> None:
    files = unpack(good())
    for data in (good()[:-1], good() + b"\0", pack(dict(reversed(files.items()))), pack({**files, "more": b""})):
        agree(data)
