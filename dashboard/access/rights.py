"""Identity → rights, by `config/access.toml` as it stands at this moment. Whoever is not named there has none."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from access_file import AccessFileError, Person, read_persons
from analytics.scope import Scope, UnknownScope, parse_scope
from dashboard.access import denied
from dashboard.access.denied import AccessDenied
from dashboard.access.ended import is_ended
from dashboard.access.identity import Identity
from settings import TIME_ZONE

LOG = logging.getLogger("quartiersmonitor.access")


@dataclass(frozen=True)
class Rights:
    """`scopes` that may be opened, at least one; `deliver` as in access.toml, None meaning everything."""

    scopes: tuple[Scope, ...]
    deliver: frozenset[str] | None


def rights_of(identity: Identity | None, config: Path, municipalities: Collection[str]) -> Rights:
    """What the person may see and deliver now.

    Raises AccessDenied when nobody is logged in, the login is over, or the person has no right that holds today.
    """
    person = _person(_still_logged_in(identity), config)
    if person.until is not None and datetime.now(TIME_ZONE).date() > person.until:
        raise AccessDenied(denied.PAST)
    scopes = tuple(dict.fromkeys(scope for scope in _scopes(person) if scope.municipality in municipalities))
    if not scopes:
        raise AccessDenied(denied.NOTHING)
    return Rights(scopes, frozenset(person.deliver))


def _still_logged_in(identity: Identity | None) -> Identity:
    if identity is None:
        raise AccessDenied(denied.NOT_LOGGED_IN)
    if time.time() >= identity.expires:
        raise AccessDenied(denied.EXPIRED)
    if is_ended(identity):
        raise AccessDenied(denied.LOGGED_OUT)
    return identity


def _person(identity: Identity, config: Path) -> Person:
    try:
        persons = read_persons(config)
    except AccessFileError as error:
        LOG.error("%s", error)
        raise AccessDenied(denied.BROKEN) from error
    found = next((person for person in persons if _is(person, identity)), None)
    if found is None:
        raise AccessDenied(denied.UNKNOWN)
    return found


def _is(person: Person, identity: Identity) -> bool:
    """An address may be given to somebody new, a subject is not: the address counts only where no subject is named."""
    if person.issuer != identity.issuer:
        return False
    if person.subject is not None:
        return person.subject == identity.subject
    return identity.email is not None and person.email is not None and _folded(person.email) == _folded(identity.email)


def _folded(email: str) -> str:
    return email.strip().casefold()


def _scopes(person: Person) -> Iterator[Scope]:
    for text in person.scopes:
        try:
            yield parse_scope(text)
        except UnknownScope:
            LOG.error("access.toml grants a scope that does not exist")
