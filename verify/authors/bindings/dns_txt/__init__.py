"""A TXT record of the domain that names a key: `_firstlight.DOMAIN` with the text `firstlight=0x…`."""
