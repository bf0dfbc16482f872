"""A process that only handles reports has no decoder in it: a hostile file finds nothing there to attack."""

from __future__ import annotations

import subprocess
import sys

import pytest

DECODERS = (
    "PIL", "c2pa", "av", "pillow_heif", "pikepdf", "defusedxml", "cv2", "numpy", "scipy", "pdqhash", "imagehash",
    "chromaprint", "numba",
)  # fmt: skip
LOOK = f"import sys; print([one for one in {DECODERS!r} if one in sys.modules])"


def _loaded_after(statement: str) -> str:
    done = subprocess.run([sys.executable, "-c", f"{statement}; {LOOK}"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "module",
    [
        "types", "policy", "gate", "formats", "marks", "report_json", "sentences", "unreadable", "sandbox",
        "fingerprint.types", "fingerprint.wire", "fingerprint.making", "comparison.types", "comparison.wire",
    ],
)  # fmt: skip
def test_a_module_of_the_web_process_is_free_of_decoders(module: str) -> None:
    assert _loaded_after(f"import provenance.{module}") == "[]"


def test_the_look_notices_a_decoder() -> None:
    assert _loaded_after("import provenance.inspection") != "[]"
