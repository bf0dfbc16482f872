"""What a file claims about itself in EXIF, XMP and IPTC: unsigned, anyone can write it, shown to the uploader once.

Importing this package imports no decoder; reading does, so it happens in the sandbox child only.
"""

from provenance.claims.contradictions import contradictions
from provenance.claims.reading import read_claims, warm

__all__ = ["contradictions", "read_claims", "warm"]
