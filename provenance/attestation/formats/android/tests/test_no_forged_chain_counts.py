from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import pytest

from provenance.attestation import walking
from provenance.attestation.earning import earns_capture
from provenance.attestation.formats.android import FORMAT
from provenance.attestation.formats.android import format as checking
from provenance.attestation.formats.android.tests import phones as made
from provenance.attestation.formats.android.tests.corpus import phones, reader
from provenance.attestation.formats.android.tests.forging import Forged, every_forgery
from provenance.attestation.formats.android.tests.phones import BATCH, CONTENT, MIDDLE, Statement, attested, chain
from provenance.attestation.levels import LOCKED
from provenance.attestation.tests.minting import AT
from provenance.attestation.types import AppStanding, Binding, Evidence, Level, RootTier
from provenance.attestation.walking import Rules


@lru_cache(maxsize=1)
def forged() -> tuple[Forged, ...]:
    return tuple(every_forgery())


def counts(found: Evidence) -> bool:
    """Whether a key in hardware under a listed root is said to vouch for exactly what was asked about."""
    return found.level >= Level.HARDWARE and found.binding is Binding.BOUND and found.root is not RootTier.NONE


def accepted() -> Iterator[str]:
    return (name for name, content, wanted, at, by in forged() if counts(FORMAT.verify(content, wanted, at, by)))


def test_none_of_more_than_a_thousand_forgeries_counts() -> None:
    assert len(forged()) >= 1000
    assert list(accepted()) == []


def test_every_way_of_forging_is_tried_on_something_that_counts_when_it_is_honest() -> None:
    assert counts(FORMAT.verify(made.honest(), CONTENT, AT, made.READER))
    real = [one for one in phones() if one.rooted]
    assert sum(counts(FORMAT.verify(one.attestation, one.challenge, one.at, reader())) for one in real) == 92


@pytest.mark.parametrize("version", [1, 2, 3, 4, 100, 200, 300, 400, 500])
def test_an_honest_phone_of_every_version_counts(version: int) -> None:
    found = FORMAT.verify(made.honest(Statement(version=version)), CONTENT, AT, made.READER)
    assert (found.level, found.code, found.app) == (Level.HARDWARE_LOCKED, "hardware.locked", AppStanding.COUNTED)


@pytest.mark.parametrize("said", [Statement(boot=1), Statement(with_boot=False)], ids=["the owner's", "not known"])
def test_what_an_app_is_called_by_a_system_that_is_not_the_maker_s_makes_no_capture(said: Statement) -> None:
    """Whoever signs the system of his own phone writes any app's name and certificate into every attestation."""
    found = FORMAT.verify(made.honest(said), CONTENT, AT, made.READER)
    assert (found.level, found.binding, found.app) == (Level.HARDWARE, Binding.BOUND, AppStanding.NOT_CHECKED)
    assert not earns_capture(found)
    assert earns_capture(FORMAT.verify(made.honest(), CONTENT, AT, made.READER))


def test_a_root_need_not_come_along() -> None:
    found = FORMAT.verify(chain(attested(Statement()), BATCH, MIDDLE), CONTENT, AT, made.READER)
    assert counts(found)


def _forgets_authorities(patch: pytest.MonkeyPatch) -> None:
    # The walk that other projects were found with: signatures and names, and nothing of who may sign.
    patch.setattr(walking, "_may_issue", lambda *_: True)
    patch.setattr(checking, "_RULES", Rules())


def _forgets_marks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checking, "_RULES", replace(checking._RULES, marks=()))


def _forgets_signatures(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(walking, "signed_with", lambda *_, **__: True)


def _forgets_challenges(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checking, "_asked_for", lambda *_: True)


def _goes_by_names(patch: pytest.MonkeyPatch) -> None:
    def below(chain: Sequence[object], roots: object) -> object:
        return made.READER.roots[0], tuple(chain[:-1]) or tuple(chain)

    patch.setattr(walking, "_below_root", below)


def _forgets_the_statement(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checking, "standing_of", lambda *_, **__: LOCKED)


@pytest.mark.parametrize(
    "plant",
    [
        _forgets_authorities,
        _forgets_marks,
        _forgets_signatures,
        _forgets_challenges,
        _goes_by_names,
        _forgets_the_statement,
    ],
)
def test_a_forgetful_check_is_found_out(plant: Callable[[pytest.MonkeyPatch], None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        assert next(accepted(), None)
