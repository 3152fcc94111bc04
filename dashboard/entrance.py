"""By which way requests may come in: from this machine, or through the one proxy that QM_PUBLIC_ADDRESS names.

The server and the guard ask here, so both refuse alike.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import local_only
from dashboard.access.visitor import has_login, served_audience
from dashboard.errors import BadPublicAddress, ForeignRequest, UnsafeBinding

HEALTH, SCHEME = "/healthz", "https"
_ADDRESS = re.compile(rf"{SCHEME}://([a-z0-9.-]+)(?::\d{{1,5}})?")
BAD = (
    "QM_PUBLIC_ADDRESS={found} lässt sich nicht verwenden. Bitte die Adresse angeben, unter der der Webserver davor "
    "erreichbar ist: verschlüsselt (https) und ohne Pfad, wie in docs/deployment.md."
)
OPEN_TO_ALL = (
    "Unter {address} wäre der Quartiersmonitor für alle offen: Es ist keine Anmeldung eingerichtet. Bitte eine "
    "Anmeldung einrichten oder mit QM_AUDIENCE=council nur das Öffentliche zeigen; siehe docs/deployment.md."
)
OTHER_NAME = "Diese Anfrage gilt einem anderen Namen als {address}."


@dataclass(frozen=True)
class PublicAddress:
    """`origin` as a browser writes it (https://monitor.stadt.example), `host` with its port, `name` without."""

    origin: str
    host: str
    name: str


def public_address(environ: Mapping[str, str] = os.environ) -> PublicAddress | None:
    """The address of the proxy in front, None without one. Raises BadPublicAddress for anything but https://host."""
    text = environ.get("QM_PUBLIC_ADDRESS", "").strip().rstrip("/")
    if not text:
        return None
    found = _ADDRESS.fullmatch(text.lower())
    if found is None:
        raise BadPublicAddress(BAD.format(found=text))
    return PublicAddress(found[0], found[0].removeprefix(f"{SCHEME}://"), found[1])


def check_start(address: str | None, environ: Mapping[str, str] = os.environ) -> None:
    """Refuse an address that would show more than was meant to whoever can reach it.

    Raises UnsafeBinding, BadPublicAddress, LoginBroken or UnknownAudience.
    """
    public = public_address(environ)
    if public is None:
        local_only.check_binding(address)
    elif served_audience(environ) != "council" and not has_login():
        raise UnsafeBinding(OPEN_TO_ALL.format(address=public.origin))


def check_request(headers: Mapping[str, str], *, path: str = "/", environ: Mapping[str, str] = os.environ) -> None:
    """Refuse a request that came another way; `headers` has lower-case names. Raises ForeignRequest.

    Behind a proxy its Host must be the public one; only who watches the process may ask for its health by itself.
    """
    public = public_address(environ)
    if public is None:
        local_only.check_headers(headers)
    elif headers and headers.get("host", "").lower() != public.host:
        if path != HEALTH:
            raise ForeignRequest(OTHER_NAME.format(address=public.origin))
        local_only.check_headers(headers)


def check_origin(headers: Mapping[str, str], environ: Mapping[str, str] = os.environ) -> None:
    """Refuse a websocket that no page of this address opened. Raises ForeignRequest.

    Streamlit lets websockets without an Origin pass; where people log in, or a proxy is in front, nothing does.
    """
    public = public_address(environ)
    origin = headers.get("origin", "").lower()
    if public is not None and origin != public.origin:
        raise ForeignRequest(OTHER_NAME.format(address=public.origin))
    if not origin and has_login():
        raise ForeignRequest(OTHER_NAME.format(address="dieser Seite"))
