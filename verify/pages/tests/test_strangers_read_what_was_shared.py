"""A link is shown once and stored as a digest; a stranger reads answers by it, nothing else, and while it lives."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from verify import wiring
from verify.dossiers.models import Share
from verify.dossiers.services.dossiers import dossier_tag
from verify.dossiers.services.items import item_remove
from verify.dossiers.services.notes import note_write
from verify.dossiers.services.saying import finding_publish, finding_say
from verify.dossiers.services.shares import share_make
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import OTHER, PHOTO, dossier, somebody

pytestmark = pytest.mark.usefixtures("stores", "data_dir")


@pytest.fixture
def eva() -> AtTheDesk:
    return somebody("eva", "harbour", "editor")


def made_by(client: Client, dossier_id: str, **sent: str) -> str:
    answer = client.post(f"/dossiers/{dossier_id}/links", {"days": "7", **sent})
    found = re.search(r"http://testserver(/shared/[\w-]{43})", answer.content.decode())
    assert found, answer.status_code
    return found[1]


def browser(desk: AtTheDesk) -> Client:
    client = Client()
    client.force_login(desk.user)
    return client


def read(link: str) -> str:
    answer = Client().get(link)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_stranger_reads_answers_and_published_findings_and_nothing_else(eva: AtTheDesk) -> None:
    made = dossier(eva, PHOTO, OTHER, title="Leak from the ministry")
    note_write(made, text="The source is Jane.", desk=eva)
    dossier_tag(made, tags="secretword", desk=eva)
    item = made.items.first()
    for words, public in (("The crane stands there.", True), ("Our own doubts.", False)):
        one = finding_say(item, kind="place", outcome="fits", words=words, named=False, desk=eva)
        if public:
            finding_publish(one, desk=eva)
    link = made_by(browser(eva), made.pk, title="For the courts")
    shown = read(link)
    answers = re.findall(rf'href="({link}/\d+)"', shown)
    assert len(answers) == 2
    pages = shown + "".join(read(one) for one in answers)
    for words in ("For the courts", "Harbour", "No credentials", "The crane stands there."):
        assert words in pages
    for words in ("Leak from the ministry", "Jane", "secretword", "Our own doubts.", "eva"):
        assert words not in pages


def test_a_link_to_one_answer_leads_to_no_other(eva: AtTheDesk) -> None:
    made = dossier(eva, PHOTO, OTHER)
    first, second = made.items.all()
    link = made_by(browser(eva), made.pk, item=str(first.pk))
    assert PHOTO in read(link)
    assert Client().get(f"{link}/{second.pk}").status_code == 404
    item_remove(first, desk=eva)
    assert Client().get(link).status_code == 404


def test_what_expired_was_ended_or_never_was_is_answered_alike(eva: AtTheDesk) -> None:
    made, client = dossier(eva, PHOTO), browser(eva)
    expired, ended = made_by(client, made.pk), made_by(client, made.pk)
    old, new = Share.objects.order_by("id")
    Share.objects.filter(pk=old.pk).update(expires=wiring.now() - timedelta(seconds=1))
    assert client.post(f"/dossiers/{made.pk}/links/{new.pk}/end").status_code == 303
    answers = [Client().get(one) for one in (expired, ended, f"/shared/{'x' * 43}")]
    assert [one.status_code for one in answers] == [404] * 3
    assert len({one.content for one in answers}) == 1


def test_it_is_kept_from_search_engines_other_sites_and_caches(eva: AtTheDesk) -> None:
    answer = Client().get(made_by(browser(eva), dossier(eva, PHOTO).pk))
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_only_a_digest_and_a_count_are_stored(eva: AtTheDesk) -> None:
    link = made_by(browser(eva), dossier(eva, PHOTO).pk)
    for _time in range(2):
        read(link)
    Client().head(link)
    (row,) = Share.objects.values()
    assert row["opens"] == 2
    assert link.rpartition("/")[2] not in repr(row)


def test_members_make_no_links_and_a_term_is_chosen_from_the_list(eva: AtTheDesk) -> None:
    made = dossier(eva, PHOTO)
    member = browser(somebody("bob", "harbour"))
    assert member.post(f"/dossiers/{made.pk}/links", {"days": "7"}).status_code == 403
    assert browser(eva).post(f"/dossiers/{made.pk}/links", {"days": "3650"}).status_code == 400
    assert not Share.objects.exists()


def test_a_link_outlives_who_made_it_and_not_the_dossier(eva: AtTheDesk) -> None:
    made = dossier(eva, PHOTO)
    _, token = share_make(made, item=None, title="", days=1, desk=eva)
    eva.user.delete()
    assert "Harbour" in read(f"/shared/{token}")
    made.delete()
    assert Client().get(f"/shared/{token}").status_code == 404
