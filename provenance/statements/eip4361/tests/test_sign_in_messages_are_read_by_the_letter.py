"""EIP-4361 as its grammar says, not as other libraries happen to read it."""

from __future__ import annotations

import dataclasses

import pytest

from provenance.statements.eip55 import address_of, to_checksum
from provenance.statements.eip4361 import SignInMessage, of_fields, parse, write
from provenance.statements.eip4361.tests.vectors import vectors
from provenance.statements.errors import BadMessage
from provenance.statements.limits import MOST_RESOURCES, MOST_SIGN_IN_BYTES
from provenance.statements.types import ChainId

MESSAGE = SignInMessage(
    domain="news.example",
    address=address_of("0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2"),
    uri="https://news.example/wallet",
    chain_id=ChainId(31337),
    nonce="0123456789abcdef",
    issued_at="2026-11-22T08:00:00.000Z",
    scheme="https",
    statement="Sign in to Firstlight.",
    expiration_time="2026-11-22T08:05:00.000Z",
    not_before="2026-11-22T08:00:00.000Z",
    request_id="a-1",
    resources=("https://news.example/terms", "urn:example:one"),
)

NAMES = {
    "scheme": "scheme",
    "domain": "domain",
    "statement": "statement",
    "uri": "uri",
    "version": "version",
    "chainId": "chain_id",
    "nonce": "nonce",
    "issuedAt": "issued_at",
    "expirationTime": "expiration_time",
    "notBefore": "not_before",
    "requestId": "request_id",
}


@pytest.mark.corpus
def test_every_good_message_of_the_corpus_is_read_and_written_back() -> None:
    for name, case in vectors("parsing_positive").items():
        read, fields = parse(case["message"]), case["fields"]
        assert {theirs: getattr(read, ours) for theirs, ours in NAMES.items() if theirs in fields} == {
            theirs: fields[theirs] for theirs in NAMES if theirs in fields
        }, name
        assert to_checksum(read.address) == fields["address"], name
        assert list(read.resources or ()) == fields.get("resources", []), name
        assert of_fields(fields) == read, name
        assert write(read) == case["message"], name


@pytest.mark.corpus
def test_every_bad_message_of_the_corpus_is_refused() -> None:
    accepted = [name for name, text in vectors("parsing_negative").items() if not refused(lambda: parse(text))]  # type: ignore[arg-type]  # noqa: B023
    assert not accepted


@pytest.mark.corpus
def test_every_bad_object_of_the_corpus_is_refused() -> None:
    accepted = [
        name
        for name, fields in vectors("parsing_negative_objects").items()
        if not refused(lambda: of_fields(fields))  # noqa: B023
    ]
    assert not accepted


def test_a_full_message_comes_back_field_by_field() -> None:
    assert parse(write(MESSAGE)) == MESSAGE


def test_the_text_is_the_one_of_the_standard() -> None:
    assert write(MESSAGE) == (
        "https://news.example wants you to sign in with your Ethereum account:\n"
        "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2\n"
        "\n"
        "Sign in to Firstlight.\n"
        "\n"
        "URI: https://news.example/wallet\n"
        "Version: 1\n"
        "Chain ID: 31337\n"
        "Nonce: 0123456789abcdef\n"
        "Issued At: 2026-11-22T08:00:00.000Z\n"
        "Expiration Time: 2026-11-22T08:05:00.000Z\n"
        "Not Before: 2026-11-22T08:00:00.000Z\n"
        "Request ID: a-1\n"
        "Resources:\n"
        "- https://news.example/terms\n"
        "- urn:example:one"
    )


@pytest.mark.parametrize("field", ["scheme", "statement", "expiration_time", "not_before", "request_id", "resources"])
def test_each_optional_field_may_be_left_out(field: str) -> None:
    without = dataclasses.replace(MESSAGE, **{field: None})
    assert parse(write(without)) == without


@pytest.mark.parametrize(("field", "empty"), [("statement", ""), ("request_id", ""), ("resources", ())])
def test_an_empty_field_is_not_a_missing_one(field: str, empty: object) -> None:
    message = dataclasses.replace(MESSAGE, **{field: empty})  # type: ignore[arg-type]
    assert parse(write(message)) == message
    assert write(message) != write(dataclasses.replace(MESSAGE, **{field: None}))


@pytest.mark.parametrize(
    "domain",
    [
        "news.example",
        "news.example:8443",
        "a@news.example",
        "[2001:db8::1]:443",
        "[v1.x]",
        "127.0.0.1",
        "n%C3%A9.example",
    ],
)
def test_an_authority_is_a_domain(domain: str) -> None:
    assert parse(write(dataclasses.replace(MESSAGE, domain=domain))).domain == domain


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "news.example/x",
        "news example",
        "#x",
        "[2001:db8::g]",
        "[fe80::1%25en0]",
        "news.example:8x",
        "a@b@c",
        "é.example",
        "n%zz",
    ],
)
def test_anything_else_is_none(domain: str) -> None:
    assert refused(lambda: write(dataclasses.replace(MESSAGE, domain=domain)))
    assert refused(lambda: parse(write(MESSAGE).replace("news.example wants", f"{domain} wants", 1)))


@pytest.mark.parametrize(
    "uri", ["news.example/x", "https://a b", ":x", "https://[::1", "https://a/%4", "", "//a", "https://a\\b"]
)
def test_a_uri_has_a_scheme_and_no_foreign_characters(uri: str) -> None:
    assert refused(lambda: write(dataclasses.replace(MESSAGE, uri=uri)))
    assert refused(lambda: write(dataclasses.replace(MESSAGE, resources=(uri,))))


@pytest.mark.parametrize(
    "uri", ["urn:a", "did:web:news.example", "ipfs://x/y?z#w", "mailto:a@b", "a:", "https://a//b", "http://:80"]
)
def test_any_uri_of_the_grammar_is_one(uri: str) -> None:
    assert parse(write(dataclasses.replace(MESSAGE, uri=uri))).uri == uri


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-22",
        "2026-11-22 08:00:00Z",
        "2026-11-22T08:00:00",
        "2026-02-30T08:00:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T08:60:00Z",
        "2026-11-22T08:00:60Z",
        "2026-11-22T08:00:00+24:00",
        "0000-11-22T08:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "2026-11-22T08:00:00.Z",
        "2026-11-22T08:00Z",
        "20261122T080000Z",
        "٢٠٢٦-11-22T08:00:00Z",
        "1795334400",
    ],
)
def test_a_time_is_one_of_rfc_3339_that_exists(time: str) -> None:
    assert refused(lambda: parse(write(MESSAGE).replace(MESSAGE.issued_at, time)))


@pytest.mark.parametrize(
    "time", ["2026-11-22t08:00:00z", "2026-11-22T08:00:00.123456789Z", "2026-11-22T08:00:00-00:00"]
)
def test_every_spelling_of_rfc_3339_is_a_time(time: str) -> None:
    assert parse(write(dataclasses.replace(MESSAGE, issued_at=time))).issued_at == time


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Version: 1", "Version: 01"),
        ("Version: 1", "version: 1"),
        ("Chain ID: 31337", "Chain ID: 0x7a69"),
        ("Chain ID: 31337", "Chain ID: -1"),
        ("Chain ID: 31337", f"Chain ID: {2**256}"),
        ("Chain ID: 31337", "Chain ID: ٣"),
        ("Nonce: 0123456789abcdef", "Nonce: 1234567"),
        ("Nonce: 0123456789abcdef", "Nonce: 0123-56789"),
        ("\nIssued At", "\r\nIssued At"),
        ("\nIssued At", " \nIssued At"),
        ("0xC02a", "0XC02a"),
        ("0xC02a", "0xc02a"),
        ("0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2", "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"),
        ("Sign in to Firstlight.", "Sign in\nto Firstlight."),
        ("Sign in to Firstlight.", 'Sign "in".'),
        ("Sign in to Firstlight.", "Sign in to Firstlíght."),
        ("Request ID: a-1", "Request ID: a/1"),
        ("\n- urn:example:one", "\n- urn:example:one\n"),
        ("\n- urn:example:one", "\n-urn:example:one"),
        ("https://news.example wants", "1https://news.example wants"),
        ("https://news.example wants", "://news.example wants"),
        ("Ethereum account:", "Ethereum account: "),
        ("\n\nURI", "\nURI"),
        ("Nonce: 0123456789abcdef\n", "Nonce: 0123456789abcdef\nNonce: 0123456789abcdef\n"),
    ],
)
def test_a_message_one_step_off_the_grammar_is_refused(old: str, new: str) -> None:
    text = write(MESSAGE)
    assert old in text
    assert refused(lambda: parse(text.replace(old, new)))


def test_nothing_may_stand_before_or_behind() -> None:
    for text in (f"\n{write(MESSAGE)}", f"{write(MESSAGE)}\n", f"{write(MESSAGE)}\x00", f" {write(MESSAGE)}"):
        assert refused(lambda: parse(text))  # noqa: B023


def test_long_messages_are_refused_before_they_are_read() -> None:
    assert refused(lambda: parse(write(MESSAGE) + "\n- urn:a" * MOST_SIGN_IN_BYTES), "sign_in.size")
    assert refused(lambda: write(dataclasses.replace(MESSAGE, statement="a" * MOST_SIGN_IN_BYTES)), "sign_in.size")
    many = ("urn:a",) * (MOST_RESOURCES + 1)
    assert refused(lambda: write(dataclasses.replace(MESSAGE, resources=many)), "sign_in.resources")


@pytest.mark.parametrize("field", ["domain", "address", "uri", "version", "chainId", "nonce", "issuedAt"])
def test_an_object_needs_every_required_field(field: str) -> None:
    fields = good_fields()
    assert of_fields(fields)
    assert refused(lambda: of_fields({name: value for name, value in fields.items() if name != field}))
    for other in (None, 1.5, True, ["a"], {}):
        assert refused(lambda: of_fields(good_fields() | {field: other})), other  # noqa: B023


def good_fields() -> dict[str, object]:
    return {
        "domain": "news.example",
        "address": "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
        "uri": "https://news.example/wallet",
        "version": "1",
        "chainId": 31337,
        "nonce": "0123456789abcdef",
        "issuedAt": "2026-11-22T08:00:00.000Z",
    }


def refused(reading: object, code: str = "") -> bool:
    try:
        reading()  # type: ignore[operator]
    except BadMessage as error:
        return not code or error.code == code
    return False
