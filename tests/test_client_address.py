from ipaddress import ip_address

import pytest
from django.test import RequestFactory

from pgx.client_address import Peers, client_address, counted_as


def asked(peer: str, forwarded: str | None = None, **more):
    meta = {"REMOTE_ADDR": peer, **more}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded
    return RequestFactory().get("/", **meta)


@pytest.fixture
def proxies(settings):
    settings.TRUSTED_PROXIES = Peers.of(["10.0.0.0/8", "2001:db8:f::1", "unix"])


@pytest.mark.parametrize("forwarded", ["198.51.100.1", "127.0.0.1", "10.0.0.1", ""])
def test_without_a_trusted_proxy_nobody_speaks_for_another(forwarded):
    assert str(client_address(asked("203.0.113.9", forwarded))) == "203.0.113.9"


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # not a proxy of ours
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),  # what the client wrote itself
        ("10.0.0.1", "1.2.3.4,198.51.100.1 , 10.9.9.9", "198.51.100.1"),
        ("10.0.0.1", "10.0.0.7, 10.9.9.9", "10.0.0.7"),
        ("10.0.0.1", "1.2.3.4, nonsense", "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1:443", "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4,,10.0.0.3", "10.0.0.3"),
        ("10.0.0.1", "1.2.3.4, 999.1.1.1", "10.0.0.1"),
        ("2001:db8:f::1", "2001:db8:a::7", "2001:db8:a::7"),
        ("::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_the_rightmost_entry_that_no_trusted_proxy_stands_for(proxies, peer, forwarded, client):
    assert str(client_address(asked(peer, forwarded))) == client


def test_a_unix_socket_without_trust_has_no_address():
    assert client_address(asked("", "198.51.100.1")) is None
    assert counted_as(None) == "unix"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("2001:db8:a:b::1", "2001:db8:a:b:ffff::2", True),
        ("2001:db8:a:b::1", "2001:db8:a:c::1", False),
        ("::1", "::2", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_ipv6_counts_by_network_and_ipv4_by_address(one, other, together):
    assert (counted_as(ip_address(one)) == counted_as(ip_address(other))) is together


def test_a_word_that_is_no_address_is_refused():
    with pytest.raises(ValueError, match="localhost"):
        Peers.of(["localhost"])
