"""A person's name in the log: the same for every visit, and nothing anybody without the key could look up."""

from __future__ import annotations

import hmac
from pathlib import Path

from streamlit.web.server.server_util import get_cookie_secret

from dashboard.access.identity import Identity

LOCAL, PUBLIC, NOBODY = "local", "public", "nobody"
DIGITS = 32


def pseudonym_of(identity: Identity, key_file: Path) -> str:
    """32 hex digits for issuer and subject.

    The key is the one that pseudonymises person references. Where no delivery ever needed one, the secret of the login
    cookies takes its place: a key made here would later not fit the records.
    """
    secret = key_file.read_bytes() if key_file.is_file() else get_cookie_secret().encode()
    # The first word keeps these apart from the pseudonyms of clients, which begin with a municipality.
    message = f"access-log|{identity.issuer}|{identity.subject}"
    return hmac.digest(secret, message.encode(), "sha256").hex()[:DIGITS]
