"""One open appeal for each key: a handle that says that two appeals come from one key, and not from which.

It is made of the label under the key that never rotates, so that no dump of this installation, even with two shares
of that key, lets anybody try out keys or serials.
"""

from __future__ import annotations

import hashlib
from typing import Final

from provenance.attestation.types import DeviceId
from provenance.blindlist.ids import canonical
from provenance.blindlist.labels import label_inputs
from provenance.blindlist.types import KeyName
from verify import list_wiring
from verify.ledger.parts import parts

DOMAIN: Final = b"firstlight appeal handle/1\0"


def handle_of(key: DeviceId) -> str:
    """Return 64 hexadecimal digits, or nothing where too few key holders answer now."""
    mirror, holders = list_wiring.mirror(), list_wiring.key_holders()
    public = mirror.public_key(KeyName.LINKS) if mirror else None
    if public is None or holders is None:
        return ""
    (found,) = label_inputs([canonical(key)], KeyName.LINKS, holders, {KeyName.LINKS: public}, parts().randomness)
    return hashlib.sha256(DOMAIN + found.label).hexdigest() if found.label else ""
