"""`python -m dashboard`: start the server."""

from __future__ import annotations

from dashboard.server import main

if __name__ == "__main__":
    raise SystemExit(main())
