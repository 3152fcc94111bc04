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
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from dashboard.access import served_audience
from dashboard.delivery.uploads import sweep
from dashboard.errors import DashboardError
from dashboard.local_only import check_binding
from dashboard.middleware import GermanDocument, KnownPages, LocalOnly
from dashboard.page_registry import REGISTRY
from settings import ROOT, SettingsError, Workspace, read_paths, read_workspace

DEFAULT_PORT = 8501
GREETING = "{title} läuft unter http://{host}:{port}\nBeenden mit Strg+C."


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Serve until stopped. Returns 1 with a German sentence on stderr when the server must not or cannot start."""
    options = _parser(environ).parse_args(arguments)
    try:
        check_binding(options.address)
        served_audience(environ)
        _check_free(options.address, options.port)
        paths = read_paths(environ)
        workspace = read_workspace(paths.config)
    except (DashboardError, SettingsError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    if served_audience(environ) == "coordinator":
        sweep(paths.var)
    print(_greeting(workspace, options.address, options.port), flush=True)  # noqa: T201
    build_app(workspace).run(config={"server.address": options.address, "server.port": options.port})
    return 0


def build_app(workspace: Workspace) -> st.App:
    """The web application: the pages behind the middleware, and /healthz for whoever watches the process."""
    audience = served_audience()
    pages = {page.key: page.title for page in REGISTRY if audience in page.audiences}
    return st.App(
        ROOT / "app.py",
        routes=[Route("/healthz", _healthz), Route(f"/{REGISTRY[0].key}", _to_first_page)],
        middleware=[
            Middleware(LocalOnly),
            Middleware(GermanDocument, title=workspace.title),
            Middleware(KnownPages, pages=pages),
        ],
    )


async def _to_first_page(request: Request) -> RedirectResponse:
    """The first page's own address is `/`; its key works too, with everything the address says."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


async def _healthz(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def _parser(environ: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Startet die Oberfläche im Browser.")
    parser.add_argument(
        "--port", type=int, default=int(environ.get("PORT") or DEFAULT_PORT), help="sonst PORT, sonst 8501"
    )
    parser.add_argument("--address", default="127.0.0.1", help="nur dieser Rechner, solange es keine Anmeldung gibt")
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


def _greeting(workspace: Workspace, address: str, port: int) -> str:
    host = f"[{address}]" if ":" in address else address
    return GREETING.format(title=workspace.title, host=host, port=port)
