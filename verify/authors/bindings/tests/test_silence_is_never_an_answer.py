"""States of a binding: unreachable is never gone, and what nobody answered for a week is stale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from verify.authors.bindings.kinds import Heard
from verify.authors.bindings.states import AGAIN, BindingState, Facts, next_ask, state_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
YESTERDAY, LONG_AGO = AT - timedelta(days=1), AT - timedelta(days=8)
SILENCES = (Heard.UNREACHABLE, Heard.UNREADABLE, Heard.NOT_ASKED)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(None, Heard.NOT_ASKED), BindingState.NOT_CHECKED),
        (Facts(None, Heard.UNREACHABLE), BindingState.UNREACHABLE),
        (Facts(None, Heard.UNREADABLE), BindingState.UNREADABLE),
        (Facts(Heard.NAMES_KEY, Heard.NAMES_KEY, YESTERDAY), BindingState.HOLDS),
        (Facts(Heard.NAMES_KEY, Heard.UNREACHABLE, YESTERDAY), BindingState.UNREACHABLE),
        (Facts(Heard.NAMES_KEY, Heard.UNREACHABLE, LONG_AGO), BindingState.STALE),
        (Facts(Heard.NOT_THERE, Heard.NOT_THERE), BindingState.ABSENT),
        (Facts(Heard.NOT_THERE, Heard.NOT_THERE, LONG_AGO), BindingState.GONE),
        (Facts(Heard.NAMES_NOBODY, Heard.UNREACHABLE, YESTERDAY), BindingState.GONE),
        (Facts(Heard.NAMES_OTHERS, Heard.NAMES_OTHERS), BindingState.CONTRADICTED),
        (Facts(Heard.NAMES_OTHERS, Heard.UNREACHABLE, YESTERDAY), BindingState.CONTRADICTED),
    ],
)
def test_each_case_has_its_state(facts: Facts, state: BindingState) -> None:
    assert state_of(facts, AT) is state


@pytest.mark.parametrize("silence", SILENCES)
@pytest.mark.parametrize("held", [None, YESTERDAY, LONG_AGO])
def test_no_silence_ends_what_was_answered(silence: Heard, held: datetime | None) -> None:
    answered = Heard.NAMES_KEY if held else None
    assert state_of(Facts(answered, silence, held), AT) not in (
        BindingState.GONE,
        BindingState.ABSENT,
        BindingState.CONTRADICTED,
    )


def test_what_does_not_hold_is_asked_ever_later_and_daily_at_last() -> None:
    waits = [next_ask(Heard.UNREACHABLE, misses, AT) - AT for misses in range(1, 15)]
    assert waits[0] == timedelta(minutes=10)
    assert waits == sorted(waits)
    assert waits[-1] == AGAIN
    assert next_ask(Heard.NAMES_KEY, 0, AT) == AT + AGAIN
