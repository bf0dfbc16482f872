"""The attestation formats, one folder each, all alike: `detect`, `verify`."""
