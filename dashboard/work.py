"""Work that takes longer than a click: it goes on in the background, once, while people may look at other pages."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.child import Tell
from dashboard.errors import DashboardError

LOG = logging.getLogger("quartiersmonitor.dashboard")
CURRENT, SPOT = "work", "work_spot"
LOOK_SECONDS = 0.2
UNEXPECTED = (
    "Das hat nicht geklappt. Der Fehler steht im Protokoll des Servers; der bisherige Stand gilt weiter. "
    "Bitte versuchen Sie es noch einmal."
)


@dataclass
class Work:
    """One piece of work of a session: what it is called, where on the page it is shown, and how it went.

    `settle` takes the answer or the German reason why there is none, once, in the session that started the work.
    """

    title: str
    where: str
    settle: Callable[[Any, str | None], None]
    line: str = ""
    answer: Any = None
    reason: str | None = None
    done: threading.Event = field(default_factory=threading.Event)


def start(title: str, do: Callable[[Tell], Any], *, settle: Callable[[Any, str | None], None], where: str = "") -> bool:
    """Begin in the background; False, and nothing begins, while the session's last work is not settled."""
    if CURRENT in st.session_state:
        return False
    work = st.session_state[CURRENT] = Work(title, where, settle)
    threading.Thread(target=_do, args=(work, do), daemon=True).start()
    return True


def is_busy() -> bool:
    """Whether buttons have to wait."""
    return CURRENT in st.session_state


def spot(where: str) -> None:
    """The place of the page where work named `where` shows its progress."""
    work = st.session_state.get(CURRENT)
    if work is not None and work.where == where:
        st.session_state[SPOT] = st.empty()


def attend() -> None:
    """Last statement of a page that starts work: show its progress, settle it when it is over, and draw again."""
    work: Work | None = st.session_state.get(CURRENT)
    place = st.session_state.pop(SPOT, None)
    if work is None:
        return
    status = (place or st.empty()).status(work.title)
    while not work.done.wait(LOOK_SECONDS):
        # Told again at every look: only here can a click on something else end this run; the work itself goes on.
        status.update(label=f"{work.title} {work.line}".strip())
    del st.session_state[CURRENT]
    work.settle(work.answer, work.reason)
    st.rerun()


def _do(work: Work, do: Callable[[Tell], Any]) -> None:
    def tell(line: str) -> None:
        work.line = line

    try:
        work.answer = do(tell)
    except DashboardError as error:
        work.reason = str(error)
    except Exception as error:
        LOG.error("unexpected %s in background work", type(error).__name__)
        work.reason = UNEXPECTED
    finally:
        work.done.set()
