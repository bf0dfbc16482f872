"""A publisher's certificate is bound on the desk's page: the wallet signs for it, then its own key for the wallet."""

from __future__ import annotations

import base64
import html
import json
import re

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fixtures.pki import Identity, founded
from verify import wiring
from verify.accounts.models import Membership, Role
from verify.accounts.tests.signing_in import ADA
from verify.authors.models import Binding
from verify.pages.tests.confirming import confirmed, signed_by

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")

PRESS = founded("Press CA", wiring.now())


@pytest.fixture
def owner(ida: Client) -> Client:
    """A browser of the desk's owner, whose organisation has a wallet."""
    Membership.objects.filter(user__username="ida").update(role=Role.OWNER)
    sent = signed_by(ADA, confirmed(ida), "/keys/claim/message", **{"for": "organisation"})
    assert ida.post("/keys/claim", {**sent, "for": "organisation"}).status_code == 303
    return ida


def first_step(owner: Client, identity: Identity) -> dict[str, str]:
    """What the second page carries on: the signed claim, the certificates, and the text to sign."""
    pem = identity.chain_pem.decode()
    sent = signed_by(ADA, owner, "/organisation/certificates/message", certificates=pem)
    page = owner.post("/organisation/certificates", {**sent, "certificates": pem})
    assert page.status_code == 200
    return carried(page.content.decode())


def carried(page: str) -> dict[str, str]:
    hidden = dict(re.findall(r'<input type="hidden" name="(signed|certificates)" value="([^"]*)"', page))
    text = re.search(r"<pre[^>]*>(firstlight\.certificate/1\n[0-9a-f]{64}\n)</pre>", page)
    assert text is not None
    return {name: html.unescape(value) for name, value in hidden.items()} | {"text": text.group(1)}


def proof_of(identity: Identity, text: str) -> bytes:
    return identity.key.sign(text.encode(), ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize("as_file", [True, False])
def test_both_keys_sign_and_the_certificate_stands_on_the_page(owner: Client, as_file: bool) -> None:
    identity = PRESS.issues("River Newspaper", wiring.now())
    step = first_step(owner, identity)
    assert not Binding.objects.exists(), "nothing is stored before the certificate's key signed"
    proof = proof_of(identity, step.pop("text"))
    how = {"proof_file": SimpleUploadedFile("p", proof)} if as_file else {"proof": base64.b64encode(proof).decode()}
    answer = owner.post("/organisation/certificates/proof", {**step, **how})
    assert answer.status_code == 303, answer.content.decode()
    page = owner.get(answer.headers["Location"].partition("#")[0]).content.decode()
    assert "on none of your lists of newsrooms" in page


def test_a_wrong_proof_is_told_and_nothing_that_was_brought_is_lost(owner: Client) -> None:
    identity, other = (PRESS.issues("River Newspaper", wiring.now()) for _ in range(2))
    step = first_step(owner, identity)
    proof = proof_of(other, step["text"])
    answer = owner.post("/organisation/certificates/proof", {**step, "proof": base64.b64encode(proof).decode()})
    assert answer.status_code == 400
    assert "was not made by the certificate" in html.unescape(answer.content.decode())
    assert carried(answer.content.decode()) == step
    assert not Binding.objects.exists()


def test_what_is_no_certificate_is_refused_before_the_wallet_signs(owner: Client) -> None:
    for certificates in ("", "nonsense", PRESS.issues("x", wiring.now()).key_pem.decode()):
        fields = {"signer": ADA.text, "certificates": certificates}
        answer = owner.post("/organisation/certificates/message", fields, headers={"Accept": "application/json"})
        assert answer.status_code == 400
        assert json.loads(answer.content)["sentence"]


def test_a_stranger_binds_nothing(owner: Client) -> None:
    identity = PRESS.issues("River Newspaper", wiring.now())
    step = first_step(owner, identity)
    sent = {**step, "proof": base64.b64encode(proof_of(identity, step["text"])).decode()}
    assert Client().post("/organisation/certificates/proof", sent).status_code in (302, 303, 401, 403)
    assert not Binding.objects.exists()
