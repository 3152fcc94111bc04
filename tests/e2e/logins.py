"""Logins without a provider: cookies signed as the server signs them, and the settings that make it ask for them."""

from __future__ import annotations

import json
from pathlib import Path

from streamlit.web.server.server_util import AUTH_COOKIE_NAME
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.principals import SECRET, Principal

SECRETS = """
[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{secret}"
client_id = "quartiersmonitor"
client_secret = "geheim"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


def write_secrets(folder: Path, *, origin: str, provider: str = "http://127.0.0.1:9") -> Path:
    """Write the file that configures a login and return its path."""
    path = folder / "secrets.toml"
    path.write_text(SECRETS.format(origin=origin, secret=SECRET, provider=provider), encoding="utf-8")
    return path


def cookies_of(person: Principal, origin: str) -> dict[str, str]:
    """The cookie that the server would have set after a login; none for somebody who is not logged in."""
    if not person.is_logged_in:
        return {}
    claims = json.dumps({**person.user(), "origin": origin, "provider": "default"})
    return {AUTH_COOKIE_NAME: create_signed_value(SECRET, AUTH_COOKIE_NAME, claims).decode()}
