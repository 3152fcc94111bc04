"""Errors whose text is a German sentence for the person in front of the screen."""

from __future__ import annotations


class DashboardError(Exception):
    """Base of everything the dashboard refuses; the message says what happened and what to do next."""


class UnsafeBinding(DashboardError):
    """The server would be reachable from other machines although nobody has to log in."""


class ForeignRequest(DashboardError):
    """A request came through a proxy or under a name that is not this machine, although nobody has to log in."""


class UnknownAudience(DashboardError):
    """QM_AUDIENCE names an audience that cannot be served without a login."""


class LoginBroken(DashboardError):
    """A login is configured but cannot work; until it does, nobody may see anything."""


class BadPublicAddress(DashboardError):
    """QM_PUBLIC_ADDRESS is no address under which a proxy could serve this process."""


class CommandFailed(DashboardError):
    """A command of the pipelines ended without a result."""
