"""The house rules a machine can check: who imports whom, how pages begin, what SQL looks like, what is documented."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "warehouse" / "models"
PAGES = sorted((ROOT / "pages").glob("*.py"))
RUNTIME = [
    path for room in ("analytics", "dashboard", "pages", "pipelines") for path in sorted((ROOT / room).rglob("*.py"))
] + [ROOT / "app.py", ROOT / "settings.py", ROOT / "access_file.py"]

# Rooms that import-linter cannot see because they are scripts, and what of ours each may import.
MAY_IMPORT = {
    "settings.py": (),
    "access_file.py": (),
    "app.py": ("dashboard",),
    "pages": ("dashboard", "analytics.figures", "analytics.drawing", "analytics.formatting", "analytics.sentences"),
}
OURS = ("analytics", "app", "bench", "dashboard", "data_raw", "pages", "pipelines", "settings", "tests")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _docstrings(tree: ast.Module) -> set[int]:
    """Ids of the constant nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def test_import_sentences_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([command], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "path", [ROOT / "settings.py", ROOT / "access_file.py", ROOT / "app.py", *PAGES], ids=lambda path: path.name
)
def test_scripts_import_only_what_their_room_may(path: Path) -> None:
    room = path.name if path.parent == ROOT else path.parent.name
    foreign = [
        name
        for name in _imports(path)
        if name.split(".")[0] in OURS and not name.startswith(tuple(MAY_IMPORT[room]) or ("-",))
    ]
    assert foreign == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_opens_with_the_guard(path: Path) -> None:
    statements = [
        node
        for node in _tree(path).body
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    first = statements[0]
    call = first.value if isinstance(first, ast.Assign | ast.Expr) else None
    assert isinstance(call, ast.Call), f"{path.name} begins with something else than open_page"
    assert isinstance(call.func, ast.Name)
    assert call.func.id == "open_page"
    assert [argument.value for argument in call.args if isinstance(argument, ast.Constant)] == [path.stem]


@pytest.mark.parametrize("path", RUNTIME, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_names_an_outside_host(path: Path) -> None:
    tree = _tree(path)
    docstrings = _docstrings(tree)
    hosts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and re.search(r"(https?|wss?)://(?!127\.0\.0\.1|localhost|\{|www\.w3\.org/2000/svg)", node.value)
    ]
    assert hosts == []


def test_only_the_release_door_opens_a_database() -> None:
    doors = [path.name for path in (ROOT / "analytics").rglob("*.py") if "duckdb" in set(_imports(path))]
    assert doors == ["release.py"]


def test_results_are_cached_in_one_place() -> None:
    pattern = re.compile(r"st\.cache_(data|resource)|functools import .*cache")
    rooms = [*(ROOT / "dashboard").rglob("*.py"), *PAGES]
    assert {path.name for path in rooms if pattern.search(path.read_text(encoding="utf-8"))} <= {"cached.py"}


def test_no_grab_bags() -> None:
    bags = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [path for path in RUNTIME if path.stem in bags or path.parent.name in bags] == []


def test_every_setting_is_documented() -> None:
    document = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    used = {
        name
        for path in [*RUNTIME, ROOT / "tests" / "browser.py"]
        for name in re.findall(r"\"(QM_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
    workspace = tomllib.loads((ROOT / "config" / "workspace.toml").read_text(encoding="utf-8"))
    keys = {key for section, entries in workspace.items() if section != "municipalities" for key in entries}
    assert {name for name in used | keys if f"`{name}`" not in document and f" {name}`" not in document} == set()


def test_every_source_is_documented() -> None:
    document = (ROOT / "docs" / "deliveries.md").read_text(encoding="utf-8")
    sources = {path.stem for path in (ROOT / "pipelines" / "contracts").glob("*.yml")}
    assert {source for source in sources if f"`{source}`" not in document} == set()


def _models(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (MODELS / folder).rglob("*.sql"))


@pytest.mark.parametrize("path", _models(""), ids=lambda path: path.stem)
def test_models_are_written_in_one_hand(path: Path) -> None:
    sql = path.read_text(encoding="utf-8").strip()
    assert re.search(r"select \* from \w+$", sql), "the last line is: select * from …"
    if "staging" not in path.parts:
        assert "source(" not in sql, "only staging reads source()"


@pytest.mark.parametrize("path", _models("cubes"), ids=lambda path: path.stem)
def test_cubes_read_only_core(path: Path) -> None:
    names = re.findall(r"ref\('(\w+)'\)", path.read_text(encoding="utf-8"))
    assert names
    assert [name for name in names if not name.startswith(("dim_", "fct_", "int_", "cube_"))] == []


@pytest.mark.parametrize("path", _models(""), ids=lambda path: path.stem)
def test_every_model_has_its_sheet(path: Path) -> None:
    sheet = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"][0]
    assert sheet["name"] == path.stem
    assert re.match(r"(Eine? |One )", sheet["description"]), "the description begins with the grain"
