"""Asking for the TXT records, where the operator named a resolver; only here dnspython is used."""

from __future__ import annotations

from dataclasses import dataclass

from verify.authors.bindings.dns_txt.reading import MOST_RECORDS, name_of, read
from verify.authors.bindings.kinds import Answer, Asked, Heard
from verify.authors.bindings.ways import TxtUnavailable, Ways

DNS_SECONDS = 5.0
"""For all servers and repeats together; a resolver next door answers within one."""

MOST_TEXT_BYTES = 1_000
"""A record of ours has 53 bytes; longer ones are somebody else's."""


def ask(ways: Ways, asked: Asked) -> Answer:
    """What the domain's DNS says of the key now."""
    if ways.txt is None:
        return Answer(Heard.NOT_ASKED, "binding.dns_off")
    try:
        return read(ways.txt.txt(name_of(asked.domain)), asked)
    except TxtUnavailable:
        return Answer(Heard.UNREACHABLE, "binding.dns_unreachable")


@dataclass(frozen=True, slots=True)
class NamedServers:
    """Asks the resolvers at these IP addresses, and neither the system's nor anybody else."""

    servers: tuple[str, ...]
    port: int = 53

    def txt(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name; none where the name or the record does not exist."""
        import dns.exception
        import dns.resolver

        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = list(self.servers), self.port
        try:
            found = resolver.resolve(name + ".", "TXT", search=False, lifetime=DNS_SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.exception.DNSException, OSError) as fault:
            raise TxtUnavailable(type(fault).__name__) from None
        texts = (b"".join(record.strings) for record in list(found)[:MOST_RECORDS])
        return tuple(one.decode("ascii", "replace") for one in texts if len(one) <= MOST_TEXT_BYTES)
