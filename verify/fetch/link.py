"""A link, read once and strictly: what is judged and what is called are the same parts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from verify.fetch.errors import LinkRefused
from verify.fetch.host import Host, read_host
from verify.fetch.limits import MAX_LINK_CHARS

DEFAULT_PORTS = {"https": 443, "http": 80}
# Left as they are in a path or query (RFC 3986 section 3.3 and 3.4, and `%` for what is encoded already).
_SAFE = "%/:@!$&'()*+,;=?-._~[]|"


@dataclass(frozen=True, repr=False)
class Link:
    """The parts of a link that are used; it has no repr, so that no log or traceback can print it."""

    scheme: str
    host: Host
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them; the port only where it is not the usual one."""
        name = f"[{self.host.name}]" if ":" in self.host.name else self.host.name
        return name if self.port == DEFAULT_PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """The whole link in its plain spelling, without user-info and fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"


def read_link(text: str, ports: frozenset[int], schemes: tuple[str, ...] = ("https", "http")) -> Link:
    """Read what a person pasted; LinkRefused says what is wrong with it."""
    split = _split(_plain_characters(text.strip()))
    if split.scheme not in DEFAULT_PORTS:
        raise LinkRefused("link.scheme" if split.scheme and split.netloc else "link.not_a_link")
    if split.scheme not in schemes:
        raise LinkRefused("link.needs_https")
    return Link(split.scheme, _host(split), _port(split, ports), _target(split))


def follow_link(link: Link, location: str, ports: frozenset[int]) -> Link:
    """Read where `link` passes on to, as strictly as if a person had pasted it."""
    onward = read_link(_joined(link.url, _plain_characters(location.strip())), ports)
    if link.scheme == "https" and onward.scheme != "https":
        raise LinkRefused("link.downgrade")
    return onward


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        raise LinkRefused("link.host_spelling") from None


def _plain_characters(text: str) -> str:
    """Refuse what browsers and libraries drop or turn round silently: controls, tabs, newlines, backslashes."""
    if not text or len(text) > MAX_LINK_CHARS:
        raise LinkRefused("link.not_a_link")
    if "\\" in text or not text.replace(" ", "").isprintable():
        raise LinkRefused("link.not_a_link")
    return text


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        raise LinkRefused("link.host_spelling") from None


def _host(split: SplitResult) -> Host:
    if "@" in split.netloc:
        raise LinkRefused("link.user_info")
    if not split.hostname:
        raise LinkRefused("link.not_a_link")
    return read_host(split.hostname, bracketed=split.netloc.startswith("["))


def _port(split: SplitResult, ports: frozenset[int]) -> int:
    try:
        port = DEFAULT_PORTS[split.scheme] if split.port is None else split.port
    except ValueError:
        raise LinkRefused("link.port") from None
    if port not in ports:
        raise LinkRefused("link.port")
    return port


def _target(split: SplitResult) -> str:
    query = f"?{split.query}" if split.query else ""
    return quote((split.path or "/") + query, safe=_SAFE)
