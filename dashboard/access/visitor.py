"""Who is looking at this moment: somebody logged in, the public, or, without any login, the local coordinator."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from analytics.scope import Scope
from dashboard.access import denied
from dashboard.access.denied import AccessDenied
from dashboard.access.identity import Identity, identity_now
from dashboard.access.login import is_login_configured
from dashboard.access.pseudonym import LOCAL, PUBLIC, pseudonym_of
from dashboard.access.rights import rights_of
from dashboard.errors import UnknownAudience
from settings import Paths, Workspace, read_workspace


@dataclass(frozen=True)
class Visitor:
    """`user` is the name in the log, `name` what people read, both without meaning when nobody logs in.

    `scopes` are those the visitor holds, the first one is shown first; `deliver` is None where everything in them may
    be delivered.
    """

    user: str
    name: str
    identity: Identity | None
    scopes: tuple[Scope, ...]
    deliver: frozenset[str] | None

    def rights_to_deliver(self, scope: Scope) -> frozenset[str] | None:
        """What may be delivered in a scope: `contacts` or `contacts/treff`; None means everything in the scope."""
        if self.deliver is None or any(is_coordinator_of(held, scope.municipality) for held in self.scopes):
            return None
        places = (right.partition("/") for right in self.deliver)
        return frozenset(what for municipality, _, what in places if municipality == scope.municipality and what)


def served_audience(environ: Mapping[str, str] = os.environ) -> str:
    """The audience this process serves: `council` when QM_AUDIENCE says so, else `coordinator`, meaning all.

    Raises UnknownAudience for any other value, because a mistyped name must never serve more than was meant.
    """
    wanted = environ.get("QM_AUDIENCE", "").strip()
    if wanted and wanted != "council":
        raise UnknownAudience(
            f"QM_AUDIENCE={wanted} gibt es nicht. Möglich ist nur „council“ (zeigt allein Öffentliches); "
            "ohne die Variable arbeitet die Koordination auf diesem Rechner."
        )
    return wanted or "coordinator"


def has_login() -> bool:
    """Whether this process asks people to log in. Raises LoginBroken when the configuration cannot be read."""
    return served_audience() != "council" and is_login_configured()


def visitor_now(workspace: Workspace, paths: Paths) -> Visitor:
    """Who is looking, with the rights of this moment. Raises AccessDenied when nobody who may see anything is there."""
    audience = served_audience()
    if not has_login():
        scopes = tuple(Scope(key, audience) for key in workspace.municipalities)
        return Visitor(PUBLIC if audience == "council" else LOCAL, "", None, scopes, None)
    identity = identity_now()
    rights = rights_of(identity, paths.config, workspace.municipalities)
    return Visitor(
        user=pseudonym_of(identity, paths.key_file) if identity else "",
        name=identity.name if identity else "",
        identity=identity,
        scopes=rights.scopes,
        deliver=rights.deliver,
    )


def still_holds(visitor: Visitor, scope: Scope, paths: Paths) -> bool:
    """Whether the visitor still has the scope, asked at the moment something is done with it."""
    if visitor.identity is None:
        return not has_login()
    try:
        rights = rights_of(visitor.identity, paths.config, read_workspace(paths.config).municipalities)
    except AccessDenied:
        return False
    return any(held == scope or is_coordinator_of(held, scope.municipality) for held in rights.scopes)


def require(visitor: Visitor, scope: Scope, paths: Paths) -> None:
    """Raises AccessDenied when the visitor has lost the scope since the page was drawn."""
    if not still_holds(visitor, scope, paths):
        raise AccessDenied(denied.SCOPE_GONE)


def is_coordinator_of(scope: Scope, municipality: str) -> bool:
    """Whether the scope is the coordinator's of this municipality."""
    return (scope.audience, scope.municipality) == ("coordinator", municipality)
