"""Every act leaves a line, by whom and when; the database itself refuses to change one, or what somebody said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from verify.accounts.models import User
from verify.dossiers.errors import NotAllowed, NotNow, Unfit
from verify.dossiers.models import Act, HumanFinding, Tag
from verify.dossiers.services.dossiers import dossier_open, dossier_rename, dossier_status, dossier_tag
from verify.dossiers.services.notes import note_remove, note_write
from verify.dossiers.services.saying import finding_publish, finding_say, finding_take_back
from verify.dossiers.tests.making import dossier, item, somebody

pytestmark = pytest.mark.usefixtures("stores", "data_dir")


def refused(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_what_was_done_is_told_in_its_order_with_who_did_it() -> None:
    ida, bob = somebody("ida", "harbour"), somebody("bob", "harbour")
    made = dossier(ida)
    dossier_status(made, status="waiting", desk=bob)
    dossier_tag(made, tags="Fire, harbour ,FIRE,", desk=ida)
    dossier_rename(made, title="  Quay\u202e fire ", desk=bob)
    note = note_write(made, text="Ring the port.", desk=ida)
    told = [(one.by.get_username(), one.kind, one.params) for one in made.acts.all() if one.by]
    assert told == [
        ("ida", "opened", {"title": "Harbour fire"}),
        ("bob", "status", {"status": "waiting"}),
        ("ida", "tagged", {"tags": ["fire", "harbour"]}),
        ("bob", "renamed", {"title": "Quay fire"}),
        ("ida", "noted", {"note": note.pk}),
    ]
    assert "Ring" not in repr(list(Act.objects.values())), "words of notes are not in the trail"
    made.refresh_from_db()
    assert (made.status_by, Tag.objects.count()) == (bob.user, 2)


def test_doing_the_same_again_leaves_no_line() -> None:
    ida = somebody("ida", "harbour")
    made = dossier(ida)
    dossier_status(made, status="open", desk=ida)
    dossier_tag(made, tags=" , ", desk=ida)
    dossier_rename(made, title="Harbour fire", desk=ida)
    assert made.acts.count() == 1


def test_the_database_refuses_to_change_a_line() -> None:
    ida = somebody("ida", "harbour")
    act = dossier(ida).acts.get()
    for changed in ({"kind": "status"}, {"params": {}}, {"at": None}):
        assert refused(lambda changed=changed: Act.objects.filter(pk=act.pk).update(**changed))  # type: ignore[misc]
    User.objects.filter(pk=ida.user.pk).delete()
    assert Act.objects.get().by is None, "an account that goes is named no more, and the line stays"


def test_what_somebody_said_is_never_edited() -> None:
    ida = somebody("ida", "harbour", "editor")
    one = finding_say(item(ida), kind="place", outcome="fits", words="The crane.", named=False, desk=ida)
    for changed in ({"words": "The bridge."}, {"outcome": "open"}, {"sha256": "00" * 32}, {"named": True}):
        assert refused(lambda changed=changed: HumanFinding.objects.filter(pk=one.pk).update(**changed))  # type: ignore[misc]
    finding_publish(one, desk=ida)
    assert refused(lambda: HumanFinding.objects.filter(pk=one.pk).update(document="{}"))
    assert refused(lambda: HumanFinding.objects.filter(pk=one.pk).update(published=None, document=""))
    one.refresh_from_db()
    with pytest.raises(Unfit, match="sentence"):
        finding_take_back(one, desk=ida)
    finding_take_back(one, desk=ida, why="Another crane.")
    one.refresh_from_db()
    assert (one.words, one.taken_back is not None) == ("The crane.", True)
    with pytest.raises(NotNow):
        finding_take_back(one, desk=ida, why="Again.")


def test_a_note_is_taken_out_by_who_wrote_it_or_decides() -> None:
    ida, bob, eva = somebody("ida", "harbour"), somebody("bob", "harbour"), somebody("eva", "harbour", "editor")
    made = dossier(ida)
    first, second = (note_write(made, text=one, desk=ida) for one in ("one\r\ntwo", "three"))
    assert first.text == "one\ntwo"
    with pytest.raises(NotAllowed):
        note_remove(first, desk=bob)
    note_remove(first, desk=ida)
    note_remove(second, desk=eva)
    assert list(made.acts.values_list("kind", flat=True))[-2:] == ["unnoted", "unnoted"]


@pytest.mark.parametrize("title", ["", "   ", "\u202e\u200f"])
def test_a_title_can_be_read(title: str) -> None:
    with pytest.raises(Unfit):
        dossier_open(title=title, desk=somebody("ida", "harbour"))
