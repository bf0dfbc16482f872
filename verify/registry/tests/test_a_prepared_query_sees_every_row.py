from __future__ import annotations

import pytest

from verify.prepared import PLACE, Prepared, PreparedAbout, PreparedAny
from verify.registry.models import DeniedSigner
from verify.registry.selectors import policy_for

pytestmark = pytest.mark.django_db

ASKED = Prepared(lambda: DeniedSigner.objects.order_by("id").values_list("issuer", "serial"))


def test_rows_that_come_and_go_are_seen_with_the_next_question() -> None:
    assert ASKED.rows() == ()
    one = DeniedSigner.objects.create(issuer="CN=x", serial="1")
    assert ASKED.rows() == (("CN=x", "1"),)
    one.delete()
    assert ASKED.rows() == ()


def test_a_question_about_one_text_sees_its_rows_and_no_others() -> None:
    about = PreparedAbout(lambda issuer: DeniedSigner.objects.filter(issuer=issuer).values_list("serial"))
    known = PreparedAny(lambda issuer: DeniedSigner.objects.filter(issuer=issuer))
    assert (about.rows("CN=x"), known.about("CN=x")) == ((), False)
    DeniedSigner.objects.create(issuer="CN=x", serial="1")
    DeniedSigner.objects.create(issuer="CN=y", serial="2")
    assert (about.rows("CN=x"), about.rows("CN=y")) == ((("1",),), (("2",),))
    assert (known.about("CN=x"), known.about("CN=z")) == (True, False)


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%s", "%%", PLACE, ""])
def test_a_text_is_never_more_than_a_text(text: str) -> None:
    known = PreparedAny(lambda issuer: DeniedSigner.objects.filter(issuer=issuer))
    DeniedSigner.objects.create(issuer="CN=x", serial="1")
    assert not known.about(text)


def test_a_signer_denied_now_is_denied_for_the_next_file() -> None:
    before = policy_for(None)
    assert policy_for(None) is before
    DeniedSigner.objects.create(issuer="CN=x", serial="1")
    assert [one.serial for one in policy_for(None).denied] == ["1"]
