"""The newsroom's key for publication copies, as workers use it: in a file, or in a device (PKCS#11).

No web process imports this at work: it signs nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings

if TYPE_CHECKING:
    from provenance.publication.types import ClaimKey, Copy, History
    from verify.accounts.models import Organisation


def has_key() -> bool:
    """Whether this installation has such a key at all."""
    return bool(settings.PUBLICATION_CHAIN) and Path(settings.PUBLICATION_CHAIN).is_file()


def signs_for(organisation: Organisation | None) -> bool:
    """Whether the key is this organisation's: a copy bears its name. In a demo it is everybody's."""
    if organisation is None or not has_key():
        return False
    return settings.DEMO or organisation.slug == settings.PUBLICATION_ORGANISATION


def make_copy(media: BinaryIO, history: History) -> Copy:
    """A copy of this file; raises NotCopyable, BadKey and SandboxUnavailable. Without walls only a demo goes on."""
    from provenance.publication.copying import copied

    return copied(media, publication_key(), history, require_walls=not settings.DEMO)


def publication_key() -> ClaimKey:
    """The key; raises BadKey where it cannot be used."""
    from provenance.publication.keys import file_key

    chain = Path(settings.PUBLICATION_CHAIN)
    if not settings.PUBLICATION_DEVICE_MODULE:
        return file_key(Path(settings.PUBLICATION_KEY), chain)
    from provenance.publication.token_keys import token_key

    return token_key(
        settings.PUBLICATION_DEVICE_MODULE,
        settings.PUBLICATION_DEVICE_TOKEN,
        settings.PUBLICATION_DEVICE_KEY,
        settings.PUBLICATION_DEVICE_PIN,
        chain,
    )
