"""Makes a typed Python package from the interface's own document: `make client` writes it to `build/client`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from verify.api.schema.walking import Document, operations

PACKAGE: Final = "firstlight_client"
BYTES: Final = "application/octet-stream"
# Media types that the generator has no word for are read and sent as what they are to it: bytes.
AS_BYTES: Final = ("application/zip", "application/c2pa", "application/jsonl", "application/pdf", "text/csv")
CONFIG: Final[dict[str, Any]] = {
    "project_name_override": "firstlight-client",
    "package_name_override": PACKAGE,
    "content_type_overrides": dict.fromkeys(AS_BYTES, BYTES),
}
TOOLS: Final = Path(sys.executable).parent
SECONDS: Final = 300
"""A busy machine needs half a minute for fifty operations; after five the generator hangs."""


class NotMade(Exception):
    """What the generator stumbled over: a warning is a gap in the document, so no client is made from one."""


def client_made(document: Document, folder: Path) -> Path:
    """Write the package into the folder, in place of an earlier one, and return where it lies; raises NotMade."""
    with TemporaryDirectory() as kept:
        schema, config = Path(kept, "openapi.json"), Path(kept, "config.json")
        schema.write_text(json.dumps(for_generator(document)), "utf-8")
        config.write_text(json.dumps(CONFIG), "utf-8")
        command = [
            str(TOOLS / "openapi-python-client"), "generate", "--path", str(schema),
            "--config", str(config), "--output-path", str(folder), "--overwrite", "--fail-on-warning", "--meta", "uv",
        ]  # fmt: skip
        done = subprocess.run(  # noqa: S603 - our own tool
            command, capture_output=True, text=True, timeout=SECONDS, check=False, env=_beside_its_tools()
        )
    if done.returncode or "WARNING" in done.stdout + done.stderr:
        raise NotMade(f"{done.stdout}{done.stderr}".strip())
    return folder / PACKAGE


def _beside_its_tools() -> dict[str, str]:
    """It tidies what it wrote with ruff, which it looks for in PATH."""
    return {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ.get('PATH', '')}"}


def for_generator(document: Document) -> Document:
    """The document in the words that the generator has; what it says of the interface stays the same.

    It asks for a key wherever `security` stands, though strangers are answered too, would send `image/*` as it is, and
    forgets an import where one of several bodies must be there.
    """
    copied: Document = deepcopy(document)
    for _path, _method, operation in operations(copied):
        if {} in operation["security"]:
            del operation["security"]
        asked = operation.get("requestBody", {})
        if len(asked.get("content", ())) > 1:
            asked["required"] = False
        for body in (asked, *operation["responses"].values()):
            if "content" in body:
                body["content"] = _in_its_words(body["content"])
    return copied


def _in_its_words(content: dict[str, Any]) -> dict[str, Any]:
    plain = {BYTES if "*" in name else name: told for name, told in content.items()}
    file = {"schema": {"type": "string", "format": "binary"}}
    return {name: file if name in (BYTES, *AS_BYTES) else told for name, told in plain.items()}


def main() -> None:
    """`python -m verify.api.schema.client FOLDER`."""
    import django

    django.setup()
    from verify.api.schema.document import openapi

    try:
        made = client_made(openapi(), Path(sys.argv[1]))
    except NotMade as problem:
        raise SystemExit(f"No client was made; mend the schema first.\n{problem}") from problem
    print(f"Made {made}; install it with: pip install {made.parent}")  # noqa: T201 - a command of the Makefile


if __name__ == "__main__":
    main()
