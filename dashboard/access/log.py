"""Who looked at what: one JSON line per opened page, refusal and download, never a figure and never typed text.

A line holds at (UTC), user (a pseudonym, `local`, `public` or `nobody`), role, scope, page, release, event (page,
export), name and rows of an export, allowed, and the reason of a refusal. Lines lie in
`records/<municipality>/access/<YYYY-MM>.jsonl`, where there are no records or no municipality in `var/access/`.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from analytics.scope import Scope
from dashboard.access.denied import AccessDenied
from dashboard.access.visitor import require
from dashboard.page_registry import REGISTRY
from dashboard.view import View
from settings import Paths

LOG = logging.getLogger("quartiersmonitor.access")
LAST = "last_logged"
OTHER = "other"
FOLDER = "access"


def log_page(view: View) -> None:
    """Note an opened page once, not each time something on it is clicked."""
    opened = ("page", view.page, view.scope.text, view.release.id)
    if _is_news(opened):
        _write(view.paths, view.scope, _line(view.visitor.user, view.scope, view.page, release=view.release.id))


def log_refusal(paths: Paths, page: str, reason: str, *, user: str, scope: Scope | None = None) -> None:
    """Note that a page was not shown, once per page and reason."""
    if _is_news(("refusal", page, reason, scope.text if scope else "")):
        _write(paths, scope, _line(user, scope, page, allowed=False, reason=reason))


def log_refused_request(paths: Paths, path: str, reason: str, *, user: str) -> None:
    """Note that a document was refused to somebody logged in, before any session began."""
    key = path.strip("/")
    page = key if key in {page.key for page in REGISTRY} else OTHER
    _write(paths, None, _line(user, None, page, allowed=False, reason=reason))


def log_export(view: View, name: str, rows: int | None) -> None:
    """Note a download of `rows` rows under the file name `name`, before its content is made.

    Raises AccessDenied, and notes that, when the visitor has lost the scope since the page was drawn.
    """
    line = _line(view.visitor.user, view.scope, view.page, release=view.release.id)
    line |= {"event": "export", "name": name, "rows": rows}
    try:
        require(view.visitor, view.scope, view.paths)
    except AccessDenied as error:
        _write(view.paths, view.scope, line | {"allowed": False, "reason": error.reason})
        raise
    _write(view.paths, view.scope, line)


def _is_news(event: tuple[str, ...]) -> bool:
    is_news = st.session_state.get(LAST) != event
    st.session_state[LAST] = event
    return is_news


def _line(user: str, scope: Scope | None, page: str, **more: Any) -> dict[str, Any]:
    return {
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "user": user,
        "role": scope.audience if scope else None,
        "scope": scope.text if scope else None,
        "page": page,
        "release": None,
        "event": "page",
        "allowed": True,
        **more,
    }


def _write(paths: Paths, scope: Scope | None, line: dict[str, Any]) -> None:
    """Append in one write, so that lines of parallel sessions never mix. A full disk closes no page: it is logged."""
    records = paths.records / scope.municipality if scope else None
    folder = (records if records is not None and records.is_dir() else paths.var) / FOLDER
    try:
        append(folder / f"{line['at'][:7]}.jsonl", json.dumps(line, ensure_ascii=False))
    except OSError as error:
        LOG.error("the access log cannot be written: %s", error.strerror)


def append(file: Path, line: str) -> None:
    """Add one line to a file that only its owner reads."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)
