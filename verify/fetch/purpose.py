"""What a fetch is for: the only thing in which the callers of the guarded way out differ."""

from __future__ import annotations

from dataclasses import dataclass, replace

# A link costs its sender nothing, while an upload costs the sender's own line: so a link is capped at what a
# picture may weigh, not at the 800 MB of an uploaded video. Operators may raise it up to MEDIA_CEILING_BYTES.
MEDIA_BYTES = 100_000_000
# The gate admits no file above 800 MB; fetching more would be thrown away.
MEDIA_CEILING_BYTES = 800_000_000
# 100 MB within two minutes is 0.8 MB/s, which any host of pictures gives.
MEDIA_SECONDS = 120.0
# A job of the site may take 300 s in all; the last minute belongs to the examination.
MEDIA_CEILING_SECONDS = 240.0
# The official claim list has about 100 certificates and 0.2 MB; ten times that is room for years.
TRUST_LIST_BYTES = 2_000_000
DOCUMENT_SECONDS = 30.0

# Stores in the cloud name anything they were given one of these two; the gate recognises by content anyway.
UNNAMED_BYTES = ("application/octet-stream", "binary/octet-stream")
MEDIA_TYPES = (
    "image/*", "video/*", "audio/*", "application/pdf", "application/mp4",
    "application/c2pa", "application/x-c2pa-manifest-store", *UNNAMED_BYTES,
)  # fmt: skip
PEM_TYPES = (
    "text/plain", "application/x-pem-file", "application/pem-certificate-chain",
    "application/x-x509-ca-cert", "application/pkix-cert", *UNNAMED_BYTES,
)  # fmt: skip


@dataclass(frozen=True)
class Purpose:
    """Size in bytes, total time in seconds, media types (`image/*` takes all of a kind) and schemes of one use.

    What is asked of one service alone is not `handed_on`: a place on another host is never called.
    """

    name: str
    max_bytes: int
    content_types: tuple[str, ...]
    total_seconds: float
    schemes: tuple[str, ...] = ("https", "http")
    handed_on: bool = True

    def takes(self, content_type: str) -> bool:
        """Say whether a media type (lower case, without parameters) is on the list."""
        kind = content_type.partition("/")[0] + "/*"
        return content_type in self.content_types or kind in self.content_types


MEDIA = Purpose("media", MEDIA_BYTES, MEDIA_TYPES, MEDIA_SECONDS)
# A trust anchor changed on the way would make a forger trusted: encrypted or not at all.
TRUST_LIST = Purpose("trust_list", TRUST_LIST_BYTES, PEM_TYPES, DOCUMENT_SECONDS, schemes=("https",))

# The pattern of small documents; size and types are the caller's.
DOCUMENT = Purpose("document", TRUST_LIST_BYTES, UNNAMED_BYTES, DOCUMENT_SECONDS, schemes=("https",))

# The page around a picture: news pages have 0.2 to 1 MB; what lists its pictures further down than 2 MB is not read.
PAGE_BYTES = 2_000_000
PAGE_TYPES = ("text/html", "application/xhtml+xml")
PAGE = Purpose("page", PAGE_BYTES, PAGE_TYPES, DOCUMENT_SECONDS)

# What a domain says of keys and partners: the trust.txt of the largest association is below 300 kB.
BINDING_BYTES = 512 * 1024
# One job asks several files, one after the other, and must end within its time.
BINDING_SECONDS = 10.0
BINDING_TYPES = (
    "application/json",
    "application/did+json",
    "application/did+ld+json",
    "application/ld+json",
    "text/plain",
)
# A domain speaks for itself: whom it hands on to is not asked.
BINDING = Purpose(
    "binding", BINDING_BYTES, (*BINDING_TYPES, *UNNAMED_BYTES), BINDING_SECONDS, schemes=("https",), handed_on=False
)

# A post that is kept: its page, or the picture itself where the address is that of one; and the pictures on the page.
ARCHIVED_BYTES = 5_000_000
ARCHIVED_PAGE = Purpose("archived_page", ARCHIVED_BYTES, (*PAGE_TYPES, "image/*"), DOCUMENT_SECONDS)
# One of some dozens, in a job that must end within its time.
ARCHIVED_PICTURE = Purpose("archived_picture", ARCHIVED_BYTES, ("image/*",), 20.0)

# Every use there is. The SSRF rig runs all of its combinations against each of them.
PURPOSES = (MEDIA, TRUST_LIST, DOCUMENT, PAGE, BINDING, ARCHIVED_PAGE, ARCHIVED_PICTURE)

# A receiver writes a message down and works on it later; whoever needs longer is tried again.
NOTICE_SECONDS = 15.0
# What somebody asked to be told. Nothing is fetched for it, so that its combinations run in a rig of their own.
NOTICE = Purpose("notice", 0, ("application/json",), NOTICE_SECONDS, schemes=("https",), handed_on=False)


def media_up_to(max_bytes: int) -> Purpose:
    """The media purpose with an operator's own cap in bytes; ValueError above what the gate admits."""
    if not 0 < max_bytes <= MEDIA_CEILING_BYTES:
        raise ValueError(f"links may be fetched up to {MEDIA_CEILING_BYTES} bytes, not {max_bytes}")
    seconds = min(MEDIA_CEILING_SECONDS, MEDIA_SECONDS * max(1, max_bytes / MEDIA_BYTES))
    return replace(MEDIA, max_bytes=max_bytes, total_seconds=seconds)
