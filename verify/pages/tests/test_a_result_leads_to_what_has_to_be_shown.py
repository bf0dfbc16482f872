"""Whoever has to show beside a post what a file says of its making gets there from the result."""

from __future__ import annotations

import pytest
from django.test import Client

from verify.cases.tests.past import checked

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_result_links_to_its_disclosure(client: Client) -> None:
    one = checked(None)
    place = f"/c/{one.pk}/disclosure"
    assert f'href="{place}"' in client.get(f"/c/{one.pk}").content.decode()
    assert client.get(place).status_code == 200
