"""Starts the web server: `python -m dashboard`, which is what `make run` uses."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Mapping, Sequence

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.access.login import check_login, secrets_setting
from dashboard.access.visitor import has_login, served_audience
from dashboard.access.wall import LoginWall
from dashboard.access.welcome_back import to_login
from dashboard.delivery.uploads import sweep
from dashboard.entrance import HEALTH, check_start, public_address
from dashboard.errors import DashboardError
from dashboard.middleware import Entrance, GermanDocument, KnownPages
from dashboard.page_registry import REGISTRY
from settings import ROOT, SettingsError, Workspace, read_paths, read_workspace

DEFAULT_PORT = 8501
LOCAL = "http://{host}:{port}"
GREETING = "{title} läuft unter {address}\nBeenden mit Strg+C."


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Serve until stopped. Returns 1 with a German sentence on stderr when the server must not or cannot start."""
    options = _parser(environ).parse_args(arguments)
    try:
        config = {"server.address": options.address, "server.port": options.port, **secrets_setting(environ)}
        check_start(options.address, environ)
        public = public_address(environ)
        if has_login():
            check_login(public.origin if public else None)
        _check_free(options.address, options.port)
        paths = read_paths(environ)
        workspace = read_workspace(paths.config)
    except (DashboardError, SettingsError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    if served_audience(environ) == "coordinator":
        sweep(paths.var)
    print(_greeting(workspace, public.origin if public else _local(options)), flush=True)  # noqa: T201
    if public:
        config["server.allowedHosts"] = [public.name]
    build_app(workspace).run(config=config)
    return 0


def build_app(workspace: Workspace) -> st.App:
    """The web application: the pages behind the middleware, and /healthz for whoever watches the process."""
    audience = served_audience()
    pages = {page.key: page.title for page in REGISTRY if audience in page.audiences}
    return st.App(
        ROOT / "app.py",
        routes=[
            Route(HEALTH, _healthz),
            Route(f"/{REGISTRY[0].key}", _to_first_page),
            Route("/anmelden", to_login),
            Route("/anmeldung/pruefen", _is_let_in),
        ],
        middleware=[
            Middleware(Entrance),
            Middleware(GermanDocument, title=workspace.title),
            Middleware(LoginWall, title=workspace.title),
            Middleware(KnownPages, pages=pages),
        ],
    )


async def _to_first_page(request: Request) -> RedirectResponse:
    """The first page's own address is `/`; its key works too, with everything the address says."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


async def _healthz(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


async def _is_let_in(_: Request) -> Response:
    """For the web server in front, which asks here before it passes a request on; a no is the wall's answer."""
    return Response(status_code=204)


def _parser(environ: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Startet die Oberfläche im Browser.")
    parser.add_argument(
        "--port", type=int, default=int(environ.get("PORT") or DEFAULT_PORT), help="sonst PORT, sonst 8501"
    )
    parser.add_argument(
        "--address",
        default="127.0.0.1",
        help="nur dieser Rechner, solange kein Webserver davor steht (QM_PUBLIC_ADDRESS)",
    )
    return parser


def _check_free(address: str, port: int) -> None:
    """Raises PortInUse instead of the server's own English ending."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise PortInUse(
                f"Der Anschluss {port} ist schon belegt. Bitte einen anderen wählen, zum Beispiel: "
                f"PORT={port + 1} make run"
            ) from error


class PortInUse(DashboardError):
    """Another program already listens on the port."""


def _greeting(workspace: Workspace, address: str) -> str:
    return GREETING.format(title=workspace.title, address=address)


def _local(options: argparse.Namespace) -> str:
    host = f"[{options.address}]" if ":" in options.address else options.address
    return LOCAL.format(host=host, port=options.port)
