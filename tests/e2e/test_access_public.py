"""A public machine that has nothing but the exported folder shows the council's figures, and can do nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.page_registry import REGISTRY
from tests.e2e.conftest import WorkspaceFolders, free_port, serving_module
from tests.e2e.websocket_client import Connection


def test_the_exported_folder_is_enough(example: WorkspaceFolders, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    outcome = example.run("export-public", str(folder), "--municipality", "leverkusen")
    assert outcome.code == 0, outcome.log
    assert outcome.answer == {"folder": str(folder), "releases": {"leverkusen": example.release("leverkusen").name}}
    files = {path.name for path in folder.rglob("*") if path.is_file()}
    assert files == {"workspace.toml", "leverkusen", "council.duckdb", "manifest.json"}

    machine = WorkspaceFolders(tmp_path / "machine")
    machine.root.mkdir()
    alone = {"QM_VAR": str(folder / "var"), "QM_CONFIG": str(folder / "config"), "QM_AUDIENCE": "council"}
    with serving_module("dashboard", machine, free_port(), **alone) as address:
        for entry in REGISTRY:
            with Connection(address, {}) as connection:
                shown = connection.open(entry.key)
            is_public = "council" in entry.audiences
            assert ("Quelle: Meldungen an" in shown) is is_public, entry.key
            assert ("Nicht öffentlich" in shown) is not is_public, entry.key
    logged = (folder / "var" / "access").glob("*.jsonl")
    lines = [json.loads(line) for file in logged for line in file.read_text(encoding="utf-8").splitlines()]
    assert {line["page"] for line in lines} == {entry.key for entry in REGISTRY}
    assert {line["user"] for line in lines} == {"public"}
