"""Hardware attestation: whether a key in a device signed exactly this content, and how strong that is."""
