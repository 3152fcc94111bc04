"""Find the browser that the end-to-end tests drive; `python -m tests.browser` installs Debian's when it may.

Order: the file named in QM_BROWSER, an installed Chromium, Chrome or Edge, then Debian's by apt when run as root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = (
    "The end-to-end tests need a browser and found none. Install Chromium, Chrome or Edge "
    "(Debian, Ubuntu: sudo apt-get install chromium), or name one: QM_BROWSER=/path/to/browser make test"
)


def find_browser() -> str | None:
    """The path of an installed Chromium-like browser, or None."""
    candidates = (os.environ.get("QM_BROWSER"), *(shutil.which(name) for name in NAMES), *PLACES)
    return next((path for path in candidates if path and os.access(path, os.X_OK)), None)


def install_browser() -> None:
    """Install Debian's Chromium; raises CalledProcessError when apt cannot."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Make sure that a browser is there; 0 when it is, 1 with a message when it is not."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if find_browser() is None and may_install:
        install_browser()
    if find_browser() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
