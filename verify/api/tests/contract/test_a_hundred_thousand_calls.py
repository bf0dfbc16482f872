"""Calls by the hundred thousand, in chains along the document's links, with another organisation's numbers mixed in.

Nothing breaks the schema or the site, and no answer tells one organisation anything of another.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from verify.api.tests.contract.calls import Application, Asked, Findings, call_as_asked, was_never_sent
from verify.api.tests.contract.second_tenant import Mixing, tenant
from verify.api.tests.contract.test_contract import application, say  # noqa: F401 - the fixture of the contract
from verify.batches.models import Batch

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

CALLS = int(os.environ.get("FIRSTLIGHT_CALLS", "100000"))
A_ROUND = int(os.environ.get("FIRSTLIGHT_EXAMPLES", "60"))
"""Examples an operation in one round; a round has a seed of its own, and says how far it came."""

SEED = int(os.environ.get("FIRSTLIGHT_SEED", "0"))
"""The rounds count from here, so that two processors can share the work: each makes rounds that the other does not."""

SHORT = Asked(examples=10, only="batches|webhooks|labels", phases=("stateful",), seed=7)


@pytest.mark.timeout(120, func_only=True)
def test_chains_of_calls_tell_nobody_of_another_organisation(
    application: Application,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours, mixing = tenant("ours"), Mixing(application, tenant("theirs"))
    found = call_as_asked(mixing, _by(SHORT, ours.token))

    say(capsys, f"chains of calls: {found.figures()}; {mixing.mixed} about somebody else's")
    assert not found.broken, "\n\n".join(found.broken[:5])
    assert not mixing.leaks, "\n".join(mixing.leaks)
    assert mixing.mixed > 5


@pytest.mark.torture
@pytest.mark.timeout(24 * 3600)
def test_no_call_of_a_hundred_thousand_breaks_anything(
    application: Application,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours, mixing, total, seed = tenant("ours"), Mixing(application, tenant("theirs")), Findings(), SEED
    while total.calls < CALLS:
        seed += 1
        _add(total, call_as_asked(mixing, Asked(A_ROUND, token=ours.token, seed=seed, mixed=True)))
        say(capsys, f"round {seed}: {total.figures()}; {mixing.mixed} about somebody else's; {len(mixing.leaks)} told")
        for line in (*total.broken, *mixing.leaks)[:8]:
            say(capsys, line)
        assert not total.broken
        assert not mixing.leaks
    assert total.calls >= CALLS


def test_a_batch_that_is_told_to_everybody_is_noticed(
    application: Application,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("verify.api.batches.views._known", lambda number, _viewer: Batch.objects.get(pk=number))
    mixing = Mixing(application, tenant("theirs"))
    call_as_asked(mixing, Asked(2, "batches", tenant("ours").token, seed=7, mixed=True))

    assert any("batches/" in line and "200" in line for line in mixing.leaks), mixing.leaks


def test_an_answer_that_names_a_webhook_of_others_is_noticed(application: Application) -> None:  # noqa: F811
    others = tenant("theirs")
    mixing = Mixing(_saying(application, b"theirs whispers"), others)
    call_as_asked(mixing, Asked(1, "webhooks$", tenant("ours").token, phases=("examples",)))

    assert any("tells theirs whispers" in line for line in mixing.leaks)


ARRAYS = "- violates `type` at /properties/author (was string, became array)"
FORM = "curl -H 'Content-Type: multipart/form-data; boundary=b' -d '--b name=\"file\"'"


@pytest.mark.parametrize(
    ("message", "sample", "is_excused"),
    [
        (ARRAYS, FORM, True),
        (ARRAYS, FORM + ' name="author"', False),
        (ARRAYS, FORM.replace("multipart/form-data", "application/json"), False),
        (ARRAYS + "\n- violates `maxLength` at /properties/source", FORM, False),
        ("- violates `maxLength` at /properties/source", FORM, False),
    ],
)
def test_an_array_that_no_form_can_carry_is_excused_and_nothing_else(
    message: str, sample: str, is_excused: bool
) -> None:
    assert was_never_sent(message, sample) is is_excused


def _saying(app: Application, words: bytes) -> Application:
    def saying(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"].endswith("/schema"):
            return app(environ, start_response)
        with closing(app(environ, start_response)) as answer:
            return io.BytesIO(b"".join(answer) + words)

    return saying


def _by(asked: Asked, token: str) -> Asked:
    return Asked(asked.examples, asked.only, token, asked.seed, asked.phases, mixed=True)


def _add(total: Findings, found: Findings) -> None:
    total.calls += found.calls
    total.broken += found.broken
    total.statuses = dict(Counter(total.statuses) + Counter(found.statuses))
