"""Certificates for localhost that sign themselves, and contexts of clients that trust them."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

EVER = datetime(2100, 1, 1, tzinfo=UTC)
PAST = datetime(2021, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its key, both PEM."""

    pem: str
    key: str

    def save(self, folder: Path) -> tuple[Path, Path]:
        """Write both into *folder*; return where they are."""
        paths = folder / "certificate.pem", folder / "key.pem"
        paths[0].write_text(self.pem)
        paths[1].write_text(self.key)
        return paths

    def serving(self, folder: Path) -> ssl.SSLContext:
        """Return the context of a server that shows it; *folder* is for its files."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.save(folder))
        return context

    def trusting(self) -> ssl.SSLContext:
        """Return the context of a client that trusts it."""
        return ssl.create_default_context(cadata=self.pem)


@cache
def certificate(until: datetime = EVER) -> Certificate:
    """Return a certificate for localhost that is good from 2020 *until* (UTC)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    signed = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return Certificate(signed.public_bytes(serialization.Encoding.PEM).decode(), secret.decode())
