"""The warehouse's documentation as one page that needs no network: `python -m pipelines.docs`.

Every table and column with its description, and which table is made from which, in `var/docs/index.html`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from pipelines.releasing.dbt_project import document_project
from pipelines.releasing.load_landed import load_landed
from settings import read_paths, read_workspace


def write_docs(var: Path, *, config: Path) -> Path:
    """Write the page and return its path. The tables are built empty, so it says nothing about any municipality."""
    workspace = read_workspace(config)
    page = var / "docs" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "warehouse.duckdb"
        with duckdb.connect(str(file)) as connection:
            load_landed(connection, next(iter(workspace.municipalities)), records=Path(folder), workspace=workspace)
        shutil.copyfile(document_project(file, var=var), page)
    return page


if __name__ == "__main__":
    paths = read_paths()
    print(write_docs(paths.var, config=paths.config), file=sys.stderr)  # noqa: T201
