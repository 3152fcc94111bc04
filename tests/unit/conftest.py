"""What unit tests share: a built release to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders_release import build_release


@pytest.fixture(scope="session")
def release_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The var folder of Musterstadt with one release for every audience."""
    var = tmp_path_factory.mktemp("var")
    build_release(var)
    return var
