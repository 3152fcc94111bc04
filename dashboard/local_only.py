"""Without a proxy only this machine is served."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping

from dashboard.errors import ForeignRequest, UnsafeBinding

# A proxy on this machine comes from the loopback address too; these headers give it away.
FORWARDING = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-port",
    "x-forwarded-server",
    "x-real-ip",
    "x-original-host",
)


# A name or address and a port, and nothing behind it that could be taken for a path.
_HOST = re.compile(r"([a-zA-Z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")


def is_loopback(host: str) -> bool:
    """Whether `host` (name or address, without port) can only be this machine."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_binding(address: str | None) -> None:
    """Refuse an address other machines can reach. None means all interfaces. Raises UnsafeBinding."""
    if address is None or not is_loopback(address):
        shown = address or "alle Netzwerkadressen"
        raise UnsafeBinding(
            f"Der Quartiersmonitor darf nicht unter der Adresse „{shown}“ laufen: Es ist keine Anmeldung eingerichtet "
            "oder kein Webserver davor (QM_PUBLIC_ADDRESS), darum darf er nur auf diesem Rechner erreichbar sein. "
            "Bitte ohne Adresse oder mit 127.0.0.1 starten; siehe docs/deployment.md."
        )


def check_headers(headers: Mapping[str, str]) -> None:
    """Refuse requests that came through a proxy or under a foreign name. Raises ForeignRequest.

    `headers` has lower-case names. Without any headers there is no browser (tests), and nothing to refuse.
    """
    if not headers:
        return
    host = headers.get("host", "")
    found = _HOST.fullmatch(host)
    if any(header in headers for header in FORWARDING) or found is None or not is_loopback(found[1]):
        raise ForeignRequest(
            "Diese Anfrage kam über einen anderen Rechner oder Namen. Es ist kein Webserver davor eingerichtet "
            "(QM_PUBLIC_ADDRESS), darum antwortet der Quartiersmonitor nur unter http://127.0.0.1 auf dem Rechner, "
            "auf dem er läuft."
        )
