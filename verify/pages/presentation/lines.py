"""The evidence, line by line: one question each, what was found out, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from provenance.types import Report, SigningTime, State, Step, Trust
from verify.pages.presentation.chain import LISTED, Chain, follow, origins, state_of
from verify.pages.presentation.moments import stated
from verify.pages.presentation.names import issuer_name, signer_name, step_title
from verify.pages.presentation.words import INTEGRITY, STATES, TRUST, Sign, Words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of evidence: the question, the sign of its state, the sentence."""

    question: str
    sign: Sign
    sentence: str


def evidence_lines(report: Report) -> tuple[Line, ...]:
    """Return the seven lines of a report, always in the same order, also where nothing was asked."""
    chain = follow(report.steps)
    told = _told_by(chain) if chain.shown else _nothing_told(report)
    return (*told, *_not_asked())


def _told_by(chain: Chain) -> tuple[Line, ...]:
    newest = chain.shown[0]
    return (_where_from(chain), _what_was_done(chain), _when(newest), _who(newest))


def _where_from(chain: Chain) -> Line:
    question, begin = _("Where from"), origins(chain)
    if not begin:
        return Line(
            question,
            STATES[State.UNAVAILABLE],
            _("The history breaks off before its beginning. What lies behind the break is not confirmed by anybody."),
        )
    weakest = next((step for step in begin if state_of(step) is not State.HOLDS), begin[0])
    if len(begin) > 1:
        text = _("It was put together from %(count)d beginnings. One of them: %(told)s") % {
            "count": len(begin),
            "told": _told(weakest),
        }
    else:
        text = _told(weakest)
    return Line(question, STATES[state_of(weakest)], text)


def _told(step: Step) -> str:
    return _("%(title)s. Signed by %(signer)s, %(listed)s; %(integrity)s.") % {
        "title": step_title(step),
        "signer": signer_name(step),
        "listed": TRUST[step.trust],
        "integrity": INTEGRITY[step.integrity],
    }


def _what_was_done(chain: Chain) -> Line:
    later = tuple(step for step in chain.shown if step.ingredients)
    if not later:
        return Line(
            _("What was done"),
            STATES[state_of(chain.shown[0])],
            _("The file names no earlier version: one step, and nothing after it."),
        )
    doubtful = tuple(step for step in later if state_of(step) is not State.HOLDS)
    if not doubtful:
        text = ngettext(
            "One later step; it is signed by a listed signer, and it holds.",
            "%(count)d later steps; each is signed by a listed signer, and each holds.",
            len(later),
        ) % {"count": len(later)}
        return Line(_("What was done"), STATES[State.HOLDS], text)
    return Line(_("What was done"), STATES[state_of(doubtful[0])], _doubt(doubtful, len(chain.shown)))


def _doubt(doubtful: tuple[Step, ...], total: int) -> str:
    step = doubtful[0]
    text = _("Step %(number)d, “%(title)s”, is signed by %(signer)s, %(listed)s; it is %(integrity)s.") % {
        "number": total - step.position,
        "title": step_title(step),
        "signer": signer_name(step),
        "listed": TRUST[step.trust],
        "integrity": INTEGRITY[step.integrity],
    }
    more = len(doubtful) - 1
    return text + (" " + _("The same kind of doubt is on %(more)d more.") % {"more": more} if more else "")


def _when(newest: Step) -> Line:
    at = stated(newest.signed_at)
    said = at.text if at else ""
    texts: dict[SigningTime, tuple[State, Words]] = {
        SigningTime.TRUSTED: (
            State.HOLDS,
            _(
                "The last signature existed by %(at)s: a listed time-stamp authority vouches for it. The "
                "picture itself may be older."
            ),
        ),
        SigningTime.UNVERIFIED: (
            State.UNAVAILABLE,
            _("The last signature gives %(at)s as its time. Nobody on the lists vouches for that."),
        ),
        SigningTime.LAPSED: (
            State.UNAVAILABLE,
            _(
                "The certificate has lapsed since, and no time stamp shows that the signature was made "
                "before. That is not a sign of tampering."
            ),
        ),
        SigningTime.NONE: (State.ABSENT, _("The last signature carries no time that anybody vouches for.")),
    }
    state, text = texts[newest.time if said or newest.time is not SigningTime.UNVERIFIED else SigningTime.NONE]
    if not said and newest.time is SigningTime.TRUSTED:
        text = _("A listed time-stamp authority vouches for the time of the last signature.")
    return Line(_("When"), STATES[state], str(text) % {"at": said} if "%(at)s" in str(text) else str(text))


def _who(newest: Step) -> Line:
    issuer = issuer_name(newest)
    by = _(" The certificate was issued by %(issuer)s.") % {"issuer": issuer} if issuer else ""
    texts = {
        True: _("%(signer)s signed the last step and is %(listed)s."),
        False: _(
            "The last step is signed in the name of %(signer)s, who is %(listed)s. Anyone can make a "
            "certificate with any name."
        ),
    }
    listed = newest.trust in LISTED
    text = texts[listed] % {"signer": signer_name(newest), "listed": TRUST[newest.trust]}
    state = State.HOLDS if listed else State.UNTRUSTED
    return Line(_("Who says so"), _denied_sign(newest) or STATES[state], text + by)


def _denied_sign(step: Step) -> Sign | None:
    return Sign("untrusted", _("on the deny list"), "look") if step.trust is Trust.DENIED else None


def _nothing_told(report: Report) -> tuple[Line, ...]:
    code = report.credentials.code
    state, text = {
        "unreadable": (State.UNAVAILABLE, _("The file could not be read, so nothing it may carry could be looked at.")),
        "credentials_damaged": (
            State.UNAVAILABLE,
            _("There are traces of credentials, and they cannot be read. What damaged them is not known."),
        ),
        "credentials_elsewhere": (
            State.NOT_CHECKED,
            _("The file points to credentials on another server. They were not fetched."),
        ),
    }.get(
        code,
        (
            State.ABSENT,
            _("The file carries no content credentials. Most files carry none, and many services strip them."),
        ),
    )
    questions = (_("Where from"), _("What was done"), _("When"), _("Who says so"))
    silent = _("Nothing in the file answers this in a way that can be checked.")
    return tuple(
        Line(question, STATES[state], text if number == 0 else silent) for number, question in enumerate(questions)
    )


def _not_asked() -> tuple[Line, ...]:
    asked_later = (
        (
            _("On record"),
            _(
                "The chronology is not asked in this version, so nothing is said about when the file was "
                "first recorded."
            ),
        ),
        (_("Which camera"), _("No camera list is asked in this version.")),
        (_("Seen elsewhere"), _("No search for look-alikes is made in this version.")),
    )
    return tuple(Line(question, STATES[State.NOT_CHECKED], text) for question, text in asked_later)
