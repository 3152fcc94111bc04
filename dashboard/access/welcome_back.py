"""The page somebody asked for before they had to log in, kept in a short-lived cookie."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from streamlit.user_info import generate_login_redirect_url

from dashboard.access.login import PROVIDER
from dashboard.page_registry import REGISTRY

COOKIE, SECONDS, LENGTH = "qm_weiter", 600, 500
PARAMETER = "weiter"


async def to_login(request: Request) -> RedirectResponse:
    """`/anmelden?weiter=/karte`: off to the provider, and remember the page."""
    response = RedirectResponse(generate_login_redirect_url(PROVIDER), status_code=302)
    asked = own_page(request.query_params.get(PARAMETER, ""))
    if asked is not None:
        response.set_cookie(COOKIE, quote(asked), max_age=SECONDS, httponly=True, samesite="lax")
    return response


def remembered(cookies: Mapping[str, str]) -> str | None:
    """The page to go on to, None when there is none."""
    return own_page(unquote(cookies.get(COOKIE, "")))


def forget(response: Response) -> None:
    """Remember it no longer."""
    response.delete_cookie(COOKIE)


def own_page(address: str) -> str | None:
    """The address, when it is a page of ours other than the first; nobody is ever led anywhere else."""
    parts = urlsplit(address)
    is_local = address.isprintable() and not parts.scheme and not parts.netloc and len(address) <= LENGTH
    keys = {page.key for page in REGISTRY}
    return address if is_local and address.startswith("/") and parts.path.strip("/") in keys else None
