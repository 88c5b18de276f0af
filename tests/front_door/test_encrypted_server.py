"""An office without a proxy may have gunicorn itself encrypt: the limits hold there,
too."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.front_door.serving import HALF, answer, connect, get, is_let_go, serving


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """The files of a key and of its certificate, for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certified")
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "certificate.pem").write_bytes(pem)
    return folder / "key.pem", folder / "certificate.pem"


@pytest.fixture(scope="module")
def server(certified):
    key, certificate = map(str, certified)
    with serving("--keyfile", key, "--certfile", certificate) as port:
        yield port


@pytest.fixture(scope="module")
def trusting(certified):
    return ssl.create_default_context(cafile=str(certified[1]))


def test_it_answers_one_request_after_another(server, trusting):
    for _ in range(2):
        assert answer(server, get(b"/healthz"), trusting).startswith("HTTP/1.1 200 OK")
    kept = get(b"/healthz").replace(b"Connection: close\r\n", b"")
    with connect(server, trusting) as client:
        for _ in range(3):
            client.sendall(kept)
            told = b""
            while not told.endswith(b"alive\n"):
                told += client.recv(65536)
            assert told.startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("half", HALF)
def test_who_never_sends_the_rest_holds_no_thread(server, trusting, half):
    slow = [connect(server, trusting) for _ in range(2)]
    for client in slow:
        client.sendall(HALF[half])
        client.settimeout(0.3)

    assert all(is_let_go(client) for client in slow)
    assert answer(server, get(b"/healthz"), trusting).startswith("HTTP/1.1 200")


def test_who_never_ends_the_greeting_holds_no_thread(server, trusting):
    slow = [connect(server) for _ in range(5)]
    for client in slow:
        # The head of a greeting of 512 bytes, of which one comes now and then.
        client.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
        client.settimeout(0.3)

    assert all(is_let_go(client) for client in slow)
    assert answer(server, get(b"/healthz"), trusting).startswith("HTTP/1.1 200")


def test_what_is_no_greeting_is_let_go(server, trusting):
    client = connect(server)
    client.settimeout(0.3)
    client.sendall(get(b"/healthz"))

    assert is_let_go(client)
    assert answer(server, get(b"/healthz"), trusting).startswith("HTTP/1.1 200")
