"""The notebook runs from top to bottom on a release, offline, and is stored without what it printed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from plotly.offline import get_plotlyjs

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "01_monatsanalyse.ipynb"


def read() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def test_it_is_stored_without_outputs() -> None:
    cells = [cell for cell in read().cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


@pytest.mark.parametrize(("scope", "quartier"), [("musterstadt/coordinator", None), ("musterstadt/council", "sued")])
def test_it_runs_from_top_to_bottom(
    release_var: Path, monkeypatch: pytest.MonkeyPatch, scope: str, quartier: str | None
) -> None:
    monkeypatch.setenv("QM_VAR", str(release_var))
    monkeypatch.setenv("QM_CONFIG", str(ROOT / "config"))
    notebook = read()
    parameters = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source = f"SICHT = {scope!r}\nMONAT = '2026-10'\nQUARTIER = {quartier!r}"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute(
        env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pictures = [output.data["text/html"] for output in shown if "text/html" in output.get("data", {})]
    said = "".join(output.text for output in shown if output.output_type == "stream")
    assert sum("Plotly.newPlot" in html and 'role="img"' in html for html in pictures) == 4
    assert "Oktober\u00a02026" in said
    assert "Beispieldaten" in said
    own = "".join(pictures).replace(get_plotlyjs(), "")
    assert re.findall(r"https?://[^\s\"'<]+", own) == []
