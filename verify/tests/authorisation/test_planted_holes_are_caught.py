"""The rig finds what it is for: a question that forgets its owner, a view without its scope, an unsorted route."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, get_resolver, path

from verify.api.batches.views import BatchDetail
from verify.api.hooks.views import WebhookDetail
from verify.batches.errors import NoSuchBatch
from verify.batches.models import Batch
from verify.pages.views import batch as batch_pages
from verify.pages.views import desk
from verify.tests.authorisation.addresses import every_route
from verify.tests.authorisation.asking import ask
from verify.tests.authorisation.callers import Callers
from verify.tests.authorisation.doors import Door, route_of
from verify.tests.authorisation.tenants import World
from verify.tests.authorisation.trying import behind, like_nothing, things_of, values_of
from verify.webhooks import selectors as webhook_selectors
from verify.webhooks.models import Subscription


def tried(world: World, callers: Callers, *names: str) -> str:
    routes = [one for one in behind(Door.TEAM, Door.POST) if one.name in names]
    assert len(routes) == len(names)
    return "\n".join(like_nothing(callers.rival, routes, things_of(world)))


def test_a_question_that_forgets_its_owner(world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetting(number: str, _reader: object) -> Batch:
        found = Batch.objects.filter(pk=number).first()
        if found is None:
            raise NoSuchBatch("There is no such batch.")
        return found

    monkeypatch.setattr(batch_pages, "batch_get", forgetting)
    wrong = tried(world, callers, "pages:batch", "pages:batch_forget")

    assert "GET pages:batch (200) is neither a refusal nor nothing" in wrong
    assert "POST pages:batch_forget (303) changed" in wrong


def test_a_question_that_forgets_its_owner_behind_a_programs_door(
    world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        webhook_selectors, "subscription_of", lambda _user, number: Subscription.objects.filter(pk=number).first()
    )

    assert "GET api:hook (200) is neither" in tried(world, callers, "api:hook")


def test_a_refusal_that_tells_that_something_is_there(
    world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(request: HttpRequest, public_id: str) -> Batch:
        if Batch.objects.filter(pk=public_id).exists():
            raise batch_pages.BatchError("This batch is somebody else's.")
        raise batch_pages.Http404

    def refusing(request: HttpRequest, public_id: str) -> HttpResponse:
        try:
            found(request, public_id)
        except batch_pages.BatchError as problem:
            return HttpResponse(str(problem), status=403)
        return HttpResponse()

    with _in_place("pages:batch", refusing):
        assert "GET pages:batch (403) is not the answer about nothing" in tried(world, callers, "pages:batch")


def test_a_post_that_everybody_of_the_team_holds(
    world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verify.webhooks.services.subscribing.may_manage", lambda _user: True)
    (route,) = (one for one in every_route() if one.name == "webhook_test")
    answer = ask(callers.reader, "POST", route, values_of(route, things_of(world)))

    assert "webhooks_delivery" in answer.wrote


@pytest.mark.parametrize("view", [BatchDetail, WebhookDetail])
def test_a_view_that_asks_for_no_scope(
    world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch, view: type
) -> None:
    from verify.tests.authorisation.test_every_route_is_sorted import (
        test_every_route_of_the_interface_names_what_a_key_needs as named,
    )

    monkeypatch.setattr(view, "key_scopes", ())
    with pytest.raises(AssertionError):
        named()


def test_a_view_that_does_not_ask_what_a_key_may(
    world: World, callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WebhookDetail, "permission_classes", [])
    (route,) = (one for one in every_route() if one.name == "api:hook")
    answer = ask(callers.narrow["check"], "GET", route, values_of(route, things_of(world)))

    assert answer.status == 200, "the planted view lets every key in, which the test of scopes does not let pass"


def test_a_route_that_nobody_sorted() -> None:
    part = get_resolver()
    part.url_patterns.append(path("drafts/<str:id>", desk.records, name="drafts"))
    try:
        assert [one.name for one in every_route() if route_of(one.name) is None] == ["drafts"]
    finally:
        part.url_patterns.pop()
        clear_url_caches()


class _in_place:  # noqa: N801 - used as a word
    """Another view behind a route, for a block."""

    def __init__(self, name: str, view: object) -> None:
        namespace, _, short = name.partition(":")
        (self.pattern,) = _patterns(namespace, short)
        self.before, self.view = self.pattern.callback, view

    def __enter__(self) -> None:
        self.pattern.callback = self.view

    def __exit__(self, *ended: object) -> None:
        self.pattern.callback = self.before


def _patterns(namespace: str, name: str) -> Iterator[object]:
    for part in get_resolver().url_patterns:
        if getattr(part, "namespace", "") == namespace:
            yield from (one for one in part.url_patterns if getattr(one, "name", "") == name)
