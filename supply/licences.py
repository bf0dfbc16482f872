"""docs/licences.md, made from the lock: `python -m supply.licences` writes it, and a test holds it to the lock."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import PurePath
from typing import Final

from supply.packages import ROOT, Package, packages
from supply.vendored import vendored

PAGE: Final = ROOT / "docs" / "licences.md"

ALLOWED: Final = frozenset({
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python",
    "ISC", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0",
    "Unlicense", "Zlib",
})  # fmt: skip
"""Under these a package may stand beside code of any licence, unmodified and imported; LGPL and MPL are among them."""

COPYLEFT_LIBRARIES: Final = ("libx264", "libx265")
"""Libraries under the GPL (version 2 or later) that publishers put into their wheels."""

HEAD: Final = """\
# Licences

Made by `make licences` from `requirements.txt`; a test holds it to that file. Whoever runs Firstlight uses these
packages as their publishers made them; none is modified or copied into our code. What is only needed to develop is in
`requirements-dev.txt` and not here. `make sbom` writes the same list with digests, for machines (CycloneDX).

Firstlight's own licence is for its founders to choose: none is in the repository yet, so nobody but them may hand it
on.

"""

NATIVE: Final = """
## Libraries inside wheels

Publishers put native libraries into their wheels; they come under licences of their own. **libx264 and libx265 are
under the GPL, version 2 or later**: whoever hands on a folder or an image with these wheels inside hands them on as
well, and owes what the GPL asks. Building `av` and `pillow-heif` without them avoids that.

| package | libraries |
| --- | --- |
"""

VENDORED: Final = """
## Scripts and WebAssembly in the repository

What the pages that check without sending load on a click. The files are those of their publishers, byte for byte, with
their licence beside them in `verify/static/vendor`; `make reader` takes them over anew. The WebAssembly of c2pa-web is
built by its publisher from c2pa-rs and the Rust packages that it uses; the publisher states one licence for the whole.

| package | version | licence | built into it by its publisher |
| --- | --- | --- | --- |
"""


def refused(expression: str) -> bool:
    """Whether an SPDX expression names no way that is allowed: one of the parts of OR, all of the parts of AND."""
    ways = [re.split(r" AND ", way.strip("() ")) for way in expression.split(" OR ")]
    return not any(all(part.strip("() ") in ALLOWED for part in way) for way in ways)


def native(package: Package) -> list[str]:
    """Names of the libraries that its wheel brings, without their marks of build and version."""
    found = [PurePath(str(path)).name for path in files(package.name) or [] if ".libs/" in str(path)]
    return sorted({re.split(r"[-.]", name)[0] if not name.startswith("lib") else _bare(name) for name in found})


def _bare(name: str) -> str:
    return re.sub(r"(-[0-9a-f]{8}.*|\.so.*)$", "", name)


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_rows()) + NATIVE + "".join(_native_rows()) + VENDORED + "".join(_vendored_rows())


def _rows() -> Iterator[str]:
    yield "## Packages\n\n| package | version | licence |\n| --- | --- | --- |\n"
    for one in packages():
        yield f"| {one.name} | {one.version} | {one.licence or 'unknown'} |\n"


def _native_rows() -> Iterator[str]:
    for one in packages():
        if libraries := native(one):
            yield f"| {one.name} | {', '.join(libraries)} |\n"


def _vendored_rows() -> Iterator[str]:
    for one in vendored():
        yield f"| {one.name} | {one.version} | {one.licence} | {', '.join(one.inside)} |\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")
    bad = [one.name for one in (*packages(), *vendored()) if refused(one.licence)]
    if bad:
        sys.exit(f"Licences that nobody has allowed: {', '.join(bad)}.")


if __name__ == "__main__":
    main()
