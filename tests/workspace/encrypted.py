"""A server on a socket that encrypts with a certificate that nobody vouches for."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


def self_signed(folder: Path) -> ssl.SSLContext:
    """What a server encrypts with whose certificate nobody vouches for."""
    key, name = ed25519.Ed25519PrivateKey.generate(), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
    whole = made.sign(key, None).public_bytes(Encoding.PEM) + key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    (folder / "server.pem").write_bytes(whole)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


@contextlib.contextmanager
def encrypted_listener(folder: Path) -> Iterator[int]:
    """The port of such a server, which lets one client greet it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        encrypted = self_signed(folder).wrap_socket(listening, server_side=True)

        def greet() -> None:
            with contextlib.suppress(OSError):
                encrypted.accept()

        thread = threading.Thread(target=greet)
        thread.start()
        yield encrypted.getsockname()[1]
        thread.join()
        encrypted.close()
