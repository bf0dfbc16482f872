"""The typefaces of a document, unmodified as their publisher packs them; `fonts/README.md` names them.

A face comes in parts of the alphabet. Each part is a family of its own, since the typesetter knows no ranges; a text
names them all and takes each letter from the first that has it. What none has comes from the fonts of the system.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("fonts")
PARTS: Final = ("latin", "latin-ext", "greek", "cyrillic")
FACES: Final = {"source-serif-4": "Report Serif", "source-sans-3": "Report Sans", "source-code-pro": "Report Mono"}


@cache
def font_pieces() -> dict[str, bytes]:
    """Return every font file by its name."""
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.woff2"))}


@cache
def font_faces() -> str:
    """Return the rules that name them, as CSS."""
    return "\n".join(_rule(name) for name in font_pieces())


def _rule(name: str) -> str:
    stem = name.removesuffix(".woff2")
    face = next(one for one in FACES if stem.startswith(one))
    part, weight, style = stem.removeprefix(f"{face}-").rsplit("-", 2)
    return (
        f'@font-face {{ font-family: "{family(face, part)}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("report:{name}") format("woff2"); }}'
    )


def family(face: str, part: str) -> str:
    """Return how one part of a face is called in the style sheet."""
    return f"{FACES[face]} {part}"
