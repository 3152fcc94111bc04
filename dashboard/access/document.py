"""The one page that people without login or rights get: plain HTML, in the paper and ink of the others."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from dashboard.access.denied import TO_LOG_IN, AccessDenied
from dashboard.access.welcome_back import PARAMETER

PAGE = Path(__file__).with_name("document.html")


def document(title: str, error: AccessDenied, *, address: str) -> str:
    """The refusal in words with its next step: to log in, or to log in as somebody else."""
    if error.reason in TO_LOG_IN:
        label, way = "Anmelden", f"/anmelden?{PARAMETER}={quote(address, safe='/')}"
    else:
        label, way = "Abmelden", "/auth/logout"
    words = {"title": title, "heading": error.title, "text": error.text, "way": way, "label": label}
    page = Template(PAGE.read_text(encoding="utf-8"))
    return page.substitute({name: escape(text) for name, text in words.items()})
