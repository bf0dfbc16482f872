"""A page about a contested recording, disputes beside what is public, and what operators take out of display."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from verify.accounts.models import User
from verify.contested.models import ContestedPage, Dispute, OperatorAct, Piece
from verify.contested.services.pages import Written, page_write
from verify.contested.services.pieces import viewer_of_desk
from verify.contested.tests.making import CLAIM, LIMIT, WORDS, draft, published
from verify.dossiers.services.saying import finding_publish, finding_say
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import PHOTO, checked, item, somebody
from verify.ledger.services import record_open, record_sealed
from verify.pages.tests.confirming import confirmed
from verify.pages.tests.conftest import Writing

pytestmark = pytest.mark.usefixtures("writing", "data_dir", "stores")
SAID = {"reason": "time", "words": "The shadows are those of noon.", "link": "https://shadows.example/1"}
HIDING = {"why": "abuse", "words": "see the mail of Tuesday"}
VERDICTS = re.compile(r"\b(true|fake|false|genuine|authentic|verified|forged)\b", re.IGNORECASE)


@pytest.fixture
def eva() -> AtTheDesk:
    return somebody("eva", "harbour", "editor")


@pytest.fixture
def eve() -> AtTheDesk:
    return somebody("eve", "rival", "owner")


def browser(desk: AtTheDesk) -> Client:
    client = Client()
    client.force_login(desk.user)
    return client


def body(answer: object) -> str:
    return answer.content.decode().replace("\u2068", "").replace("\u2069", "")  # type: ignore[attr-defined,no-any-return]


def read(address: str) -> str:
    return body(Client().get(address))


def test_a_draft_is_its_team_s_and_every_version_everybody_s(eva: AtTheDesk, eve: AtTheDesk) -> None:
    page = draft(eva)
    public, own = f"/contested/{page.pk}", browser(eva)
    assert Client().get(public).status_code == browser(eve).get(f"{public}/draft").status_code == 404
    assert own.post(f"{public}/draft/publish").status_code == 303
    first = read(public)
    for words in (CLAIM, LIMIT, WORDS.title, "Put together by Harbour, who chose what stands here"):
        assert words in first
    for secret in ("Secret working title", "eva"):
        assert secret not in first
    page_write(page, words=Written(**{**{n: getattr(WORDS, n) for n in WORDS.__slots__}, "shown": "Nothing yet."}))
    assert read(public) == first, "a draft changes nothing that is published"
    own.post(f"{public}/draft/publish", {"changed": "We had claimed too much."})
    assert "Nothing yet." in read(public)
    assert "We had claimed too much." in read(public)
    assert "Nothing yet." not in (old := read(f"{public}/v1"))
    assert "Go to the newest version" in old
    told = json.loads(Client().get(f"{public}/v2.json").content)
    assert told["assembled_by"] == {"organisation": "Harbour"}


def test_the_site_s_own_words_judge_nothing(eva: AtTheDesk) -> None:
    text = re.sub(r"<[^>]+>", " ", read(f"/contested/{published(eva).page_id}").partition("<article>")[2])
    assert VERDICTS.findall(text.replace(CLAIM, "")) == []


def test_rivals_stand_there_whoever_chose_what_stands_there(eva: AtTheDesk, eve: AtTheDesk, writing: Writing) -> None:
    theirs = record_open(sha256=bytes.fromhex(PHOTO), owner=viewer_of_desk(eve))
    ours = record_open(sha256=bytes.fromhex(PHOTO), owner=viewer_of_desk(eva))
    writing.batch()
    page = draft(eva)
    client = browser(eva)
    client.post(f"/contested/{page.pk}/draft/pieces", {"piece": "named", "named": ours.pk, "side": "own"})
    client.post(f"/contested/{page.pk}/draft/publish")
    text = read(f"/contested/{page.pk}")
    assert "Rival recorded it" in text
    assert "Harbour recorded it" in text
    assert "Listed by this site, chosen by nobody" in text
    assert f"/r/{theirs.pk}" in text


def test_a_withdrawn_page_says_so_and_why_and_a_draft_goes_without_a_trace(eva: AtTheDesk) -> None:
    page = published(eva).page
    client, there = browser(eva), f"/contested/{page.pk}"
    assert client.post(f"{there}/withdraw", {"words": " "}).status_code == 400
    assert client.post(f"{there}/draft/discard").status_code == 409
    assert client.post(f"{there}/withdraw", {"words": "The record was of another fire."}).status_code == 303
    for address in (there, f"{there}/v1"):
        answer = Client().get(address)
        assert answer.status_code == 410
        assert "The record was of another fire." in body(answer)
        assert CLAIM not in body(answer)
    assert Client().get(f"{there}/v1.json").status_code == 410
    other = draft(eva)
    assert client.post(f"/contested/{other.pk}/draft/discard").status_code == 303
    assert ContestedPage.objects.count() == 1


def test_members_draft_and_do_not_publish_answer_or_withdraw(eva: AtTheDesk, eve: AtTheDesk) -> None:
    bob, page = browser(somebody("bob", "harbour")), published(eva).page
    assert bob.get(f"/contested/{page.pk}/draft").status_code == 200
    browser(eve).post(f"/disputes/about/page/{page.pk}", SAID)
    one = Dispute.objects.get()
    for way in ("draft/publish", "withdraw"):
        assert bob.post(f"/contested/{page.pk}/{way}", {"changed": "x", "words": "x"}).status_code == 403
    assert bob.post(f"/disputes/{one.pk}/answer", {"answer": "accepted", "words": "Yes."}).status_code == 403


def test_a_dispute_stands_beside_silence_and_then_the_answer(eva: AtTheDesk, eve: AtTheDesk) -> None:
    page = published(eva).page
    here, rival = f"/contested/{page.pk}", browser(eve)
    assert "/login" in Client().post(f"/disputes/about/page/{page.pk}", SAID)["Location"]
    assert browser(eva).post(f"/disputes/about/page/{page.pk}", SAID).status_code == 409, "one's own is corrected"
    before = read(here).partition('id="disputes"')[0]
    assert rival.post(f"/disputes/about/page/{page.pk}", SAID).status_code == 303
    assert rival.post(f"/disputes/about/page/{page.pk}", SAID).status_code == 409, "one open dispute of a person"
    text = read(here)
    assert text.partition('id="disputes"')[0] == before, "nothing above it changes"
    assert SAID["words"] in text
    assert "Filed by somebody with an account here" in text
    assert "No answer from Harbour since" in text
    one = Dispute.objects.get()
    answer = {"answer": "accepted", "words": "It was noon, as the log of the harbour says."}
    assert rival.post(f"/disputes/{one.pk}/answer", answer).status_code == 404
    assert browser(eva).post(f"/disputes/{one.pk}/answer", answer).status_code == 303
    assert browser(eva).post(f"/disputes/{one.pk}/answer", answer).status_code == 409, "once"
    text = read(here)
    assert "Correction" in text
    assert answer["words"] in text
    assert "No answer from" not in text


def test_an_open_record_is_disputed_and_a_sealed_one_is_not_there(eva: AtTheDesk, eve: AtTheDesk) -> None:
    record = record_open(sha256=bytes.fromhex(PHOTO), owner=viewer_of_desk(eva))
    browser(eve).post(f"/disputes/about/record/{record.pk}", {**SAID, "named": "yes"})
    assert "Filed by Rival" in read(f"/r/{record.pk}")
    strangers = read(f"/c/{checked(None).pk}")
    assert SAID["words"] not in strangers, "no answer of a check is changed by it"
    sealed = record_sealed(sha256=bytes.fromhex(PHOTO), owner=viewer_of_desk(eva))
    for number in (sealed.pk, "A" * 22):
        for who in (eva, eve):
            assert browser(who).post(f"/disputes/about/record/{number}", SAID).status_code == 404


def test_a_link_of_another_kind_than_the_web_s_is_refused(eva: AtTheDesk, eve: AtTheDesk) -> None:
    page = published(eva).page
    for link in ("javascript:alert(1)", "https://user@evil.example/", "ftp://a.example", "https://"):
        assert browser(eve).post(f"/disputes/about/page/{page.pk}", {**SAID, "link": link}).status_code == 400
    assert not Dispute.objects.exists()


def test_operators_hide_with_a_reason_and_show_again_and_the_trail_has_both(eva: AtTheDesk, eve: AtTheDesk) -> None:
    said = finding_say(item(eva), kind="place", outcome="fits", words="The crane.", named=False, desk=eva)
    finding_publish(said, desk=eva)
    browser(eve).post(f"/disputes/about/finding/{said.pk}", SAID)
    op = confirmed(_browser_of(User.objects.create_superuser("op")))
    way, check = f"/operators/display/finding/{said.pk}", checked(None)
    assert browser(eve).post(way, HIDING).status_code == 404
    assert Client().post(way, HIDING).status_code == 302
    assert not OperatorAct.objects.exists(), "only operators"
    assert op.post(way, {"why": "mistake"}).status_code == 400
    assert op.post(way, HIDING).status_code == 303
    for address in (f"/findings/{said.pk}", f"/c/{check.pk}"):
        text = read(address)
        assert "The crane." not in text
        assert "out of display" in text
    assert "it insults or threatens somebody" in read(f"/findings/{said.pk}")
    assert HIDING["words"] not in read(f"/findings/{said.pk}"), "for operators alone"
    assert Client().get(f"/findings/{said.pk}.json").status_code == 410
    one = Dispute.objects.get()
    assert op.post(f"/operators/display/dispute/{one.pk}", HIDING).status_code == 303
    assert SAID["words"] not in read(f"/findings/{said.pk}")
    assert op.post(way, {"act": "show"}).status_code == 303
    assert "The crane." in read(f"/findings/{said.pk}")
    trail = body(op.get("/operators/display"))
    assert trail.count("took out of display:") == 2
    assert HIDING["words"] in trail
    assert [one.did for one in OperatorAct.objects.all()] == ["hid", "hid", "showed"]


def test_a_page_that_an_operator_hid_tells_nothing_of_it(eva: AtTheDesk) -> None:
    page = published(eva).page
    op = confirmed(_browser_of(User.objects.create_superuser("op")))
    op.post(f"/operators/display/page/{page.pk}", HIDING)
    for way in ("", "/v1", "/v1.json"):
        answer = Client().get(f"/contested/{page.pk}{way}")
        assert answer.status_code == 410
        assert CLAIM not in body(answer)


def test_pieces_of_another_team_s_dossier_are_nothing(eva: AtTheDesk, eve: AtTheDesk) -> None:
    page, theirs = draft(eva), item(eve)
    sent = {"piece": "check", "item": theirs.pk, "opened": "yes"}
    assert browser(eva).post(f"/contested/{page.pk}/draft/pieces", sent).status_code == 404
    assert Piece.objects.count() == 1


def _browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
