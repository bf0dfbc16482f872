from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.policy import Tier
from verify.registry.errors import ListRefused
from verify.registry.models import TrustListVersion
from verify.registry.parsing import parse_list
from verify.registry.services import trust_list_import
from verify.registry.tests.minting import json_list, pem_list

AT = datetime(2026, 11, 21, tzinfo=UTC)
JSON, PEM = json_list("2026-08-05", 1, 2, 3), pem_list(1, 2, 3)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_json_cut_anywhere_is_refused(share: float) -> None:
    with pytest.raises(ListRefused):
        parse_list(JSON[: int(len(JSON) * share)])


@pytest.mark.parametrize("missing", [1, 5, 26, 60, 300])
def test_pem_cut_inside_a_certificate_is_refused(missing: int) -> None:
    with pytest.raises(ListRefused):
        parse_list(PEM.rstrip()[:-missing])


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"404: Not Found", b'{"LoTE": 1}', json_list("2026-08-05")])
def test_what_holds_no_certificate_is_refused(content: bytes) -> None:
    with pytest.raises(ListRefused):
        parse_list(content)


def test_a_damaged_certificate_refuses_the_whole_list() -> None:
    damaged = PEM.replace(b"MII", b"MIJ", 1)
    with pytest.raises(ListRefused, match="damaged"):
        parse_list(damaged)


def test_a_withdrawn_service_is_not_taken_in() -> None:
    one_withdrawn = json_list("2026-08-05", 1, 2).replace(b"/trusted", b"/withdrawn", 1)
    assert parse_list(one_withdrawn).certificates == 1


@pytest.mark.django_db(databases=["default", "jobs"])
def test_a_list_cut_between_two_certificates_is_refused_until_the_operator_insists() -> None:
    def take_in(content: bytes, *, may_shrink: bool = False) -> TrustListVersion:
        return trust_list_import(
            name="A", tier=Tier.TSA, pem=content, issued=None, origin="test", at=AT, may_shrink=may_shrink
        )

    take_in(PEM)
    with pytest.raises(ListRefused, match="cut short"):
        take_in(pem_list(1))
    assert take_in(pem_list(1), may_shrink=True).certificates == 1


@pytest.mark.corpus
def test_the_official_json_and_pem_hold_the_same_certificates(corpus_trust: Path) -> None:
    for name, count in (("C2PA-TRUST-LIST", 30), ("C2PA-TSA-TRUST-LIST", 22)):
        as_json = parse_list((corpus_trust / f"{name}.json").read_bytes())
        as_pem = parse_list((corpus_trust / f"{name}.pem").read_bytes())
        assert as_json.certificates == as_pem.certificates == count
        assert as_json.issued is not None
        assert (as_json.issued.year, as_json.issued.month, as_json.issued.day) == (2026, 8, 5)


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "count"), [("interim-anchors.pem", 27), ("interim-allowed.pem", 117)])
def test_the_frozen_interim_list_comes_in_two_files(corpus_trust: Path, name: str, count: int) -> None:
    assert parse_list((corpus_trust / name).read_bytes()).certificates == count
