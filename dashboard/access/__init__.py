"""Who may open what: identity from the provider, rights from `config/access.toml`, one scope at a time, and a log."""

from __future__ import annotations
