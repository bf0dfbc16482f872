"""Findings of people stand apart from those of machines, with who says them; none is a verdict, none is edited."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from verify.accounts.models import Organisation
from verify.dossiers.models import HumanFinding, Outcome, Subject
from verify.dossiers.services.saying import finding_publish, finding_say
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import OTHER, PHOTO, checked, dossier, item, somebody
from verify.registry.recorders import ListedRecorder

pytestmark = pytest.mark.usefixtures("stores", "data_dir")
WORDS = "The crane and the church tower stand as on the harbour's own map."


@pytest.fixture
def eva() -> AtTheDesk:
    return somebody("eva", "harbour", "editor")


def browser(desk: AtTheDesk) -> Client:
    client = Client()
    client.force_login(desk.user)
    return client


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def said(desk: AtTheDesk, *, named: bool = False, sha256: str = PHOTO) -> HumanFinding:
    one = finding_say(item(desk, sha256), kind="place", outcome="fits", words=WORDS, named=named, desk=desk)
    return finding_publish(one, desk=desk)


def test_what_is_said_stays_with_the_team_until_it_is_published(eva: AtTheDesk) -> None:
    made, client = dossier(eva, PHOTO), browser(eva)
    sent = {"item": made.items.get().pk, "kind": "shadows", "outcome": "not_fit", "words": WORDS}
    assert client.post(f"/dossiers/{made.pk}/findings", sent).status_code == 303
    page = body(client.get(f"/dossiers/{made.pk}"))
    assert "does not fit what is claimed" in page
    strangers = checked(None)
    assert WORDS not in body(Client().get(f"/c/{strangers.pk}"))
    one = HumanFinding.objects.get()
    assert client.post(f"/dossiers/{made.pk}/findings/{one.pk}/publish").status_code == 303
    page = body(Client().get(f"/c/{strangers.pk}"))
    assert "The crane and the church tower" in page
    assert "Said by \u2068Harbour\u2069" in page
    assert "not signed with a key" in page
    assert "eva" not in page, "who did not agree is not named"
    assert page.index('id="people"') > page.index('class="lines"'), "apart from what machines found"


def test_another_file_hears_nothing_of_it(eva: AtTheDesk) -> None:
    said(eva)
    assert "What people found" not in body(Client().get(f"/c/{checked(None, OTHER).pk}"))


def test_who_agreed_is_named_and_what_was_published_is_there_byte_by_byte(eva: AtTheDesk) -> None:
    one = said(eva, named=True)
    assert "\u2068eva\u2069" in body(Client().get(f"/c/{checked(None).pk}"))
    answer = Client().get(f"/findings/{one.pk}.json")
    assert answer.content.decode() == one.document
    told = json.loads(answer.content)
    assert (told["about"]["sha256"], told["said_by"]) == (PHOTO, {"organisation": "Harbour", "person": "eva"})


def test_taken_back_its_words_are_gone_and_that_it_was_said_is_not(eva: AtTheDesk) -> None:
    one = said(eva)
    back = f"/dossiers/{one.dossier_id}/findings/{one.pk}/take-back"
    assert browser(eva).post(back).status_code == 400, "those who read it are owed a sentence"
    assert browser(eva).post(back, {"words": "We had looked at another quay."}).status_code == 303
    for there in (f"/c/{checked(None).pk}", f"/findings/{one.pk}"):
        page = body(Client().get(there))
        assert "took it back" in page
        assert "We had looked at another quay." in page
        assert "The crane" not in page
    assert Client().get(f"/findings/{one.pk}.json").status_code == 410


def test_members_say_and_take_back_their_own_and_publish_nothing(eva: AtTheDesk) -> None:
    bob = somebody("bob", "harbour")
    own = finding_say(item(bob), kind="weather", outcome="open", words=WORDS, named=False, desk=bob)
    there = f"/dossiers/{own.dossier_id}/findings/{own.pk}"
    assert browser(bob).post(f"{there}/publish").status_code == 403
    assert browser(bob).post(f"{there}/take-back").status_code == 303
    others = said(eva)
    away = f"/dossiers/{others.dossier_id}/findings/{others.pk}/take-back"
    assert browser(bob).post(away).status_code == 403


def test_who_works_alone_publishes_in_no_name() -> None:
    max_ = somebody("max")
    own = finding_say(item(max_), kind="other", outcome="open", words=WORDS, named=True, desk=max_)
    assert browser(max_).post(f"/dossiers/{own.dossier_id}/findings/{own.pk}/publish").status_code == 403


def test_those_whom_a_reader_goes_by_come_first(eva: AtTheDesk) -> None:
    said(somebody("eve", "rival", "owner"))
    said(eva)
    reader = somebody("rea", "third", "owner")
    listed = Organisation.objects.get(slug="harbour")
    ListedRecorder.objects.create(organisation=reader.team.organisation, recorder=listed)
    page = body(browser(reader).get(f"/c/{checked(reader.user).pk}"))
    assert page.index("Said by \u2068Harbour") < page.index("Said by \u2068Rival")
    assert page.count("not an organisation that you go by") == 1


def test_a_dossier_with_a_published_finding_is_not_deleted_behind_it(eva: AtTheDesk) -> None:
    one = said(eva)
    assert browser(eva).post(f"/dossiers/{one.dossier_id}/delete").status_code == 409
    assert HumanFinding.objects.exists()


def test_no_word_of_the_list_is_a_verdict() -> None:
    words = " ".join(str(label).lower() for _, label in (*Subject.choices, *Outcome.choices))
    for verdict in ("true", "fake", "verified", "genuine", "authentic", "guaranteed", "confirmed", "false"):
        assert verdict not in words


def test_another_team_s_item_is_nothing_to_speak_about(eva: AtTheDesk) -> None:
    other = item(somebody("eve", "rival", "owner"))
    sent = {"item": other.pk, "kind": "place", "outcome": "fits", "words": WORDS}
    assert browser(eva).post(f"/dossiers/{dossier(eva).pk}/findings", sent).status_code == 404
