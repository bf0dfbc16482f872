"""A consent counts for its work, its purpose, its tracks and its term, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from provenance.sentences import sentence
from provenance.sentences_of_consents import SENTENCES
from provenance.statements.consents import Declared, SeenConsent, Use, Vouched, consent_findings, covering
from provenance.statements.membership import Membership
from provenance.statements.tests.consenting import (
    AGENCY,
    AT,
    BOTH,
    CAMPAIGN,
    CONSENT,
    VARIANTS,
    check,
    seen,
    use,
    variant,
)
from provenance.statements.types import NOTHING, Address, SignatureState, Track
from provenance.types import State

LATER, EARLIER = timedelta(days=2), timedelta(days=-2)


def told(asked: Use, *found: SeenConsent) -> list[tuple[str, str]]:
    return [(one.state.value, one.code) for one in consent_findings(asked, found)]


@pytest.mark.parametrize(
    ("one", "asked"),
    [
        (seen(), use()),
        (seen(), use(purpose="advertising", grantee=AGENCY)),
        (seen(replace(CONSENT, grantee=Address(bytes(20)))), use(grantee=Address(b"\x77" * 20))),
        (seen(check=check(SignatureState.HELD_WHEN_RECORDED)), use()),
        (seen(revoked=AT + timedelta(seconds=1)), use()),
        (seen(key_revoked=AT, by=AT), use()),
        (seen(vouched=Vouched.BOUND, domain="agency.example"), use()),
        (variant(0), use(content=VARIANTS[0])),
        (variant(10), use(content=VARIANTS[10])),
    ],
)
def test_what_fits_in_every_respect_covers(one: SeenConsent, asked: Use) -> None:
    assert told(asked, one) == [("holds", "consent.covers")]
    assert covering(asked, [one]) == (one,)


@pytest.mark.parametrize(
    ("code", "state", "one", "asked"),
    [
        ("consent.broken", State.BROKEN, seen(check=check(SignatureState.BROKEN)), use()),
        ("consent.unavailable", State.UNAVAILABLE, seen(check=check(SignatureState.UNAVAILABLE)), use()),
        ("consent.unavailable", State.UNAVAILABLE, seen(check=check(SignatureState.NOT_CHECKED)), use()),
        ("consent.key_revoked", State.UNTRUSTED, seen(key_revoked=AT), use()),
        ("consent.key_revoked", State.UNTRUSTED, seen(key_revoked=AT, by=AT + timedelta(seconds=1)), use()),
        ("consent.other_work", State.ABSENT, seen(), use(content=VARIANTS[0])),
        ("consent.not_a_member", State.ABSENT, variant(1), use(content=VARIANTS[0])),
        ("consent.not_a_member", State.ABSENT, variant(0, membership=None), use(content=VARIANTS[0])),
        ("consent.revoked", State.UNTRUSTED, seen(revoked=AT), use()),
        ("consent.not_yet", State.ABSENT, seen(), use(at=AT + EARLIER)),
        ("consent.ended", State.ABSENT, seen(), use(at=AT + LATER)),
        ("consent.other_purpose", State.ABSENT, seen(), use(purpose="political_advertising")),
        ("consent.other_grantee", State.ABSENT, seen(), use(grantee=Address(b"\x77" * 20))),
        ("consent.other_track", State.ABSENT, seen(replace(CONSENT, tracks=(Track.VOICE,))), use(tracks=BOTH[:1])),
        ("consent.waiting", State.UNAVAILABLE, seen(waiting=True), use()),
        ("consent.unvouched", State.UNTRUSTED, seen(vouched=Vouched.NOBODY), use()),
    ],
)
def test_what_does_not_fit_covers_nothing_and_says_why(code: str, state: State, one: SeenConsent, asked: Use) -> None:
    assert (state.value, code) in told(asked, one)
    assert covering(asked, [one]) == ()


def test_the_end_of_a_term_belongs_to_it_no_more() -> None:
    end = AT + timedelta(days=1)

    assert told(use(at=end - timedelta(seconds=1)), seen()) == [("holds", "consent.covers")]
    assert told(use(at=end), seen())[0] == ("absent", "consent.ended")


def test_a_campaign_whose_members_are_open_proves_nobody_a_member() -> None:
    anything = variant(0, membership=Membership(0, 1, ()))
    unrooted = replace(anything, consent=replace(CAMPAIGN, members_root=NOTHING))

    assert told(use(content=VARIANTS[0]), unrooted)[0] == ("absent", "consent.not_a_member")


def test_picture_and_voice_are_asked_for_apart() -> None:
    face = seen(replace(CONSENT, tracks=(Track.PICTURE,)))
    voice = seen(replace(CONSENT, tracks=(Track.VOICE,)), id="cd" * 32)
    only = consent_findings(use(), [face])

    assert [(one.code, one.params.get("track", "")) for one in only] == [
        ("consent.covers", ""),
        ("consent.none_for_track", "voice"),
    ]
    assert covering(use(), [face]) == ()
    assert covering(use(), [face, voice]) == (face, voice)


def test_without_any_consent_that_is_stated_and_not_judged() -> None:
    assert told(use()) == [("absent", "consent.none")]
    said = sentence("consent.none", consent_findings(use(), ())[0].params)

    assert "not known here" in said
    assert not {"illegal", "fake", "unlawful", "violat", "without consent"} & set(said.lower().split())


def test_what_does_not_count_leaves_the_consent_missing() -> None:
    asked = use(purpose="news")

    assert told(asked, seen()) == [("absent", "consent.other_purpose"), ("absent", "consent.none_that_counts")]


def test_a_strangers_unchecked_signature_never_stands_for_a_consent() -> None:
    unknown = seen(check=check(SignatureState.UNAVAILABLE), vouched=Vouched.NOBODY)

    assert told(use(), unknown)[-1] == ("absent", "consent.none_that_counts")
    assert told(use(), seen(vouched=Vouched.NOBODY))[-1] == ("absent", "consent.none_that_counts")


@pytest.mark.parametrize("state", [SignatureState.UNAVAILABLE, SignatureState.NOT_CHECKED])
def test_what_could_not_be_checked_is_no_consent_and_nothing_against_one(state: SignatureState) -> None:
    asked = told(use(), seen(check=check(state)))

    assert asked == [("unavailable", "consent.unavailable"), ("absent", "consent.none_that_counts")]


def test_what_is_on_its_way_to_the_log_is_not_called_missing() -> None:
    assert told(use(), seen(waiting=True)) == [("unavailable", "consent.waiting")]


def test_every_sentence_can_be_said_of_every_consent() -> None:
    everything = consent_findings(use(purpose="news"), [seen(revoked=AT, key_revoked=AT)])[0].params
    for code in SENTENCES:
        said = sentence(code, {**everything, "track": "voice", "decided": "2026-11-22", "consent_of": "Mara Lind"})
        assert "{" not in said
        assert "(not named)" not in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"vouched": Vouched.NOBODY}, "a key that calls itself “Mara Lind”"),
        ({"vouched": Vouched.NOBODY, "signer": ""}, "a key that nobody claimed"),
        ({"vouched": Vouched.BOUND, "domain": "agency.example"}, "whose key agency.example names as its own"),
        ({"consent": replace(CONSENT, estate=True)}, "Mara Lind, for an estate"),
        ({"consent": replace(CONSENT, scope="Posters in Norway")}, "“Posters in Norway”"),
        (
            {},
            "the picture and the voice, for this work alone, for advertising, until 2026-11-23",
        ),
    ],
)
def test_the_sentence_tells_who_for_what_and_how_long(changed: dict[str, Any], words: str) -> None:
    found = consent_findings(use(), [seen(**changed)])[0]

    assert words in sentence(found.code, found.params)


def test_a_label_by_a_stranger_is_told_as_one() -> None:
    found = consent_findings(use(declared=Declared.UNKNOWN), ())[0]

    assert sentence(found.code, found.params).startswith("Labelled by an unknown party")


def test_consents_for_two_purposes_or_two_users_cover_nothing_together() -> None:
    """A picture for satire and a voice for advertising allow no work with both."""
    picture = seen(replace(CONSENT, tracks=(Track.PICTURE,)))
    for changed in ({"purpose": "satire"}, {"grantee": Address(b"\x77" * 20)}):
        assert covering(use(), [picture, seen(replace(CONSENT, tracks=(Track.VOICE,), **changed))]) == ()
    to_all = seen(replace(CONSENT, tracks=(Track.VOICE,), grantee=Address(bytes(20))))
    assert picture in covering(use(), [picture, to_all])


@pytest.mark.parametrize("grantee", [AGENCY, Address(bytes(20))])
def test_who_uses_it_does_not_consent_to_that(grantee: Address) -> None:
    one = seen(replace(CONSENT, grantee=grantee), owner=frozenset({AGENCY}))
    assert told(use(grantee=AGENCY), one)[0] == ("untrusted", "consent.own_grantee")
