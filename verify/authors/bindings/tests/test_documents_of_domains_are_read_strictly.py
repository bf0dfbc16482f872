"""What a domain's documents say of a key; whatever else they hold, nothing raises and nothing is guessed."""

from __future__ import annotations

import base64
import json
from types import ModuleType

import coincurve
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.statements import eip55
from verify.authors.bindings.did_web import reading as did
from verify.authors.bindings.dns_txt import reading as dns
from verify.authors.bindings.kinds import Asked, Heard
from verify.authors.bindings.trust_txt.parsing import Attribute, Line, parse, partners
from verify.authors.bindings.well_known import reading as well_known

SECRET = coincurve.PrivateKey(b"\x07" * 32)
POINT = SECRET.public_key.format(compressed=False)[1:]
# The address of the key 0x07…07 as eth-account tells it, which none of the code under test uses.
ADDRESS = "0x4a62316623ad457f02cdc5d997ded67a383ec569"
OTHER = "0x" + "5a" * 20
ASKED = Asked("news.example", ADDRESS, "p-1", ("firstlight.example",))


def authors(*entries: dict[str, str], schema: str = "firstlight.authors/1") -> bytes:
    return json.dumps({"schema": schema, "authors": list(entries)}).encode()


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (authors({"address": ADDRESS}), Heard.NAMES_KEY),
        (authors({"address": eip55.to_checksum(eip55.address_of(ADDRESS))}), Heard.NAMES_KEY),
        (authors({"address": ADDRESS, "principal": "p-1", "origin": "firstlight.example"}), Heard.NAMES_KEY),
        (authors({"address": OTHER}, {"address": ADDRESS, "name": "ignored"}), Heard.NAMES_KEY),
        (authors({"address": ADDRESS, "principal": "p-2"}), Heard.NAMES_OTHERS),
        (authors({"address": OTHER}), Heard.NAMES_OTHERS),
        (authors({"address": ADDRESS, "origin": "another.example"}), Heard.NAMES_NOBODY),
        (authors(), Heard.NAMES_NOBODY),
        (authors({"address": ADDRESS}, schema="firstlight.authors/2"), Heard.UNREADABLE),
        (b"<html>not found</html>", Heard.UNREADABLE),
        (b"[" * 200_000, Heard.UNREADABLE),
        (b'{"schema":"firstlight.authors/1","authors":[{"address":5}]}', Heard.UNREADABLE),
        (b"\xff\xfe", Heard.UNREADABLE),
        (b"", Heard.UNREADABLE),
    ],
)
def test_the_well_known_file_names_a_key_or_does_not(body: bytes, heard: Heard) -> None:
    assert well_known.read(body, ASKED).heard is heard


def test_a_key_whose_check_digits_are_wrong_is_not_named() -> None:
    right = eip55.to_checksum(eip55.address_of(ADDRESS))
    place = next(place for place, one in enumerate(right) if one.isalpha() and place > 1)
    wrong = right[:place] + right[place].swapcase() + right[place + 1 :]
    assert well_known.read(authors({"address": wrong}), ASKED).heard is not Heard.NAMES_KEY


def document(method: dict[str, object], *, id: str = "did:web:news.example", may: list[object] | None = None) -> bytes:  # noqa: A002
    asserting = ["#k"] if may is None else may
    return json.dumps({"id": id, "verificationMethod": [{"id": "#k", **method}], "assertionMethod": asserting}).encode()


def coordinate(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


ACCOUNT = {"blockchainAccountId": f"eip155:137:{ADDRESS}"}
JWK = {"publicKeyJwk": {"kty": "EC", "crv": "secp256k1", "x": coordinate(POINT[:32]), "y": coordinate(POINT[32:])}}


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (document(ACCOUNT), Heard.NAMES_KEY),
        (document(JWK), Heard.NAMES_KEY),
        (document(ACCOUNT, may=["did:web:news.example#k"]), Heard.NAMES_KEY),
        (document({}, may=[{"id": "#z", **ACCOUNT}]), Heard.NAMES_KEY),
        (document(ACCOUNT, may=[]), Heard.NAMES_NOBODY),
        (document({**ACCOUNT, "controller": "did:web:elsewhere.example"}), Heard.NAMES_NOBODY),
        (document({"blockchainAccountId": f"eip155:1:{OTHER}"}), Heard.NAMES_OTHERS),
        (document({"blockchainAccountId": f"solana:1:{ADDRESS}"}), Heard.NAMES_NOBODY),
        (document({"publicKeyJwk": {**JWK["publicKeyJwk"], "crv": "P-256"}}), Heard.NAMES_NOBODY),
        (document({"publicKeyJwk": {**JWK["publicKeyJwk"], "x": coordinate(b"\x01" * 32)}}), Heard.NAMES_NOBODY),
        (document(ACCOUNT, id="did:web:evil.example"), Heard.UNREADABLE),
        (document(ACCOUNT, id="did:web:news.example:users:me"), Heard.UNREADABLE),
        (b"{}", Heard.UNREADABLE),
        (b'{"a":' * 100_000, Heard.UNREADABLE),
    ],
)
def test_a_did_document_lets_a_key_make_assertions_or_does_not(body: bytes, heard: Heard) -> None:
    assert did.read(body, ASKED).heard is heard


@pytest.mark.parametrize(
    ("records", "heard"),
    [
        ((f"firstlight={ADDRESS}",), Heard.NAMES_KEY),
        (("v=spf1 -all", f" FirstLight={ADDRESS} "), Heard.NAMES_KEY),
        ((f"firstlight={OTHER}",), Heard.NAMES_OTHERS),
        (("firstlight=nonsense",), Heard.NAMES_OTHERS),
        (("v=spf1 -all",), Heard.NOT_THERE),
        ((), Heard.NOT_THERE),
    ],
)
def test_text_records_name_a_key_or_do_not(records: tuple[str, ...], heard: Heard) -> None:
    assert dns.read(records, ASKED).heard is heard


def test_a_trust_file_is_read_line_by_line() -> None:
    body = """\ufeff# Trust file of a newspaper
        member = https://a.example/  # a remark
        BELONGTO=https://www.b.example
        controlledby=c.example
        social=https://social.example/@paper
        datatrainingallowed=no
        unknown=https://d.example
        member
        vendor=https://127.0.0.1/
        customer=https://user@e.example:8443/
        member=https://a.example/again
    """.encode()
    lines = parse(body)
    assert Line(Attribute.DATATRAININGALLOWED, "no") in lines
    assert partners(lines) == (
        (Attribute.MEMBER, "a.example"),
        (Attribute.BELONGTO, "www.b.example"),
        (Attribute.CONTROLLEDBY, "c.example"),
    )


@settings(max_examples=1_500, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_name_a_key_by_chance_or_raise(body: bytes) -> None:
    for heard in (well_known.read(body, ASKED).heard, did.read(body, ASKED).heard):
        assert heard is not Heard.NAMES_KEY
    partners(parse(body))


WRONG = st.sampled_from(
    [OTHER, OTHER.upper(), f"eip155:1:{OTHER}", f"eip155:1:{ADDRESS}0", ADDRESS[:-1], ADDRESS[2:], ""]
)
NAMES = st.sampled_from(["", "p-1", "p-2", "firstlight.example", "other.example"])
ENTRIES = st.lists(st.fixed_dictionaries({"address": WRONG, "principal": NAMES, "origin": NAMES}), max_size=4)
METHODS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["#k", "#z", "did:web:news.example#k"]), "blockchainAccountId": WRONG},
        optional={"controller": NAMES, "publicKeyJwk": st.just({"crv": "secp256k1", "x": "AA", "y": "AA"})},
    ),
    max_size=4,
)
# Each names the key, and none of them may do so: another name, another place, another owner, or not for assertions.
ELSEWHERE = st.sampled_from(
    [
        {"authors": [{"address": ADDRESS, "principal": "p-2"}]},
        {"authors": [{"address": ADDRESS, "origin": "other.example"}]},
        {"id": "did:web:other.example", "verificationMethod": [{"id": "#k", **ACCOUNT}], "assertionMethod": ["#k"]},
        {"verificationMethod": [{"id": "#k", **ACCOUNT}], "authentication": ["#k"], "assertionMethod": []},
        {"verificationMethod": [{"id": "#k", "controller": "did:web:x", **ACCOUNT}], "assertionMethod": ["#k"]},
    ]
)


@settings(max_examples=2_500, deadline=None)
@given(ENTRIES, METHODS, st.lists(st.sampled_from(["#k", "#z", "#none"]), max_size=3), ELSEWHERE | st.just({}))
def test_no_document_that_does_not_name_the_key_to_us_names_it(
    entries: list[dict[str, str]], methods: list[dict[str, object]], may: list[str], elsewhere: dict[str, object]
) -> None:
    ours = {"id": "did:web:news.example", "schema": "firstlight.authors/1"}
    document = {**ours, "authors": entries, "verificationMethod": methods, "assertionMethod": may, **elsewhere}
    body = json.dumps(document).encode()
    assert well_known.read(body, ASKED).heard is not Heard.NAMES_KEY
    assert did.read(body, ASKED).heard is not Heard.NAMES_KEY


@pytest.mark.parametrize(
    ("module", "part", "careless"),
    [
        (well_known, "address_in", lambda _: ADDRESS),
        (did, "address_in", lambda _: ADDRESS),
        (did, "did_of", lambda _: "did:web:other.example"),
        (did, "_asserting", lambda found: found.verification_method),
    ],
    ids=["any address", "any account", "any document", "any purpose"],
)
def test_a_reader_that_forgets_a_check_is_noticed(
    module: ModuleType, part: str, careless: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, part, careless)
    with pytest.raises(AssertionError):
        test_no_document_that_does_not_name_the_key_to_us_names_it()
