"""The deployment of docs/deployment.md on this machine: deploy/nginx.conf in front, a real provider beside it."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.e2e.conftest import ROOT, free_port
from tests.nginx import find_nginx
from tests.principals import Principal

STAFF, PUBLIC = "monitor.stadt.example", "zahlen.stadt.example"
CONFIGURATION = ROOT / "deploy" / "nginx.conf"
AROUND = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/quartiersmonitor.conf;
}}
"""


@dataclass(frozen=True)
class Ports:
    """Where nginx listens (encrypted, plain) and where the two processes behind it do."""

    https: int
    http: int
    staff: int
    public: int

    @property
    def staff_address(self) -> str:
        return f"https://{STAFF}:{self.https}"

    @property
    def public_address(self) -> str:
        return f"https://{PUBLIC}:{self.https}"


def free_ports() -> Ports:
    """Four ports nobody listens on."""
    return Ports(*(free_port() for _ in range(4)))


@contextmanager
def nginx(folder: Path, ports: Ports) -> Iterator[None]:
    """nginx with the shipped configuration; only ports and certificates are other ones."""
    certificate, key = _certificate(folder)
    text = CONFIGURATION.read_text(encoding="utf-8")
    for name in (STAFF, PUBLIC):
        text = text.replace(f"/etc/ssl/{name}.pem", str(certificate)).replace(f"/etc/ssl/private/{name}.key", str(key))
    for old, new in (
        ("listen 443 ", f"listen 127.0.0.1:{ports.https} "),
        ("listen 80;", f"listen 127.0.0.1:{ports.http};"),
        ("127.0.0.1:8501;", f"127.0.0.1:{ports.staff};"),
        ("127.0.0.1:8502;", f"127.0.0.1:{ports.public};"),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / "quartiersmonitor.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    program = find_nginx()
    assert program is not None
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        _wait(f"http://127.0.0.1:{ports.http}/", process, folder)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def provider(people: Sequence[Principal], *, seconds: int = 3600) -> Iterator[str]:
    """A real OpenID provider on loopback that knows these people; yields its issuer."""
    from oidc_provider_mock import User, run_server_in_thread

    users = [User(sub=person.key, claims={"name": person.name}) for person in people]
    with run_server_in_thread(user_claims=users, access_token_max_age=timedelta(seconds=seconds)) as server:
        yield f"http://localhost:{server.server_port}"


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for both names that nobody but the tests trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, STAFF)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(STAFF), x509.DNSName(PUBLIC)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "certificate.key"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return files


def _wait(address: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    while process.poll() is None:
        try:
            with urllib.request.build_opener(_Stay()).open(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError((folder / "error.log").read_text(encoding="utf-8"))


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the names behind it exist in the tests' browser alone."""

    def redirect_request(self, *_: object) -> None:
        return None
