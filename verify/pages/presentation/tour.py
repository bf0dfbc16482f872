"""The guided tour: one demo case for every headline of an answer, in an order in which they explain each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verify.pages.demo_media import DemoMedium
from verify.pages.presentation.limits import does_not_tell
from verify.pages.presentation.words import HEADLINES, Sign, Words


@dataclass(frozen=True, slots=True)
class Stop:
    """One headline, the demo file that earns it, and what it means."""

    code: str
    medium: str
    means: Words


@dataclass(frozen=True, slots=True)
class Chapter:
    """Stops that belong together."""

    title: Words
    about: Words
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class ToldStop:
    """A stop as the page shows it; `otherwise` is what readers outside the desk are told, None where it is the same."""

    code: str
    sign: Sign
    medium: DemoMedium
    means: Words
    does_not: Words
    otherwise: Sign | None


CHAPTERS = (
    Chapter(
        _("Somebody vouches for it"),
        _("The calm answers. They say who vouches for which bytes, and never that a scene was real."),
        (
            Stop(
                "all_signers_trusted",
                "honest-chain.jpg",
                _(
                    "Whoever worked on this file signed what they did. All of them are on a list, "
                    "and nothing was changed in between."
                ),
            ),
            Stop(
                "same_as_record",
                "camera-original.jpg",
                _("Exactly these bytes were put on record before, by you or by a recorder on your list."),
            ),
            Stop(
                "copy_of_record",
                "captioned-post.jpg",
                _(
                    "The signed history is gone, but the picture lies on a recorded work nearly "
                    "everywhere, so it is led back to it."
                ),
            ),
            Stop(
                "captured",
                "captured-by-camera.jpg",
                _(
                    "A key that a camera keeps in its chip signed exactly these bytes, and its maker "
                    "vouches for that key."
                ),
            ),
        ),
    ),
    Chapter(
        _("Somebody is not known, or not accepted"),
        _("Unknown is no accusation: it means that nobody on your lists vouches for the name."),
        (
            Stop(
                "some_signers_unknown",
                "unknown-middle-step.jpg",
                _(
                    "Every signature holds, but one earlier step was signed by somebody on none of "
                    "your lists. The step is named."
                ),
            ),
            Stop(
                "signer_unknown",
                "unknown-signer.jpg",
                _("The file is as it was signed. Whoever signed it last is on none of your lists."),
            ),
            Stop(
                "signer_denied",
                "refused-signer.jpg",
                _("The signature holds, and it is by somebody whom your lists refuse by name."),
            ),
            Stop(
                "certificate_lapsed",
                "lapsed-certificate.jpg",
                _("The signer’s certificate has run out, and no time stamp shows that it was still valid at signing."),
            ),
        ),
    ),
    Chapter(
        _("Something is not what it was"),
        _("Bytes and signatures do not agree. Who did it, and why, is another question."),
        (
            Stop(
                "changed_after_signing",
                "pixels-changed.jpg",
                _("The newest signature was made over other bytes than those that are here now."),
            ),
            Stop(
                "problem_in_history",
                "tampering-signed-again.jpg",
                _("The newest signature holds. Further back, what one step signed is not what the next one took in."),
            ),
            Stop(
                "differs_from_record",
                "one-tower-more.jpg",
                _("It is the recorded picture nearly everywhere, and differs in places. The answer shows where."),
            ),
        ),
    ),
    Chapter(
        _("AI is declared"),
        _("Nothing is guessed from pixels. These are words of signers who are on a list."),
        (
            Stop(
                "declared_ai_generated",
                "ai-generated.png",
                _("A listed signer declares that a generative model made this."),
            ),
            Stop(
                "declared_ai_edited",
                "ai-edited.webp",
                _("A listed signer declares that generative AI was used in one step of the editing."),
            ),
        ),
    ),
    Chapter(
        _("Little or nothing can be said"),
        _("The most frequent answers of all. None of them speaks against a file."),
        (
            Stop(
                "no_credentials",
                "stripped-copy.jpg",
                _("There is nothing signed in this file, as in most files."),
            ),
            Stop(
                "credentials_elsewhere",
                "credentials-elsewhere.jpg",
                _("The file only names an address at which its credentials are kept. Nobody here called it."),
            ),
            Stop(
                "credentials_damaged",
                "damaged-credentials.jpg",
                _("There were credentials, and they cannot be read any more."),
            ),
            Stop(
                "unreadable",
                "cut-off.png",
                _("The file cannot be opened, so nothing in it was checked."),
            ),
        ),
    ),
)


def chapters_told(media: Mapping[str, DemoMedium]) -> tuple[tuple[Chapter, tuple[ToldStop, ...]], ...]:
    """Return the chapters with their stops, as far as this demo has their files."""
    return tuple((chapter, tuple(_stops(chapter, media))) for chapter in CHAPTERS)


def _stops(chapter: Chapter, media: Mapping[str, DemoMedium]) -> Iterator[ToldStop]:
    for stop in chapter.stops:
        if medium := media.get(stop.medium):
            otherwise = HEADLINES[medium.headline] if medium.headline != stop.code else None
            yield ToldStop(stop.code, _sign(stop.code), medium, stop.means, does_not_tell(stop.code)[0], otherwise)


def _sign(code: str) -> Sign:
    """The sign of a headline; what the demo's newsroom recorded is a listed recorder's to the demo's desk."""
    return HEADLINES.get(f"{code}.listed", HEADLINES[code])
