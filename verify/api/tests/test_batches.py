"""Many things in one call: taken in, followed, filtered, taken away, and nobody else's business."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from verify import wiring
from verify.accounts.models import User
from verify.api.batches.envelope import cell_text
from verify.api.tests.conftest import quarantined
from verify.api.tests.media import new_key, png, upload
from verify.api.tests.test_verifying import follows
from verify.apikeys.models import ApiKey
from verify.apikeys.services import key_end
from verify.apikeys.tests.making import key_for, person
from verify.batches.limits import MOST_ITEMS, MOST_RUNNING
from verify.batches.models import Batch, Item, ItemState, SealedLinks
from verify.batches.tests.desk import Planted, answering, work_off, zipped
from verify.ledger.keys.models import DatumKey

BATCHES = "/api/v1/batches"
DIGEST = "ab" * 32
LINK = "https://pictures.example/harbour.jpg?who=jane"


@pytest.fixture
def examiner(monkeypatch: pytest.MonkeyPatch) -> Planted:
    planted = Planted(answering)
    monkeypatch.setattr(wiring, "_examiner", planted)
    return planted


@pytest.fixture
def key() -> dict[str, str]:
    return key_of(person())


def key_of(user: User, *scopes: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key_for(user, *(scopes or ('check',)), at=wiring.now()).token.text}"}


def send(client: Any, content: bytes, headers: dict[str, str]) -> Any:
    return client.post(BATCHES, {"file": upload(content, "Jane-Doe.zip")}, headers=headers)


def listed(client: Any, items: list[dict[str, str]], headers: dict[str, str]) -> Any:
    return client.post(BATCHES, {"items": items}, content_type="application/json", headers=headers)


def three() -> bytes:
    return zipped([("a.png", png(note=b"a")), ("b.txt", b"words"), ("c.png", png(note=b"c"))])


def test_an_archive_is_taken_in_followed_and_read(
    client: Any, key: dict[str, str], examiner: Planted, document: Any
) -> None:
    taken = send(client, three(), key)
    assert (taken.status_code, taken.json()["state"], taken.json()["total"]) == (202, "running", 3)
    follows(document, "Batch", taken.json())
    work_off()
    found = client.get(taken["Location"], headers=key).json()
    follows(document, "Batch", found)
    assert (found["state"], found["codes"]) == ("done", {"no_credentials": 2})
    assert found["counts"] == {"waiting": 0, "working": 0, "done": 2, "refused": 1, "failed": 0, "cancelled": 0}
    items = client.get(found["links"]["items"], headers=key).json()
    follows(document, "BatchItemPage", items)
    assert [(one["position"], one["code"]) for one in items["items"]] == [
        (1, "no_credentials"), (2, "refused.unknown_type"), (3, "no_credentials"),
    ]  # fmt: skip
    report = client.get(items["items"][0]["links"]["self"], headers=key).json()["report"]
    assert report["headline"]["code"] == "no_credentials"


def test_digests_are_looked_up_without_a_file(client: Any, key: dict[str, str]) -> None:
    sent = listed(client, [{"sha256": DIGEST}, {"sha256": "cd" * 32}], key)
    work_off()
    items = client.get(f"{sent['Location']}/items", headers=key).json()["items"]
    assert [(one["kind"], one["state"], one["code"]) for one in items] == [("digest", "done", "not_on_record")] * 2
    assert DIGEST not in repr(list(Item.objects.values()))


@pytest.mark.parametrize(
    "table",
    [
        f"url\r\n{LINK}\r\n\r\nnot a link\r\n{DIGEST}\r\n",
        f"\ufeffname;url\nharbour;{LINK}\n;\nx;not a link\ny;{DIGEST}\n",
        f"# links\n{LINK}\n\nnot a link\n{DIGEST}\n",
    ],
    ids=["one column", "semicolons", "no head"],
)
def test_a_table_is_read_row_by_row(client: Any, key: dict[str, str], table: str) -> None:
    sent = client.post(BATCHES, table.encode(), content_type="text/csv", headers=key)
    assert sent.status_code == 202, sent.content
    kinds = dict(Item.objects.values_list("position", "kind"))
    assert (kinds[2], kinds[5]) == ("link", "digest")
    assert Item.objects.get(position=4).code == "batch.not_a_link"
    by_form = client.post(BATCHES, {"file": upload(table.encode(), "links.csv")}, headers=key)
    assert by_form.json()["total"] == sent.json()["total"]


def test_links_lie_sealed_while_they_are_needed_and_their_keys_are_erased_at_the_end(
    client: Any, key: dict[str, str]
) -> None:
    sent = listed(client, [{"url": LINK}], key)
    rows = repr([*Batch.objects.values(), *Item.objects.values(), *SealedLinks.objects.values()])
    assert "pictures.example" not in rows
    used = SealedLinks.objects.get().key_id
    assert client.post(f"{sent['Location']}/cancel", headers=key).json()["state"] == "cancelled"
    assert not SealedLinks.objects.exists()
    assert DatumKey.objects.get(pk=used).secret is None


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ([], "none"),
        ([{"url": LINK, "sha256": DIGEST}], "both"),
        ([{}], "neither"),
        ([{"sha256": "xyz"}], "no digest"),
        ([{"url": LINK, "name": "harbour"}], "more"),
        ([{"sha256": DIGEST}] * (MOST_ITEMS + 1), "too many"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_whole(
    client: Any, key: dict[str, str], items: list[dict[str, str]], why: str
) -> None:
    refused = listed(client, items, key)
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_items")
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"PK\x03\x04 broken", 422, "bad_archive"),
        (b"\xff\xfe\0", 400, "bad_items"),
        (b"\n\n", 400, "bad_items"),
        (b"[null]\n{}", 400, "bad_items"),
        (zipped([]), 422, "bad_archive"),
    ],
)
def test_what_is_no_archive_is_refused_and_nothing_is_kept(
    client: Any, key: dict[str, str], content: bytes, status: int, code: str
) -> None:
    refused = send(client, content, key)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.json()["detail"]
    assert quarantined() == []
    assert not Batch.objects.exists()


def test_strangers_have_no_batches(client: Any) -> None:
    assert send(client, three(), {}).status_code == 403
    assert client.get(BATCHES).status_code == 403
    assert quarantined() == []


def test_a_batch_of_somebody_else_answers_like_nothing(client: Any, key: dict[str, str]) -> None:
    here = send(client, three(), key)["Location"]
    eve = key_of(person("eve"))
    nothing = f"{BATCHES}/{'x' * 22}"
    for path in ("", "/items", "/export.csv", "/export.jsonl"):
        theirs, none = (client.get(one + path, headers=eve) for one in (here, nothing))
        assert (theirs.status_code, theirs.content) == (none.status_code, none.content) == (404, none.content)
    for path in ("/cancel", "/retry"):
        assert client.post(here + path, headers=eve).status_code == 404
    assert client.delete(here, headers=eve).status_code == 404
    assert client.get(BATCHES, headers=eve).json()["batches"] == []
    assert client.get(here, headers=key).json()["state"] == "running"


def test_who_left_the_team_has_no_more_to_do_with_what_they_sent_for_it(client: Any) -> None:
    bob, ada = person("bob", "desk"), person("ada", "desk")
    here = send(client, three(), key_of(bob))["Location"]
    bob.memberships.all().delete()

    assert client.get(here, headers=key_of(bob)).status_code == 404
    assert client.delete(here, headers=key_of(bob)).status_code == 404
    assert client.get(here, headers=key_of(ada)).status_code == 200


def test_a_key_that_only_reads_changes_nothing(client: Any) -> None:
    owner = person()
    here = send(client, three(), key_of(owner))["Location"]
    reading = key_of(owner, "read")
    assert client.get(here, headers=reading).status_code == 200
    for refused in (
        client.delete(here, headers=reading),
        client.post(f"{here}/cancel", headers=reading),
        send(client, three(), reading),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "key_scope")


def test_the_same_call_twice_is_one_batch(client: Any, key: dict[str, str]) -> None:
    once = key | {"Idempotency-Key": new_key()}
    content = three()
    first, again = send(client, content, once), send(client, content, once)
    assert first.json()["id"] == again.json()["id"]
    assert len(quarantined()) == 1
    other = send(client, zipped([("other.png", png())]), once)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert Batch.objects.count() == 1


def test_items_come_in_pages_and_filtered(client: Any, key: dict[str, str]) -> None:
    here = listed(client, [{"sha256": f"{number:064x}"} for number in range(7)], key)["Location"]
    work_off()
    Item.objects.filter(position__in=(2, 5)).update(state=ItemState.FAILED, code="link.no_answer")
    seen, following = [], f"{here}/items?limit=3"
    while following:
        page = client.get(following, headers=key).json()
        seen += [one["position"] for one in page["items"]]
        following = page["next"]
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    failed = client.get(f"{here}/items?state=failed", headers=key).json()["items"]
    assert [one["position"] for one in failed] == [2, 5]
    by_code = client.get(f"{here}/items?code=not_on_record&limit=2", headers=key).json()
    assert [one["position"] for one in by_code["items"]] == [1, 3]
    assert "code=not_on_record" in by_code["next"]


@pytest.mark.parametrize(
    "query", ["state=asleep", "limit=0", "limit=9999", "limit=x", "cursor=-1", "code=A%00b", "code=", "state="]
)
def test_a_filter_that_is_none_is_refused(client: Any, key: dict[str, str], query: str) -> None:
    here = listed(client, [{"sha256": DIGEST}], key)["Location"]
    refused = client.get(f"{here}/items?{query}", headers=key)
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")


def test_what_failed_is_tried_again_and_nothing_else(client: Any, key: dict[str, str], examiner: Planted) -> None:
    here = send(client, three(), key)["Location"]
    work_off()
    assert client.post(f"{here}/retry", headers=key).json()["code"] == "batch_state"
    again = send(client, zipped([("a.png", png(note=b"1")), ("b.png", png(note=b"2"))]), key)["Location"]
    examiner.answer = failing
    work_off()
    assert client.get(again, headers=key).json()["counts"]["failed"] == 2
    examiner.answer = answering
    assert client.post(f"{again}/retry", headers=key).json()["state"] == "running"
    work_off()
    found = client.get(again, headers=key).json()
    assert (found["state"], found["counts"]["done"], found["counts"]["failed"]) == ("done", 2, 0)
    assert quarantined() == []


def failing(_content: bytes) -> Any:
    raise OSError("our own fault")


def test_batches_are_listed_newest_first_and_in_pages(client: Any, key: dict[str, str]) -> None:
    ids = [listed(client, [{"sha256": DIGEST}], key).json()["id"] for _ in range(3)]
    found = client.get(BATCHES, headers=key).json()
    assert [one["id"] for one in found["batches"]] == ids[::-1]
    assert found["next"] is None
    later = client.get(f"{BATCHES}?cursor={ids[2]}", headers=key).json()
    assert [one["id"] for one in later["batches"]] == [ids[1], ids[0]]


def test_a_team_has_so_many_under_way_and_no_more(client: Any, key: dict[str, str]) -> None:
    sent = [listed(client, [{"sha256": DIGEST}], key) for _ in range(MOST_RUNNING + 1)]
    assert [one.status_code for one in sent] == [202] * MOST_RUNNING + [429]
    assert sent[-1].json()["code"] == "too_many_batches"
    assert int(sent[-1]["Retry-After"]) > 0
    work_off()
    assert listed(client, [{"sha256": DIGEST}], key).status_code == 202


def test_the_exports_hold_every_item(client: Any, key: dict[str, str], examiner: Planted) -> None:
    here = send(client, three(), key)["Location"]
    work_off()
    table = client.get(f"{here}/export.csv", headers=key)
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(b"".join(table.streaming_content).decode())))
    assert [(row["position"], row["state"], row["code"]) for row in rows] == [
        ("1", "done", "no_credentials"), ("2", "refused", "refused.unknown_type"), ("3", "done", "no_credentials"),
    ]  # fmt: skip
    lines = client.get(f"{here}/export.jsonl", headers=key | {"Accept": "application/jsonl"})
    told = [json.loads(line) for line in b"".join(lines.streaming_content).splitlines()]
    assert [one["report"] and one["report"]["headline"]["code"] for one in told] == [
        "no_credentials", None, "no_credentials",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell_text(text) == f"'{text}"
    assert cell_text("a plain sentence = fine") == "a plain sentence = fine"


def test_a_forgotten_batch_leaves_nothing(client: Any, key: dict[str, str], examiner: Planted) -> None:
    here = send(client, three(), key)["Location"]
    work_off()
    one = client.get(f"{here}/items", headers=key).json()["items"][0]
    assert client.delete(here, headers=key).status_code == 204
    assert client.get(here, headers=key).status_code == 404
    assert client.get(one["links"]["self"], headers=key).status_code == 404
    assert not Item.objects.exists()


def test_all_keys_of_a_person_lead_to_their_batches_and_an_ended_one_to_none(client: Any, key: dict[str, str]) -> None:
    here = send(client, three(), key)["Location"]
    first = ApiKey.objects.get()
    assert client.get(here, headers=key_of(first.user)).status_code == 200
    key_end(user=first.user, key_id=first.pk, at=wiring.now())
    assert client.get(here, headers=key).status_code == 401
