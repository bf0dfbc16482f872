"""Keys of the installation: for its own eyes only, and fit for what they sign."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

from provenance.publication.errors import BadKey
from verify import publication_wiring
from verify.accounts.sealed_factors import factors_tried
from verify.diagnosis.part import Part

OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def keys() -> Iterator[Part]:
    """The folder of keys and every file in it: readable by this user and nobody else."""
    folder = Path(settings.DATA_DIR) / "keys"
    found = [folder, *sorted(path for path in folder.rglob("*") if not path.is_symlink())] if folder.exists() else []
    if not found:
        yield Part("keys", True, "are made at the first start")
        return
    open_ones = [path for path in found if path.stat().st_mode & OTHERS]
    strange = [path for path in found if path.stat().st_uid != os.getuid()]
    if open_ones:
        words = f"others may read {_named(open_ones, folder)}"
        yield Part("keys", False, words, True, f"chmod -R go= {folder}; if others had an account here, replace them")
    elif strange:
        words = f"{_named(strange, folder)} belong to another user"
        yield Part("keys", False, words, True, f"run this as the installation's user, or chown -R it {folder}")
    else:
        yield Part("keys", True, f"{sum(path.is_file() for path in found)} files, for this user alone")


def _named(paths: list[Path], folder: Path) -> str:
    names = [str(path.relative_to(folder.parent)) for path in paths[:3]]
    return ", ".join(names) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")


def account_key() -> Iterator[Part]:
    """Whether `account.key` is the one that second factors were sealed under; who finds none makes another."""
    name, found = "account key", factors_tried()
    if not found.shut:
        words = f"sealed second factors that it opens: {found.tried} of {found.tried}"
        yield Part(name, True, words if found.tried else "nothing is sealed yet")
        return
    words = f"does not open {found.shut} of {found.tried} second factors; nobody logs in with those, nor with a wallet"
    todo = (
        "put keys/account.key of the first machine or of the backup back; if it is lost, see the table of keys in "
        "docs/operate.md"
    )
    yield Part(name, False, words, needed=True, todo=todo)


def publication() -> Iterator[Part]:
    """Whether the newsroom's key could sign publication copies now."""
    name = "publication copies"
    if not publication_wiring.has_key():
        yield Part(name, False, "none are made", todo="set PUBLICATION_CHAIN (docs/publication-copy.md)")
        return
    try:
        key = publication_wiring.publication_key()
    except BadKey as problem:
        yield Part(name, False, problem.public, todo="mend PUBLICATION_CHAIN and PUBLICATION_KEY, or the device")
        return
    yield Part(name, True, f"signed with {key.algorithm.value}")
