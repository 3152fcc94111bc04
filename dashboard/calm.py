"""Errors on their way to the screen: expected ones in their own words, unexpected ones in one calm sentence."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analytics.release import ReleaseError
from dashboard.errors import DashboardError
from settings import SettingsError

LOG = logging.getLogger("quartiersmonitor.dashboard")
UNEXPECTED = (
    "Diese Seite lässt sich gerade nicht zeigen. Der Fehler steht im Protokoll des Servers; die Daten sind nicht "
    "verändert. Bitte laden Sie die Seite neu oder wählen Sie eine andere."
)
SETTINGS = "Die Einstellungen in config/workspace.toml lassen sich nicht lesen. Näheres steht im Protokoll des Servers."


@contextmanager
def calm() -> Iterator[None]:
    """Show errors in German. The log gets type and place of an unexpected error, never its text: it may hold values."""
    try:
        yield
    except (DashboardError, ReleaseError) as error:
        LOG.warning("%s", type(error).__name__)
        st.warning(str(error))
    except SettingsError as error:
        LOG.error("%s", error)
        st.error(SETTINGS)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        LOG.error("unexpected %s at %s", type(error).__name__, place)
        st.error(UNEXPECTED)
