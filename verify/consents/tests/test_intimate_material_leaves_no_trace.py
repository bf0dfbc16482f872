"""Of intimate material neither digest nor fingerprint is kept, nobody is told of it, and what was told can be ended."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, router, transaction

from verify.accounts.models import User
from verify.consents.errors import BadConsent, NotNow
from verify.consents.models import Objection
from verify.consents.selectors.objections import objection_get, upheld_for
from verify.consents.services import (
    Told,
    objection_add,
    objection_decide,
    objection_is_intimate,
    objection_open,
    objection_read,
    objection_take_up,
    objection_withdraw,
)
from verify.consents.services.ending import KEPT, UNANSWERED, objections_sweep
from verify.consents.services.notices import UPHELD, platforms_tell
from verify.ledger.errors import Erased
from verify.ledger.keys.models import DatumKey
from verify.ledger.parts import parts
from verify.webhooks.models import Delivery, Subscription

WORK = "cd" * 32
WORDS, PLACE, CONTACT = "a bedroom that nobody may see", "https://posts.example/private-7", "lena@example.org"
TOLD = Told(WORDS, PLACE, CONTACT, represents=True)


def rows_as_text() -> str:
    """Everything that every table of every store holds, as its bytes read."""
    rows = (row for model in apps.get_models() for row in model._default_manager.using(_store(model)).values())
    return "\n".join(_text(value) for row in rows for value in row.values())


def _store(model: type) -> str:
    return router.db_for_read(model)  # type: ignore[arg-type]


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)


def intimate() -> Objection:
    return objection_open(category="intimate", told=TOLD)


def traces() -> list[str]:
    held = rows_as_text()
    return [one for one in (WORDS, PLACE, CONTACT, WORK) if one in held]


@pytest.mark.usefixtures("room")
def test_nothing_that_was_told_can_be_read_in_any_table() -> None:
    intimate()

    assert traces() == []


@pytest.mark.usefixtures("room")
def test_the_search_sees_what_is_planted() -> None:
    objection = intimate()
    Objection.objects.filter(pk=objection.pk).update(answer=WORDS[:20])

    assert WORDS[:20] in rows_as_text()


@pytest.mark.usefixtures("room")
def test_a_digest_of_it_is_refused_by_the_service_and_by_the_store() -> None:
    with pytest.raises(BadConsent) as refused:
        objection_open(category="intimate", told=TOLD, sha256=WORK)
    assert refused.value.code == "objection.intimate"

    objection = intimate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(sha256=WORK)


def test_the_desk_cannot_name_a_digest_of_it_and_nobody_is_told(reviewer: User, platform: Subscription) -> None:
    objection = intimate()
    objection_take_up(objection, by=reviewer)
    objection_decide(objection_get(objection.pk), by=reviewer, state="upheld", answer="agreed", sha256=WORK)

    assert objection_get(objection.pk).sha256 == ""
    assert Delivery.objects.count() == 0
    assert platforms_tell(about="x", code=UPHELD, sha256="") == 0


@pytest.mark.parametrize("upheld", [False, True])
def test_the_desk_marks_what_was_sent_as_something_else(reviewer: User, platform: Subscription, upheld: bool) -> None:
    objection = objection_open(category="likeness", told=TOLD, sha256=WORK)
    objection_take_up(objection, by=reviewer)
    if upheld:
        objection_decide(objection_get(objection.pk), by=reviewer, state="upheld", answer="agreed")
    objection_is_intimate(objection_get(objection.pk), by=reviewer)

    assert traces() == []
    assert upheld_for(WORK) is None
    assert Delivery.objects.count() == 0
    with pytest.raises(NotNow):
        objection_is_intimate(objection_get(objection.pk), by=reviewer)


def test_taking_it_back_destroys_what_was_told_at_once(reviewer: User) -> None:
    objection = intimate()
    before = DatumKey.objects.filter(secret__isnull=False).count()
    objection_withdraw(objection)

    assert DatumKey.objects.filter(secret__isnull=False).count() == before - 1
    with pytest.raises(Erased):
        objection_read(objection, by=reviewer)
    assert bytes(objection_get(objection.pk).locked) == b""


def test_more_words_take_the_old_key_with_them(reviewer: User) -> None:
    objection = intimate()
    objection_take_up(objection, by=reviewer)
    objection_decide(objection_get(objection.pk), by=reviewer, state="asked", answer="who_you_are")
    old = objection_get(objection.pk)
    objection_add(old, words="I am her mother.")

    assert DatumKey.objects.get(pk=old.key_id).secret is None
    assert objection_read(objection_get(objection.pk), by=reviewer).represents


@pytest.mark.usefixtures("room")
def test_rows_of_short_and_long_stories_are_of_one_size() -> None:
    sizes = {
        len(bytes(objection_open(category="intimate", told=Told("x" * length)).locked)) for length in (1, 500, 5_000)
    }

    assert len(sizes) == 1


def test_time_ends_what_nobody_ends(reviewer: User) -> None:
    objection = intimate()
    objection_take_up(objection, by=reviewer)
    objection_decide(objection_get(objection.pk), by=reviewer, state="declined", answer="no_answer")
    at = parts().clock() + KEPT + timedelta(minutes=1)

    objections_sweep(at)
    assert objection_get(objection.pk).erased is not None
    objections_sweep(at + KEPT + timedelta(minutes=1))
    assert not Objection.objects.filter(pk=objection.pk).exists()


def test_an_unanswered_question_ends_it(reviewer: User) -> None:
    objection = intimate()
    objection_take_up(objection, by=reviewer)
    objection_decide(objection_get(objection.pk), by=reviewer, state="asked", answer="where")

    objections_sweep(parts().clock() + UNANSWERED + timedelta(minutes=1))
    assert objection_get(objection.pk).state == "withdrawn"


@pytest.mark.usefixtures("room")
def test_no_file_is_written(data_dir: Path) -> None:
    before = {one for one in data_dir.rglob("*") if one.is_file()}
    intimate()

    assert {one for one in data_dir.rglob("*") if one.is_file()} == before
