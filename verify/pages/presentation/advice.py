"""What would make an answer stronger: what its reader can ask for or do, the nearest to hand first; never a verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from provenance.types import Report, SigningTime
from verify.pages.presentation.chain import follow
from verify.pages.presentation.words import Words

ADVICE_SHOWN: Final = 4
"""A list of everything one could do is a list that nobody follows."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do and why it helps; `part` is the part of the page where it can be done, or empty."""

    do: Words
    why: Words
    part: str = ""


def advice(report: Report) -> tuple[Advice, ...]:
    """Return what would help with this report; nothing where the file could not be read at all."""
    if not report.media.sha256:
        return ()
    return tuple(one for applies, one in _RULES if applies(report))[:ADVICE_SHOWN]


def _credentials(*codes: str) -> Callable[[Report], bool]:
    return lambda report: report.credentials.code in codes


def _found(code: str) -> Callable[[Report], bool]:
    return lambda report: any(one.code == code for one in report.findings)


def _is_unstamped(report: Report) -> bool:
    """Whether there are steps and nobody vouches for the time of the newest one."""
    shown = follow(report.steps).shown
    return bool(shown) and shown[0].time in {SigningTime.UNVERIFIED, SigningTime.NONE}


_RULES: Final[tuple[tuple[Callable[[Report], bool], Advice], ...]] = (
    (
        _credentials("changed_after_signing", "problem_in_history"),
        Advice(
            _("Ask for the file as it was signed."),
            _("A service on the way may have saved it anew, which breaks a signature without any ill will."),
        ),
    ),
    (
        _credentials("no_credentials", "credentials_damaged"),
        Advice(
            _("Ask whoever sent it for the first file, straight from the device and not through a messenger."),
            _("Most services take credentials away; the file before that may still carry them."),
        ),
    ),
    (
        _credentials("credentials_elsewhere"),
        Advice(
            _("Have the credentials fetched, or add them as a separate file when you check again."),
            _("The file only names where they are kept."),
            "recovered",
        ),
    ),
    (
        _credentials("certificate_lapsed"),
        Advice(
            _("Ask for a copy with a time stamp, or for a record from before the certificate ran out."),
            _("Either shows that it was signed in time."),
        ),
    ),
    (
        _credentials("signer_unknown", "some_signers_unknown"),
        Advice(
            _("Ask the unknown signer, on another way than the one the file came by, whether they signed this."),
            _("A newsroom that knows them can put them on its own list; the next answer then says so."),
            "history",
        ),
    ),
    (
        _found("author.none"),
        Advice(
            _("Ask the author to sign a statement about exactly these bytes."),
            _("It says who stands behind the file, and can be checked against what they signed before."),
            "sign",
        ),
    ),
    (
        _found("on_record.none"),
        Advice(
            _("Put it on record now, open or sealed."),
            _("Nobody can say later that these bytes were made after today. It does not say who made them."),
            "record",
        ),
    ),
    (
        _is_unstamped,
        Advice(
            _("Ask the signer to have their signatures time stamped."),
            _("Until then the time is their own word, and nothing can be said once the certificate has run out."),
            "when",
        ),
    ),
)
