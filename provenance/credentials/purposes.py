"""Extended key usages that may sign claims.

Without them in its settings the library reads a certificate with the official C2PA usage alone as invalid.
timeStamping is left out on purpose: it must not sign claims.
"""

from typing import Final

CLAIM_PURPOSES: Final = (
    "1.3.6.1.5.5.7.3.4",  # emailProtection
    "1.3.6.1.5.5.7.3.36",  # documentSigning
    "1.3.6.1.4.1.311.76.59.1.9",  # Microsoft's C2PA signing
    "1.3.6.1.4.1.62558.2.1",  # C2PA claim signing
)
