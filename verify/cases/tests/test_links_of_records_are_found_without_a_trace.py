"""A link that was named with an open record finds it; the store holds a mark and never the link."""

from __future__ import annotations

import pytest
from django.utils import timezone

from verify.cases.errors import LinkNotAllowed
from verify.cases.links import link_name, mark_of, records_of_link
from verify.cases.lookup_models import RecordedLink
from verify.ledger.models import Form, Record

pytestmark = pytest.mark.django_db(databases="__all__")
LINK = "https://news.example/harbour/fire.jpg?size=2"


def _record(number: int, *, form: str = Form.OPEN, organisation: int | None = 1) -> Record:
    return Record.objects.create(
        form=form,
        kind=1,
        key=f"{number:064x}",
        leaf_hash=f"{number:064x}",
        organisation_id=organisation,
        user_id=number,
        created=timezone.now(),
    )


@pytest.mark.parametrize(
    "same",
    [
        LINK,
        "http://NEWS.example/harbour/fire.jpg?size=2",
        f"{LINK}#top",
        f"{LINK}&utm_source=feed&fbclid=abc",
        "https://news.example:443/harbour/fire.jpg?size=2",
    ],
)
def test_other_spellings_of_one_link_find_it(same: str) -> None:
    record = _record(1)
    link_name(record, LINK)
    assert records_of_link(same) == [record]


@pytest.mark.parametrize("asked", ["words=a%20b", "flag", "a=1;b=2", "caf%C3%A9=x&c"])
def test_what_networks_add_changes_nothing_of_how_the_rest_is_spelled(asked: str) -> None:
    record = _record(1)
    link_name(record, f"https://news.example/?{asked}")
    assert records_of_link(f"https://news.example/?utm_medium=a&{asked}&UTM%5Fsource=b") == [record]


@pytest.mark.parametrize("other", ["https://news.example/harbour/fire.jpg", "https://news.example/", f"{LINK}0"])
def test_other_links_do_not(other: str) -> None:
    link_name(_record(1), LINK)
    assert records_of_link(other) == []


def test_the_store_holds_a_mark_under_the_key_of_the_installation(settings: object) -> None:
    link_name(_record(1), LINK)
    (row,) = RecordedLink.objects.values()
    assert "news" not in str(row)
    assert len(row["mark"]) == 64
    settings.HANDLE_KEY = b"o" * 32  # type: ignore[attr-defined]
    assert mark_of(LINK) != row["mark"]


def test_nothing_is_ever_noted_beside_a_sealed_record() -> None:
    link_name(_record(1, form=Form.SEALED), LINK)
    assert not RecordedLink.objects.exists()
    assert records_of_link(LINK) == []


def test_hidden_records_are_not_found() -> None:
    record = _record(1)
    link_name(record, LINK)
    Record.objects.filter(pk=record.pk).update(hidden=timezone.now())
    assert records_of_link(LINK) == []


def test_nobody_drowns_the_records_of_others() -> None:
    for number in range(1, 40):
        link_name(_record(number, organisation=1), LINK)
    other = _record(99, organisation=2)
    link_name(other, LINK)
    assert [one.organisation_id for one in records_of_link(LINK)] == [1, 2]


def test_a_link_that_nobody_could_fetch_is_refused() -> None:
    with pytest.raises(LinkNotAllowed):
        link_name(_record(1), "ftp://news.example/fire.jpg")
