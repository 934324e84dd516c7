"""Who asks, by network address: the peer, or what a trusted proxy says of it.

Anybody can write X-Forwarded-For. So an entry counts only where every hop to its right is in
TRUSTED_PROXIES, and one that is no address ends the search.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNIX = "unix"  # a peer on a unix socket has no address
Peer = IPv4Address | IPv6Address | None
NETWORK_BITS = 64  # of IPv6 that one household or machine usually has


@dataclass(frozen=True)
class Peers:
    """A set of peers, such as those whose word is believed."""

    networks: tuple[IPv4Network | IPv6Network, ...]
    unix: bool = False

    @classmethod
    def of(cls, words: Iterable[str]) -> Peers:
        """From addresses, networks, and the word unix. Raises ValueError for another word.

        >>> ip_address("10.1.2.3") in Peers.of(["10.0.0.0/8"]), None in Peers.of(["unix"])
        (True, True)
        """
        given = set(words)
        networks = tuple(ip_network(word, strict=False) for word in sorted(given - {UNIX}))
        return cls(networks, UNIX in given)

    def __contains__(self, peer: Peer) -> bool:
        """Is the peer one of them?"""
        return self.unix if peer is None else any(peer in network for network in self.networks)


def client_address(request: HttpRequest) -> Peer:
    """The address of whoever asks; None for a peer on a unix socket that no proxy speaks for."""
    peer = peer_address(request)
    for entry in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if peer not in settings.TRUSTED_PROXIES:
            break
        try:
            peer = _plain(entry.strip())
        except ValueError:
            break
    return peer


def peer_address(request: HttpRequest) -> Peer:
    """The address at the other end of the connection; None for a unix socket."""
    try:
        return _plain(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return None


def counted_as(address: Peer) -> str:
    """The name under which an address is counted: IPv6 by its network, a unix socket as one.

    >>> counted_as(ip_address("2001:db8::1")), counted_as(ip_address("192.0.2.7"))
    ('2001:db8::/64', '192.0.2.7')
    """
    if address is None:
        return UNIX
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), NETWORK_BITS), strict=False))
    return str(address)


def _plain(text: str) -> IPv4Address | IPv6Address:
    """The address; one of IPv4 in the clothes of IPv6 is one of IPv4."""
    address = ip_address(text)
    return getattr(address, "ipv4_mapped", None) or address
