import pytest

from pgx.ehr.clients.addresses import BadAddress, is_within, normalise, require_safe


@pytest.mark.parametrize(
    ("given", "one"),
    [
        ("https://Good.Example/r4", "https://good.example/r4"),
        ("HTTPS://good.example:443/r4//", "https://good.example/r4"),
        ("http://good.example:80", "http://good.example"),
        ("https://good.example:8443/", "https://good.example:8443"),
        ("https://good.example/R4", "https://good.example/R4"),
        ("http://[0:0:0:0:0:0:0:1]:8000/fhir/", "http://[::1]:8000/fhir"),
        ("http://[::0001]/fhir", "http://[::1]/fhir"),
        ("https://good.example/a/~b/c_d-e.f", "https://good.example/a/~b/c_d-e.f"),
    ],
)
def test_one_address_has_one_spelling(given, one):
    assert normalise(given) == one
    assert normalise(one) == one


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "no address"),
        ("good.example/r4", "https://"),
        ("//good.example/r4", "https://"),
        ("ftp://good.example/r4", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://", "host"),
        ("https:///r4", "host"),
        ("https://good@evil.example/r4", "user name"),
        ("https://a:b@good.example/r4", "user name"),
        ("https://good.example/r4?a=b", "query"),
        ("https://good.example/r4?", "query"),
        ("https://good.example/r4#a", "fragment"),
        ("https://good.example\\@evil.example/r4", "user name"),
        ("https://good.example\\evil", "host"),
        ("https://good.example/r4/../admin", "dots"),
        ("https://good.example/./r4", "dots"),
        ("https://good.example/%2e%2e/admin", "path"),
        ("https://good.example//r4", "path"),
        ("https://good.example./r4", "dot"),
        ("https://.good.example/r4", "host"),
        ("https://good%2eexample/r4", "host"),
        ("https://good.example:99999/r4", "port"),
        ("https://good.example:x/r4", "port"),
        ("https://[::1/r4", "no address"),
        ("https://[fe80::1%25eth0]/r4", "host"),
        ("https://[1::2::3]/r4", "no address|IPv6"),
        ("https://good.example /r4", "no address"),
        ("https://good.example\n/r4", "no address"),
        ("https://g\u043e\u043ed.example/r4", "other scripts"),
        ("https://\uff47ood.example/r4", "other scripts"),
        ("https://good.example/" + "a" * 500, "no address"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(given, said):
    with pytest.raises(BadAddress, match=said):
        normalise(given)


LOOPBACK = ["http://localhost/r4", "http://127.0.0.1:80", "http://127.8.9.1", "http://[::1]/r4"]
FURTHER = [
    "http://good.example/r4",
    "http://localhost.good.example/r4",
    "http://127.0.0.1.good.example/r4",
    "http://0.0.0.0/r4",
    "http://127.1/r4",
    "http://2130706433/r4",
    "http://0x7f000001/r4",
    "http://0177.0.0.1/r4",
    "http://10.0.0.1/r4",
    "http://169.254.169.254/r4",
    "http://[::]/r4",
    "http://[fd00::1]/r4",
]


@pytest.mark.parametrize("address", FURTHER)
def test_plain_http_over_a_network_is_never_asked(settings, address):
    settings.FHIR_PLAIN_LOOPBACK = True
    with pytest.raises(BadAddress, match="https"):
        require_safe(normalise(address))


@pytest.mark.parametrize("address", LOOPBACK)
def test_plain_http_to_this_machine_is_a_setting(settings, address):
    with pytest.raises(BadAddress, match="FHIR_PLAIN_LOOPBACK"):
        require_safe(normalise(address))
    settings.FHIR_PLAIN_LOOPBACK = True
    require_safe(normalise(address))


def test_https_is_always_possible():
    require_safe("https://good.example/r4")


def test_is_within():
    base = "https://good.example/r4"
    assert is_within(base, base)
    assert is_within(f"{base}/Patient", base)
    assert not is_within(f"{base}x", base)
    assert not is_within("https://good.example", base)
