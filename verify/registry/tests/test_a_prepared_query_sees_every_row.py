from __future__ import annotations

import pytest

from verify.prepared import Prepared
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


def test_a_signer_denied_now_is_denied_for_the_next_file() -> None:
    before = policy_for(None)
    assert policy_for(None) is before
    DeniedSigner.objects.create(issuer="CN=x", serial="1")
    assert [one.serial for one in policy_for(None).denied] == ["1"]
