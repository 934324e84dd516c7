"""Servers on this machine that answer as a test says, and keep what they were asked."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = Callable[[BaseHTTPRequestHandler], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answer(self)

    def log_message(self, *_) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        super().__init__(("127.0.0.1", 0), Handler)

    def process_request(self, *connected) -> None:
        self.connections += 1
        super().process_request(*connected)

    def handle_error(self, *_) -> None:
        """A client that hangs up, or a handshake that fails, is what some tests want."""

    def url(self, path: str = "/fhir", scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.server_address[1]}{path}"


@contextmanager
def serving(answer: Answer, certificate: Path | None = None) -> Iterator[Server]:
    server = Server(answer)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: object, status: int = 200, **headers: str) -> None:
    """Answer with JSON, or with bytes as they are."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(content)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A socket that nobody may connect to; `was_asked` tells."""
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        own.listen()
        own.setblocking(False)
        yield own


def was_asked(own: socket.socket) -> bool:
    """Did anybody connect? (The system accepts for us, so nothing need run.)"""
    try:
        own.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def make_certificate(folder: Path) -> Path:
    """A certificate for localhost that nobody but its maker signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "localhost.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path
