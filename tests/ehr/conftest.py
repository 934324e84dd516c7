import pytest

from pgx.ehr.clients import asking
from pgx.ehr.models import FhirServer
from tests.ehr.clients.servers import make_certificate, serving


@pytest.fixture
def plain(settings):
    """Plain http is allowed on this machine."""
    settings.FHIR_PLAIN_LOOPBACK = True


@pytest.fixture
def hasty(settings):
    """Nothing may take long. Only where a server is slow: a busy machine is slow too."""
    settings.FHIR_SECONDS = 0.4


@pytest.fixture
def listed(db, plain):
    """Start a server that is on the list."""
    running = []

    def start(answer, path="/fhir"):
        manager = serving(answer)
        server = manager.__enter__()
        running.append(manager)
        FhirServer.objects.create(name="here", base_url=server.url(path))
        return server

    yield start
    for manager in running:
        manager.__exit__(None, None, None)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(certificate, monkeypatch):
    """The self-made certificate is among the operator's."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    asking._trusted.cache_clear()
    yield certificate
    asking._trusted.cache_clear()
