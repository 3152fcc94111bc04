"""Find Debian's nginx for the tests of the deployment; `python -m tests.nginx` installs it when it may.

Without root or apt-get nothing is installed, and those tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
MISSING = (
    "nginx is not installed; the tests of the deployment behind it are skipped (Debian: apt-get install nginx-light)"
)


def find_nginx() -> str | None:
    """The path of an installed nginx, or None."""
    return shutil.which("nginx") or next((place for place in PLACES if os.access(place, os.X_OK)), None)


def install_nginx() -> None:
    """Install Debian's smallest nginx without starting it; raises CalledProcessError when apt cannot."""
    # RUNLEVEL=1 keeps the package from starting the service.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "nginx-light"]):
        subprocess.run(["apt-get", *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Make sure that nginx is there where that is possible; missing, it is only said."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if find_nginx() is None and may_install:
        install_nginx()
    if find_nginx() is None:
        sys.stderr.write(MISSING + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
