"""A certificate of nobody's authority, for servers on this computer."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path


def make_certificate(folder: Path) -> Path:
    """A key and a certificate for localhost in ``folder``."""
    command = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem"))
    subprocess.run([*command, "-nodes", *names, *files], check=True, capture_output=True)
    return folder


def server_side(certificate: Path) -> ssl.SSLContext:
    """For the server that shows it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return context


def client_side(certificate: Path) -> ssl.SSLContext:
    """For a client that trusts it."""
    return ssl.create_default_context(cafile=certificate / "cert.pem")
