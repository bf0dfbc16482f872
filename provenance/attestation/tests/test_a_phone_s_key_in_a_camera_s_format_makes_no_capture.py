"""A root for phones that was listed for everything: any app's signature would pass for that of a camera."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography import x509

from provenance.attestation.demo_camera.making import Camera
from provenance.attestation.demo_camera.shooting import attestation_of
from provenance.attestation.earning import earns_capture
from provenance.attestation.formats import cose_sign1, secure_element
from provenance.attestation.formats.android.tests import phones
from provenance.attestation.tests.minting import AT, Issued, Order, issued, key_of
from provenance.attestation.tests.workshop import Certified
from provenance.attestation.types import AppStanding, ContentDigest, Platform

FORMS = {"secure_element": secure_element.FORMAT, "cose_sign1": cose_sign1.FORMAT}
EVERYTHING = replace(phones.READER, roots=tuple(replace(one, platform=Platform.ANY) for one in phones.READER.roots))


def signed(own: Issued, form: str) -> bytes:
    by = Certified(own.key, x509.load_der_x509_certificate(own.der))
    return attestation_of(Camera(by, (phones.BATCH.der, phones.MIDDLE.der)), phones.CONTENT, form)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
def test_without_knowing_the_app_it_is_none(form: str) -> None:
    phone = phones.attested(phones.Statement(challenge=b"of any app"))
    found = FORMS[form].verify(signed(phone, form), ContentDigest(phones.CONTENT), AT, EVERYTHING)
    assert found.app is AppStanding.NOT_CHECKED
    assert not earns_capture(found)


@pytest.mark.parametrize("form", FORMS)
def test_a_camera_s_key_under_the_same_root_still_makes_one(form: str) -> None:
    camera = issued(Order("Camera", key_of(77)), phones.BATCH)
    assert earns_capture(FORMS[form].verify(signed(camera, form), ContentDigest(phones.CONTENT), AT, EVERYTHING))
