"""Whether a login is configured (`[auth]` in `.streamlit/secrets.toml`), and what a login cookie says."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config
from streamlit.auth_util import (
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_validated_redirect_uri,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from dashboard.errors import LoginBroken

LOG = logging.getLogger("quartiersmonitor.access")
PROVIDER = "default"
SECRETS = "secrets.files"
SECRET_LENGTH = 32
MISSING = "QM_SECRETS={file}: Diese Datei mit den Angaben zur Anmeldung gibt es nicht. Bitte den Namen prüfen."
UNREADABLE = (
    "Die Anmeldung lässt sich nicht einrichten: .streamlit/secrets.toml ist da, aber nicht zu lesen. Damit nichts "
    "offen steht, antwortet der Quartiersmonitor nicht. Näheres steht im Protokoll des Servers."
)
INCOMPLETE = (
    "Die Anmeldung in .streamlit/secrets.toml ist unvollständig. Der Abschnitt [auth] braucht redirect_uri, "
    "cookie_secret, client_id, client_secret und server_metadata_url; siehe docs/deployment.md."
)
SHORT = "cookie_secret in .streamlit/secrets.toml ist zu kurz: Es braucht mindestens {length} zufällige Zeichen."
OTHER_ADDRESS = (
    "redirect_uri in .streamlit/secrets.toml beginnt mit {found}, der Quartiersmonitor läuft aber unter {expected}. "
    "Beides muss gleich sein, sonst gelingt keine Anmeldung."
)


def secrets_setting(environ: Mapping[str, str]) -> dict[str, list[str]]:
    """Let the login be read from the file that QM_SECRETS names, and return the setting that keeps it so.

    Raises LoginBroken when there is no such file: going on without it would mean going on without a login.
    """
    file = environ.get("QM_SECRETS", "").strip()
    if not file:
        return {}
    if not Path(file).is_file():
        raise LoginBroken(MISSING.format(file=file))
    setting = {SECRETS: [file]}
    config.set_option(SECRETS, setting[SECRETS])
    return setting


def is_login_configured() -> bool:
    """Whether people have to log in. Raises LoginBroken when that cannot be read: then nobody may see anything."""
    is_loaded = st.secrets.load_if_toml_exists()
    if not is_loaded and any(Path(file).exists() for file in st.get_option(SECRETS)):
        raise LoginBroken(UNREADABLE)
    return is_loaded and "auth" in st.secrets


def check_login(origin: str | None) -> None:
    """Refuse to start with a login that cannot work; `origin` is the public address, None for this machine only.

    Raises LoginBroken with what is to be changed.
    """
    try:
        validate_auth_credentials(PROVIDER)
    except StreamlitAuthError as error:
        LOG.error("%s", error)
        raise LoginBroken(INCOMPLETE) from error
    if len(get_cookie_secret()) < SECRET_LENGTH:
        raise LoginBroken(SHORT.format(length=SECRET_LENGTH))
    redirect = get_validated_redirect_uri()
    if redirect is None:
        raise LoginBroken(INCOMPLETE)
    found = "{0.scheme}://{0.netloc}".format(urlsplit(redirect))
    if origin is not None and found != origin:
        raise LoginBroken(OTHER_ADDRESS.format(found=found, expected=origin))


def claims_of(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What the signed login cookie of a request says; empty without one that is genuine and of this address."""
    secret = get_cookie_secret()

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1"))

    try:
        claims = json.loads(get_cookie_with_chunks(signed, AUTH_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    is_ours = isinstance(claims, dict) and claims.get("origin") == get_origin_from_redirect_uri()
    return claims if is_ours else {}
