"""Who the provider says is there: its issuer and subject, and for how long it vouches for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

NAME_LENGTH = 80


@dataclass(frozen=True)
class Identity:
    """A person as the provider names them.

    `email` is None unless the provider verified it; `name` is for people to read; `issued` and `expires` are Unix
    times of the token in seconds.
    """

    issuer: str
    subject: str
    email: str | None
    name: str
    issued: float
    expires: float


def identity_of(claims: Mapping[str, Any]) -> Identity | None:
    """The person whom the claims of a login describe; None when nobody is logged in or the claims are incomplete."""
    issuer, subject = claims.get("iss"), claims.get("sub")
    issued, expires = claims.get("iat"), claims.get("exp")
    is_complete = _is_text(issuer) and _is_text(subject) and _is_number(issued) and _is_number(expires)
    if claims.get("is_logged_in") is not True or not is_complete:
        return None
    email = claims.get("email") if claims.get("email_verified") is True and _is_text(claims.get("email")) else None
    named = (claims.get(key) for key in ("name", "preferred_username", "email", "sub"))
    name = next(str(text) for text in named if _is_text(text))
    return Identity(str(issuer), str(subject), email, _one_line(name), float(issued or 0), float(expires or 0))


def identity_now() -> Identity | None:
    """The person of this session, None when nobody is logged in."""
    return identity_of(st.user.to_dict())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _one_line(text: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:NAME_LENGTH]
