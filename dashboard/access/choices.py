"""Which municipality and which view of it this session looks at. The address of a page never decides."""

from __future__ import annotations

from analytics.release import scopes
from analytics.scope import Scope
from dashboard.access.visitor import Visitor, is_coordinator_of
from dashboard.kept_choice import kept
from settings import Paths, SettingsError

MUNICIPALITY, PREVIEW = "kommune", "ansicht"
PREVIEW_ORDER = ("steering", "council", "privacy", "quartier")


def open_municipalities(visitor: Visitor) -> tuple[str, ...]:
    """The municipalities in which the visitor may see anything, in the order of the visitor's scopes."""
    return tuple(dict.fromkeys(scope.municipality for scope in visitor.scopes))


def chosen_municipality(visitor: Visitor) -> str:
    """The municipality chosen in this session, else the visitor's first. Raises SettingsError without any."""
    found = open_municipalities(visitor)
    if not found:
        raise SettingsError("workspace.toml names no municipality")
    chosen = kept(MUNICIPALITY)
    return chosen if chosen in found else found[0]


def previews(visitor: Visitor, municipality: str) -> bool:
    """Whether the visitor looks through the eyes of others ("Ansicht als"): the coordinator alone does."""
    return any(is_coordinator_of(scope, municipality) for scope in visitor.scopes)


def allowed_scopes(visitor: Visitor, municipality: str, paths: Paths) -> tuple[Scope, ...]:
    """What the visitor may open in one municipality; the first is shown first.

    The coordinator's own view is followed by every other audience; everybody else has the scopes they were given.
    """
    if not previews(visitor, municipality):
        return tuple(scope for scope in visitor.scopes if scope.municipality == municipality)
    found = [scope for scope in scopes(paths.var, municipality) if scope.audience in PREVIEW_ORDER]
    if Scope(municipality, "council") in found:
        found.append(Scope(municipality, "privacy"))
    return (
        Scope(municipality, "coordinator"),
        *sorted(found, key=lambda scope: PREVIEW_ORDER.index(scope.audience)),
    )


def chosen_scope(allowed: tuple[Scope, ...]) -> Scope:
    """The scope chosen in this session; anything that is not allowed falls back to the first."""
    chosen = kept(PREVIEW)
    return next((scope for scope in allowed if scope.text == chosen), allowed[0])
