"""A number in a form is somebody's as one in an address is: ours, sent about a thing of theirs, is like nobody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

import pytest
from django.db.models import Model, QuerySet

from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.models import Dossier, Item
from verify.dossiers.teams import AtTheDesk
from verify.pages.views import archives
from verify.pages.views.dossiers import adding, saying
from verify.tests.authorisation.asking import Answer, ask, nothing_like
from verify.tests.authorisation.callers import Caller, Callers
from verify.tests.authorisation.tenants import World
from verify.tests.authorisation.trying import CLOSED, behind, said, unlike, values_of

T = TypeVar("T", bound=Model)


@dataclass(frozen=True, slots=True)
class Form:
    """A route whose form names a thing: the field, the word for it in the table of doors, and the fields beside it."""

    route: str
    named: str
    thing: str
    beside: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.route} {self.named}"


FORMS: Final = (
    Form("pages:dossier_say", "item", "item"),
    Form("pages:dossier_share", "item", "item"),
    Form("pages:dossier_add", "dossier", "dossier", {"title": ""}),
    Form("pages:dossier_add_batch", "dossier", "dossier", {"title": ""}),
    Form("pages:archive_to_dossier", "dossier", "dossier"),
    Form("pages:contested_add", "item", "item", {"piece": "check"}),
    Form("pages:contested_add", "finding", "published", {"piece": "finding"}),
)


def sent(caller: Caller, form: Form, about: Mapping[str, str], number: str) -> Answer:
    """The answer to the form about somebody's thing, with this number in it."""
    (route,) = (one for one in behind(*CLOSED) if one.name == form.route)
    return ask(caller, "POST", route, values_of(route, about), body={**form.beside, form.named: number})


def told_apart(world: World, callers: Callers, form: Form) -> Iterator[str]:
    """Where their owner, with a thing of their own, is told or changes something by a number of ours."""
    ours = world.ours.things[form.thing]
    real, nothing = (sent(callers.rival, form, world.theirs.things, one) for one in (ours, nothing_like(ours)))
    (route,) = (one for one in behind(*CLOSED) if one.name == form.route)
    if (real, real.wrote) != (nothing, nothing.wrote):
        yield said(callers.rival, "POST", route, real, f"{unlike(real, nothing)} and wrote {sorted(real.wrote)}")


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_number_of_ours_is_nobodys_to_others(world: World, callers: Callers, form: Form) -> None:
    assert not list(told_apart(world, callers, form))


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_to_us_it_is_ours(world: World, callers: Callers, form: Form) -> None:
    """Else nothing would be compared with nothing."""
    ours = world.ours.things
    real, nothing = (sent(callers.owner, form, ours, one) for one in (ours[form.thing], nothing_like(ours[form.thing])))
    assert real != nothing


def found(rows: QuerySet[T]) -> T:
    """The one, whosever it is; raises NoSuchDossier."""
    if (one := rows.first()) is None:
        raise NoSuchDossier("gone")
    return one


def test_a_dossier_that_is_found_for_everybody_is_noticed(
    world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetting(number: str, _desk: AtTheDesk) -> Dossier:
        return found(Dossier.objects.filter(pk=number))

    for views in (adding, archives):
        monkeypatch.setattr(views, "dossier_get", forgetting)
    for form in FORMS:
        if form.named == "dossier" and form.route != "pages:dossier_add_batch":  # theirs has nothing to put in yet
            assert list(told_apart(world, callers, form)), form


def test_a_check_of_another_dossier_is_noticed(world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying, "item_get", lambda _dossier, number: found(Item.objects.filter(pk=number)))

    assert list(told_apart(world, callers, FORMS[0]))
