"""What all tiers share: how property tests run, and a report of files that grew past their rough size.

Property tests draw the same examples in every run, so that a failure is a change and not luck;
`pytest --hypothesis-profile exploring` draws new ones. They are judged by what they find, not by the clock.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("exploring", deadline=None, max_examples=2000)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]
ROUGH_LINES = {
    "pages/*.py": 80,
    "analytics/**/*.py": 150,
    "dashboard/**/*.py": 150,
    "pipelines/**/*.py": 150,
    "warehouse/models/**/*.sql": 60,
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the files beyond their rough size, longest first."""
    sizes = [
        (len(path.read_text(encoding="utf-8").splitlines()), limit, path.relative_to(ROOT))
        for pattern, limit in ROUGH_LINES.items()
        for path in ROOT.glob(pattern)
    ]
    beyond = sorted((size for size in sizes if size[0] > size[1]), reverse=True)
    if beyond:
        terminalreporter.write_sep("-", "files beyond their rough size")
    for lines, limit, path in beyond:
        terminalreporter.write_line(f"{lines:5d} lines (about {limit}): {path}")
