from __future__ import annotations

from itertools import count

from verify.labels.comparing import SAMPLE, Difference, differences, dry_run
from verify.labels.policy import policy_read
from verify.labels.tests.policies import report, text
from verify.labels.words import Label

CURRENT = policy_read(text('declared_ai_generated = "info"'))
NEW = policy_read(text('declared_ai_generated = "warn"', 'signer_denied = "review"', name="New"))


def test_what_would_change_is_counted_by_hand_and_shown() -> None:
    ai, denied, plain = report("declared_ai_generated"), report("signer_denied"), report("no_credentials")
    past = [*((f"a{n}", ai) for n in range(30)), *((f"d{n}", denied) for n in range(2)), ("p", plain)]
    found = dry_run(NEW, CURRENT, past, clock=lambda: 0.0)
    assert found.looked_at == 33
    assert found.before == {Label.NONE: 3, Label.INFO: 30, Label.WARN: 0, Label.REVIEW: 0}
    assert found.after == {Label.NONE: 1, Label.INFO: 0, Label.WARN: 30, Label.REVIEW: 2}
    assert found.moves == ((Label.INFO, Label.WARN, 30), (Label.NONE, Label.REVIEW, 2))
    assert (found.changed, len(found.sample), found.sample[0].name) == (32, SAMPLE, "a0")
    assert not found.ended


def test_nothing_would_change_by_the_policy_itself() -> None:
    found = dry_run(CURRENT, CURRENT, [("a", report("declared_ai_generated"))], clock=lambda: 0.0)
    assert (found.changed, found.sample) == (0, ())


def test_it_ends_when_the_time_is_over_and_says_so() -> None:
    ticks = count()
    found = dry_run(NEW, CURRENT, ((str(n), report("captured")) for n in count()), clock=lambda: float(next(ticks)))
    assert (found.looked_at, found.ended) == (5, True)


def test_two_policies_are_held_against_each_other() -> None:
    assert differences(NEW, CURRENT) == (
        Difference("declared_ai_generated", Label.INFO, Label.WARN),
        Difference("signer_denied", None, Label.REVIEW),
    )
