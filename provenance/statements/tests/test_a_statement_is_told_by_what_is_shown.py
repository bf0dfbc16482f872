from __future__ import annotations

from dataclasses import replace

from provenance.sentences import sentence
from provenance.statements.checking import KIND, WARNINGS, findings_of, stands
from provenance.statements.evidence import Asked, Bound, Evidence, KnownKey, Rival, Standing, Written
from provenance.statements.tests.knowing import (
    AT,
    CONTENT,
    DESK,
    FOR_DESK,
    HELD,
    HOUR,
    NOW,
    SIGNED,
    WRITTEN,
    asked,
    told,
)
from provenance.statements.types import Act, ContentForm, SignatureState
from provenance.types import State


def codes(evidence: Evidence, about: Asked | None = None) -> list[str]:
    return told(findings_of(evidence, about or asked(), AT))


def signature(state: SignatureState, code: str = "") -> Evidence:
    return replace(SIGNED, signature=replace(HELD, state=state, code=code))


def test_a_good_statement_has_one_line_and_no_warning() -> None:
    (line,) = findings_of(SIGNED, asked(), AT)
    assert (line.kind, line.state, line.subject) == (KIND, State.HOLDS, "statement")
    said = sentence(line.code, line.params)
    assert said.startswith("Ada Author signed a statement to be the author of this work; it was put on record between")
    assert "their word" in said


def test_the_time_is_told_as_far_as_it_is_vouched_for() -> None:
    forms = {
        Written("r", NOW - HOUR, NOW + HOUR): "author.stated.between",
        Written("r", None, NOW + HOUR): "author.stated.by",
        Written("r", NOW - HOUR, None): "author.stated.after",
        Written("r"): "author.stated.undated",
        Written("r", NOW - HOUR, NOW + HOUR, development=True): "author.stated.development",
        Written("r", waiting=True): "author.stated.waiting",
    }
    assert {one: codes(replace(SIGNED, written=one))[0] for one in forms} == forms
    assert codes(replace(SIGNED, written=None))[0] == "author.not_recorded"


def test_a_broken_signature_names_nobody_and_says_nothing_else() -> None:
    (line,) = findings_of(replace(signature(SignatureState.BROKEN), retracted="x"), asked(), AT)
    assert (line.code, line.state) == ("author.signature_broken", State.BROKEN)
    assert line.params["author"] == SIGNED.signer
    assert "Ada" not in sentence(line.code, line.params)


def test_an_unasked_signature_is_unavailable_and_names_nobody() -> None:
    for state in (SignatureState.UNAVAILABLE, SignatureState.NOT_CHECKED):
        (line,) = findings_of(signature(state), asked(), AT)
        assert (line.code, line.state) == ("author.signature_unavailable", State.UNAVAILABLE)
        assert "Ada" not in sentence(line.code, line.params)


def test_what_held_when_recorded_keeps_its_state_and_says_so() -> None:
    found = signature(SignatureState.HELD_WHEN_RECORDED, "signature.contract_held")
    assert codes(found) == ["author.stated.between", "author.held_when_recorded"]
    assert codes(signature(SignatureState.HOLDS, "signature.contract_not_final"))[-1] == "author.not_final"


def test_a_yes_that_is_younger_than_the_record_is_told_as_that() -> None:
    """Whoever owns a wallet later signs nothing for it before."""
    assert WRITTEN.by is not None
    for state in (SignatureState.HOLDS, SignatureState.HELD_WHEN_RECORDED):
        late = replace(SIGNED, signature=replace(HELD, state=state, block=7, block_time=WRITTEN.by + HOUR))
        assert "author.held_later" in codes(late)
        assert not stands(late, asked(), AT)
    in_time = replace(SIGNED, signature=replace(HELD, block=7, block_time=WRITTEN.by))
    assert codes(in_time) == ["author.stated.between"]
    assert stands(in_time, asked(), AT)


def test_another_chain_or_contract_counts_for_nothing() -> None:
    assert codes(replace(SIGNED, same_domain=False)) == ["author.other_domain"]


def test_other_bytes_are_a_mismatch_of_the_statement_and_say_nothing_of_the_file() -> None:
    (_, line) = findings_of(SIGNED, asked(content=bytes(32)), AT)
    assert (line.code, line.state) == ("author.other_content", State.BROKEN)
    assert "does not say which of the two was changed" in sentence(line.code, line.params)


def test_a_sealed_statement_is_compared_only_where_it_is_opened() -> None:
    sealed = replace(SIGNED, statement=replace(SIGNED.statement, form=ContentForm.COMMITMENT))
    assert codes(sealed)[1] == "author.sealed_content"
    assert codes(replace(sealed, opened=CONTENT)) == ["author.stated.between"]
    assert codes(replace(sealed, opened=bytes(32)))[1] == "author.other_content"


def test_a_wallet_that_nobody_claimed_is_an_unknown_source() -> None:
    line = findings_of(replace(SIGNED, key=None), asked(), AT)[1]
    assert line.code == "author.unknown_source"
    assert line.params["author"] == SIGNED.signer


def test_an_organisation_without_a_domain_is_only_its_own_word() -> None:
    assert "author.organisation_unbound" in codes(FOR_DESK)
    assert "author.organisation_unbound" in codes(replace(SIGNED, key=KnownKey(DESK)))
    assert "author.organisation_unbound" not in codes(SIGNED), "a person needs no domain"


def test_bindings_are_told_one_by_one_and_never_averaged() -> None:
    bindings = (
        Bound("well_known", "desk.example", Standing.HOLDS),
        Bound("dns", "other.example", Standing.CONTRADICTED),
        Bound("did_web", "third.example", Standing.UNREACHABLE),
        Bound("dns", "fourth.example", Standing.GONE),
    )
    found = findings_of(replace(SIGNED, key=KnownKey(DESK), bindings=bindings), asked(), AT)
    assert told(found)[1:] == [
        "author.organisation_bound",
        "author.organisation_bound.unreachable",
        "author.organisation_contradicted",
    ]
    assert found[1].params["domains"] == ("desk.example",)


def test_a_domain_that_does_not_answer_is_never_gone() -> None:
    silent = replace(SIGNED, key=KnownKey(DESK), bindings=(Bound("well_known", "desk.example", Standing.UNREACHABLE),))
    assert codes(silent)[1:] == ["author.organisation_bound.unreachable"]
    gone = replace(silent, bindings=(Bound("well_known", "desk.example", Standing.GONE),))
    assert codes(gone)[1:] == ["author.organisation_unbound"]


def test_the_desk_signs_for_somebody_who_may_stay_unnamed() -> None:
    desk = replace(SIGNED, key=KnownKey(DESK, desk=True))
    assert "author.by_desk" in codes(desk)
    (line,) = [one for one in findings_of(replace(desk, member="Ben"), asked(), AT) if "desk" in one.code]
    assert "on behalf of Ben" in sentence(line.code, line.params)


def test_a_clock_that_is_ahead_of_the_record_is_contradicted() -> None:
    late = replace(SIGNED, statement=replace(SIGNED.statement, time=SIGNED.statement.time + 7200))
    assert "author.time_contradicted" in codes(late)


def test_later_words_of_the_same_author_are_told() -> None:
    assert codes(replace(SIGNED, retracted="later"))[-1] == "author.retracted"
    assert codes(replace(SIGNED, corrected="later"))[-1] == "author.corrected"


def test_a_correction_and_a_retraction_say_what_they_are() -> None:
    for act, code in ((Act.RETRACT, "author.takes_back"), (Act.CORRECT, "author.corrects")):
        assert codes(replace(SIGNED, statement=replace(SIGNED.statement, act=act)))[0] == code


def test_a_link_elsewhere_is_told_and_the_same_host_is_not() -> None:
    assert codes(SIGNED, asked(source="https://copy.example/a"))[-1] == "author.other_source"
    for same in ("https://www.news.example/other?x", "http://news.example:80/", "https://news.example#a"):
        assert codes(SIGNED, asked(source=same)) == ["author.stated.between"]


def test_a_rival_is_earlier_only_where_that_is_proven() -> None:
    earlier = Rival("Somebody", "them", Written("theirs", None, NOW - 2 * HOUR))
    overlapping = Rival("Somebody", "them", Written("theirs", NOW - 9 * HOUR, NOW))
    assert codes(replace(SIGNED, rivals=(earlier,)))[-1] == "author.rival_earlier"
    assert codes(replace(SIGNED, rivals=(overlapping,))) == ["author.stated.between"]
    undated = replace(WRITTEN, not_before=None)
    assert "author.rival_earlier" not in codes(replace(SIGNED, written=undated, rivals=(earlier,)))


def test_every_warning_has_a_sentence() -> None:
    for code in WARNINGS:
        assert "No sentence is known" not in sentence(code, {})


def test_no_line_is_a_hint_of_guilt_without_being_a_warning() -> None:
    """Whatever is untrusted or broken warns; a platform that reads warnings alone misses nothing."""
    worst = replace(SIGNED, key=None, statement=replace(SIGNED.statement, organisation=DESK_ADDRESS), speaking=None)
    for evidence in (worst, FOR_DESK, signature(SignatureState.BROKEN), replace(SIGNED, same_domain=False)):
        for line in findings_of(evidence, asked(content=bytes(32)), AT):
            assert line.state not in (State.UNTRUSTED, State.BROKEN) or line.code in WARNINGS


DESK_ADDRESS = FOR_DESK.statement.organisation
