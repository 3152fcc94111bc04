"""`config/access.toml` as data: who may see and deliver what. The dashboard decides by it, the audit attacks by it.

Like settings.py it may be imported by every room and imports nothing of ours.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FILE = "access.toml"
KEYS = {"issuer": str, "subject": str, "email": str, "scopes": list, "deliver": list, "until": date}


class AccessFileError(Exception):
    """The file cannot be read or has a key or value that the program does not know; English, for the log."""


@dataclass(frozen=True)
class Person:
    """One `[[person]]`: whom the provider `issuer` calls `subject` or, without a subject, by a verified `email`.

    `scopes` (`leverkusen/quartier:manfort`) and `deliver` (`leverkusen/contacts` or `leverkusen/contacts/treff`) stand
    as written; `until` is the last day on which any of it holds.
    """

    issuer: str
    subject: str | None
    email: str | None
    scopes: tuple[str, ...]
    deliver: tuple[str, ...]
    until: date | None


def read_persons(config: Path) -> tuple[Person, ...]:
    """The persons of `access.toml` in the folder `config`, none when there is no such file.

    Raises AccessFileError, naming the file and the place, when anything in it is not understood: half a file of rights
    is none.
    """
    path = config / FILE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise AccessFileError(f"{path}: {error}") from error
    entries = document.pop("person", [])
    if document or not isinstance(entries, list):
        raise AccessFileError(f"{path}: only [[person]] is known, found {', '.join(document) or 'person'}")
    persons = tuple(_person(entry, f"{path}: [[person]] {number}") for number, entry in enumerate(entries, start=1))
    names = [(person.issuer, person.subject, None if person.subject else person.email) for person in persons]
    if len(set(names)) < len(names):
        raise AccessFileError(f"{path}: a person stands there twice")
    return persons


def _person(entry: Any, place: str) -> Person:
    if not isinstance(entry, dict) or entry.keys() - KEYS:
        raise AccessFileError(f"{place} has an unknown key")
    for key, value in entry.items():
        if type(value) is not KEYS[key]:
            raise AccessFileError(f"{place} {key} must be of type {KEYS[key].__name__}")
    issuer, subject, email = (entry.get(key) or None for key in ("issuer", "subject", "email"))
    if issuer is None or (subject is None and email is None):
        raise AccessFileError(f"{place} needs issuer and subject, or issuer and email")
    scopes, deliver = (_texts(entry.get(key, []), f"{place} {key}") for key in ("scopes", "deliver"))
    return Person(issuer, subject, email, scopes, deliver, entry.get("until"))


def _texts(values: list[Any], place: str) -> tuple[str, ...]:
    if not all(isinstance(value, str) for value in values):
        raise AccessFileError(f"{place} holds texts only")
    return tuple(values)
