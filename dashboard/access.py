"""Which scopes this process and this session may open. The address of a page never decides."""

from __future__ import annotations

import os
from collections.abc import Mapping

from analytics.release import scopes
from analytics.scope import Scope
from dashboard.errors import UnknownAudience
from dashboard.kept_choice import kept
from settings import Paths, SettingsError, Workspace

MUNICIPALITY, PREVIEW = "kommune", "ansicht"
PREVIEW_ORDER = ("steering", "council", "quartier")


def served_audience(environ: Mapping[str, str] = os.environ) -> str:
    """The audience this process serves: `council` when QM_AUDIENCE says so, else the local coordinator.

    Raises UnknownAudience for any other value, because a mistyped name must never serve more than was meant.
    """
    wanted = environ.get("QM_AUDIENCE", "").strip()
    if wanted and wanted != "council":
        raise UnknownAudience(
            f"QM_AUDIENCE={wanted} gibt es nicht. Möglich ist nur „council“ (zeigt allein Öffentliches); "
            "ohne die Variable arbeitet die Koordination auf diesem Rechner."
        )
    return wanted or "coordinator"


def chosen_municipality(workspace: Workspace) -> str:
    """The municipality chosen in this session, else the first of the workspace. Raises SettingsError without any."""
    if not workspace.municipalities:
        raise SettingsError("workspace.toml names no municipality")
    chosen = kept(MUNICIPALITY)
    return chosen if chosen in workspace.municipalities else next(iter(workspace.municipalities))


def allowed_scopes(municipality: str, paths: Paths) -> tuple[Scope, ...]:
    """What this process may open in one municipality; the own scope comes first.

    The local coordinator previews every other audience ("Ansicht als"); a council process has its one scope.
    """
    own = Scope(municipality, served_audience())
    if own.audience != "coordinator":
        return (own,)
    found = [scope for scope in scopes(paths.var, municipality) if scope.audience in PREVIEW_ORDER]
    return (own, *sorted(found, key=lambda scope: PREVIEW_ORDER.index(scope.audience)))


def chosen_scope(allowed: tuple[Scope, ...]) -> Scope:
    """The scope chosen in this session; anything that is not allowed falls back to the own scope."""
    chosen = kept(PREVIEW)
    return next((scope for scope in allowed if scope.text == chosen), allowed[0])
