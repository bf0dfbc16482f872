from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from fixtures.corpus import need_corpus
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.registry.maker_selectors import reader_for
from verify.registry.makers import MakerRootVersion
from verify.registry.tests.minting import pem_list

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("roots", *words, stdout=out, stderr=out)
    return out.getvalue()


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as failed:
        run(*words)
    assert failed.value.returncode == 2
    return str(failed.value)


@pytest.fixture
def pem(tmp_path: Path) -> str:
    (tmp_path / "root.pem").write_bytes(pem_list(1))
    return str(tmp_path / "root.pem")


def test_the_published_roots_of_both_phone_makers_are_taken_in_as_they_are() -> None:
    folder = need_corpus("attestation") / "attestation"
    android = run("import", "Google", str(folder / "android/roots.json"), "--platform", "android", "--tier", "official")
    apple = str(folder / "apple/Apple_App_Attestation_Root_CA.pem")
    run("import", "Apple", apple, "--platform", "apple", "--tier", "official", "--origin", "apple.com")
    assert len(android.splitlines()) == 2
    assert len(reader_for(None).roots) == 3
    assert "Apple (apple, official): key" in run("list")


def test_a_root_is_dated_named_listed_and_taken_away(pem: str) -> None:
    words = ("--platform", "secure_element", "--tier", "maker", "--since", "2026-01-01", "--until", "2027-01-01")
    said = run("import", "A maker", pem, *words)
    key = MakerRootVersion.objects.get().key
    assert f"key {key}, for captures from 2026-01-01, for captures before 2027-01-01" in said
    assert pem not in repr(list(MakerRootVersion.objects.values()))
    assert "taken away" in run("remove", key, "--platform", "secure_element")
    assert "No maker's root is in use" in run("list")


def test_an_organisations_own_root_and_app_are_its_own(pem: str) -> None:
    ours = organisation_create(name="ours", slug="ours", owner=User.objects.create(username="ours"))
    run("import", "Our desk", pem, "--platform", "secure_element", "--organisation", "ours")
    run("count-app", "TEAM123456.org.example.camera", "--reason", "ours", "--organisation", "ours")
    assert [root.maker for root in reader_for(ours).roots] == ["Our desk"]
    assert "app: TEAM123456.org.example.camera" in run("list", "--organisation", "ours")
    assert reader_for(None).roots == ()
    run("discount-app", "TEAM123456.org.example.camera", "--organisation", "ours")
    assert reader_for(ours).apps == ()


def test_evidence_of_revocation_is_taken_in_from_files() -> None:
    folder = need_corpus("attestation") / "attestation"
    run("status", str(folder / "android/google-sample/status.json"), "--platform", "android", "--seen", "2026-11-01")
    assert "revocations: android: 5 certificates" in run("list")
    ocsp = folder / "c2pa" / "ocsp"
    assert "not" in refused("ocsp", str(ocsp / "response_good.der"), "--issuer", str(ocsp / "response_good.der"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "A", "PEM", "--platform", "android"), "Say with --tier"),
        (("import", "A", "nowhere.pem", "--platform", "android", "--tier", "maker"), "cannot be read"),
        (("import", "A", "PEM", "--platform", "android", "--organisation", "nobody"), "no organisation"),
        (("remove", "ab", "--platform", "android"), "No root with this key"),
        (("status", "PEM", "--platform", "android"), "cut short or is none"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(words: tuple[str, ...], said: str, pem: str) -> None:
    assert said in refused(*(pem if word == "PEM" else word for word in words))
