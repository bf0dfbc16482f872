"""From a signer to a listed certificate: who may have issued whom, for what, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from provenance.credentials import chains
from provenance.credentials.chains import MOST_CERTIFICATES, Vouched, certificates_of, der_of, vouching
from provenance.policy import Tier, TrustList

NOW = datetime.now(UTC)
MAIL, SERVER = ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.SERVER_AUTH
CONSTRAINED = x509.NameConstraints([x509.DNSName("river.example")], None)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Signer:
    """A key and its certificate; `under` issued it, or itself."""

    def __init__(
        self,
        name: str,
        under: Signer | None = None,
        *,
        ca: bool = True,
        length: int | None = None,
        purposes: tuple[x509.ObjectIdentifier, ...] = (),
        key: Key | None = None,
        days: tuple[int, int] = (-1, 30),
        critical: x509.ExtensionType | None = None,
        signs_certificates: bool = True,
        digest: hashes.HashAlgorithm | None = None,
    ) -> None:
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        issuer = under or self
        builder = (
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name(issuer.name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW + timedelta(days=days[0]))
            .not_valid_after(NOW + timedelta(days=days[1]))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=length if ca else None), critical=True)
        )
        if ca:
            builder = builder.add_extension(_usage(certificates=signs_certificates), critical=True)
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        if critical is not None:
            builder = builder.add_extension(critical, critical=True)
        self.certificate = builder.sign(issuer.key, digest or hashes.SHA256())


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, key_cert_sign=certificates, crl_sign=False, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def leaf(under: Signer, **more: object) -> Signer:
    return Signer("Alice", under, **{"ca": False, "purposes": (MAIL,), **more})  # type: ignore[arg-type]


def on(*signers: Signer, name: str = "people") -> TrustList:
    return TrustList(Tier.NEWSROOM, name, b"".join(one.certificate.public_bytes(Encoding.PEM) for one in signers))


def said(chain: list[Signer], *lists: TrustList, at: datetime = NOW) -> Vouched:
    return vouching([one.certificate for one in chain], lists, at).vouched


ROOT = Signer("Root")
MIDDLE = Signer("Middle", ROOT)
ALICE = leaf(MIDDLE)


def test_a_chain_of_three_leads_to_a_listed_root_and_the_list_is_named() -> None:
    found = vouching([ALICE.certificate, MIDDLE.certificate], [on(Signer("Other"), name="a"), on(ROOT, name="b")], NOW)
    assert (found.vouched, found.list_name) == (Vouched.LISTED, "b")


@pytest.mark.parametrize("listed", [ALICE, MIDDLE], ids=["the signer itself", "an authority in the middle"])
def test_whoever_is_listed_ends_the_walk(listed: Signer) -> None:
    assert said([ALICE, MIDDLE], on(listed)) is Vouched.LISTED


def test_a_list_that_holds_this_very_certificate_means_it_whatever_it_was_made_for() -> None:
    server = leaf(MIDDLE, purposes=(SERVER,))
    assert said([server, MIDDLE], on(server)) is Vouched.LISTED
    assert said([server, MIDDLE], on(ALICE), on(ROOT)) is Vouched.UNLISTED


def test_without_the_certificate_in_the_middle_nothing_leads_to_the_root() -> None:
    assert said([ALICE], on(ROOT)) is Vouched.UNLISTED


def test_a_name_alone_is_nothing() -> None:
    impostor = Signer("Middle")
    assert said([leaf(impostor), MIDDLE], on(ROOT)) is Vouched.UNLISTED
    assert said([leaf(impostor), impostor, MIDDLE], on(ROOT)) is Vouched.UNLISTED
    assert said([leaf(Signer("Root"))], on(ROOT)) is Vouched.UNLISTED


NO_AUTHORITY = Signer("No authority", ROOT, ca=False)
NO_SIGNER = Signer("No signer of certificates", ROOT, signs_certificates=False)
SHALLOW = Signer("Shallow", length=0)
WEAK = Signer("Weak", key=rsa.generate_private_key(65537, 1024))
FOR_SERVERS = Signer("For servers", ROOT, purposes=(SERVER,))
CONSTRAINING = Signer("Constraining", ROOT, critical=CONSTRAINED)


@pytest.mark.parametrize(
    ("chain", "listed"),
    [
        ([leaf(NO_AUTHORITY), NO_AUTHORITY], ROOT),
        ([leaf(NO_SIGNER), NO_SIGNER], ROOT),
        ([leaf(Signer("Below", SHALLOW)), Signer("Below", SHALLOW)], SHALLOW),
        ([leaf(WEAK)], WEAK),
        ([leaf(FOR_SERVERS), FOR_SERVERS], ROOT),
        ([leaf(CONSTRAINING), CONSTRAINING], ROOT),
        ([leaf(MIDDLE, purposes=(SERVER,)), MIDDLE], ROOT),
        ([leaf(MIDDLE, purposes=()), MIDDLE], ROOT),
        ([leaf(MIDDLE, critical=x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"")), MIDDLE], ROOT),
        ([Signer("Authority itself", ROOT, purposes=(MAIL,))], ROOT),
        ([], ROOT),
    ],
    ids=["no authority", "may not sign certificates", "too deep", "short key", "authority for servers", "constrained",
         "signer for servers", "signer for nothing", "not understood", "an authority as signer", "nobody"],
)  # fmt: skip
def test_what_may_not_vouch_does_not(chain: list[Signer], listed: Signer) -> None:
    assert said(chain, on(listed)) is Vouched.UNLISTED


def test_too_deep_is_about_authorities_in_between() -> None:
    assert said([leaf(SHALLOW)], on(SHALLOW)) is Vouched.LISTED


@pytest.mark.parametrize("lapsed", ["signer", "middle", "root"])
def test_what_is_not_valid_at_the_time_is_lapsed_and_not_unlisted(lapsed: str) -> None:
    days = {"signer": (-1, 30), "middle": (-1, 30), "root": (-1, 30), lapsed: (-1, 5)}
    root = Signer("R", days=days["root"])
    middle = Signer("M", root, days=days["middle"])
    chain = [leaf(middle, days=days["signer"]), middle]
    assert said(chain, on(root)) is Vouched.LISTED
    assert said(chain, on(root), at=NOW + timedelta(days=6)) is Vouched.LAPSED
    assert said(chain, on(root), at=NOW - timedelta(days=2)) is Vouched.LAPSED


def test_another_list_that_is_valid_wins_over_one_that_lapsed() -> None:
    again = Signer("Root", key=ROOT.key)
    old = Signer("Root", key=ROOT.key, days=(-20, -10))
    found = vouching([leaf(ROOT).certificate], [on(old, name="old"), on(again, name="new")], NOW)
    assert (found.vouched, found.list_name) == (Vouched.LISTED, "new")


def test_a_crowd_of_one_name_costs_a_bounded_number_of_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd, checked = [Signer("Root") for _ in range(200)], 0

    def counting(issuer: x509.Certificate, path: chains.Path) -> bool:
        nonlocal checked
        checked += 1
        return real(issuer, path)

    real = chains._issued
    monkeypatch.setattr(chains, "_issued", counting)
    assert said([leaf(crowd[0]), *crowd[1:9]], on(*crowd)) in (Vouched.LISTED, Vouched.UNLISTED)
    assert checked <= chains.MOST_CHECKS


def test_a_circle_ends() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    one, two = Signer("One", key=key), Signer("Two", key=key)
    crossed = [Signer("One", two, key=key), Signer("Two", one, key=key)]
    assert said([leaf(crossed[0]), *crossed], on(ROOT)) is Vouched.UNLISTED


def test_too_many_or_damaged_certificates_are_no_chain() -> None:
    encoded = der_of(ALICE.certificate)
    assert certificates_of([encoded]) == (ALICE.certificate,)
    assert certificates_of([encoded] * (MOST_CERTIFICATES + 1)) == ()
    assert certificates_of([encoded[:-1]]) == certificates_of([]) == certificates_of([b"\x30" * 70_000]) == ()
