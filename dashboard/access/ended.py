"""Logins that were ended by logging out: other windows of the same login end with it, and so does a copied cookie.

Kept in memory only: after a restart such a cookie would hold again until it expires.
"""

from __future__ import annotations

import threading
import time

from dashboard.access.identity import Identity

_ended: dict[Identity, float] = {}
_lock = threading.Lock()


def end(identity: Identity) -> None:
    """Let nothing more be shown to this login."""
    with _lock:
        now = time.time()
        for past in [known for known, expires in _ended.items() if expires < now]:
            del _ended[past]
        _ended[identity] = identity.expires


def is_ended(identity: Identity) -> bool:
    """Whether this login logged out."""
    return identity in _ended
