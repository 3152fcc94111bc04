"""The audit of a real release: it reads the finished files, finds what was added to them, and remembers."""

from __future__ import annotations

import dataclasses
import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.__main__ import main
from pipelines.disclosure.audit import audit_release
from pipelines.disclosure.audited import Audited
from pipelines.releasing.publish import publish_release
from pipelines.releasing.releases import release_folder
from settings import Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town
from tests.warehouse.closing import release_months

TOWN = "pruefstadt"
WORKSPACE = a_workspace(municipalities={TOWN: "Prüfstadt"})
MONTHS = [date(2023, month, 1) for month in (1, 2, 3)]
# Contacts of a month by service, channel and topic; „laden" lies in nord as „punkt" does, „treff" in sued.
COUNTS = {("punkt", "phone", "kita"): 14, ("punkt", "walk_in", "wohnen"): 9, ("mobil", "phone", "kita"): 8}
TELLING = "state = 'suppressed' and cube.period_kind = 'month' and cube.area_kind = 'quartier'"
SAME = " and ".join(
    f"cube.{name} = exact.{name}" for name in ("period_kind", "period", "area_kind", "area", "dimension", "category")
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, var: Path) -> tuple[Path, Paths]:
    """A release of three months with some small counts."""
    root = tmp_path_factory.mktemp("audited")
    paths = Paths(root / "data", root / "records", var, root / "config", root / "key")
    records = Records(paths.records, TOWN)
    town.found(records)
    for number, month in enumerate(MONTHS):
        _deliver(records, month, number)
    release_months(TOWN, MONTHS, paths=paths, workspace=WORKSPACE)
    published = publish_release(
        municipality=TOWN, paths=paths, workspace=WORKSPACE, fingerprint="a" * 64, progress=lambda words: None
    )
    return release_folder(var, TOWN, published.release), paths


def _deliver(records: Records, month: date, number: int) -> None:
    rows = []
    for (service, channel, topic), count in COUNTS.items():
        usual = {"service": service, "carrier": "a", "contact_kind": "first", "topics": [topic]}
        rows += [{"date": month, **usual, "channel": channel} for _ in range(count - number)]
    few = {"quartier": "nord", "channel": "walk_in", "contact_kind": "unknown"}
    rows += [{"date": month, **usual, **few} for _ in range(3)]
    records.deliver("contacts", rows)


@pytest.fixture
def copied(release: tuple[Path, Paths], tmp_path: Path) -> Path:
    """The release's files, to be written into."""
    return Path(shutil.copytree(release[0], tmp_path / "release"))


def _audit(folder: Path, paths: Paths) -> Audited:
    return audit_release(folder, municipality=TOWN, paths=paths, workspace=WORKSPACE)


def test_nobody_works_anything_out_of_a_release(release: tuple[Path, Paths]) -> None:
    folder, paths = release
    audited = _audit(folder, paths)
    assert [each.name for each in audited.attackers] == [
        "council", "steering", "quartier-nord", "quartier-sued", "quartier-west"
    ]  # fmt: skip
    assert sum(each.cells for each in audited.attackers) > 0
    assert audited.failing == frozenset()
    assert {each.audience for each in audited.utility} == {"council", "steering"}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in manifest["audit"]["attackers"]] == [each.name for each in audited.attackers]


def test_a_number_that_slipped_into_a_file_is_found(release: tuple[Path, Paths], copied: Path) -> None:
    with duckdb.connect(str(copied / "steering.duckdb")) as connection:
        connection.execute(f"attach '{copied / 'coordinator.duckdb'}' as full_release (read_only)")
        connection.execute(
            f"""
            update mart_contact_cube as cube
            set contacts = exact.contacts, state = 'value'
            from full_release.mart_contact_cube as exact
            where exact.basis = 'published' and cube.{TELLING} and {SAME}
            """
        )
    failing = _audit(copied, release[1]).failing
    assert "steering" in failing
    assert "council" not in failing


def test_a_metric_that_slipped_into_a_file_is_found(release: tuple[Path, Paths], copied: Path) -> None:
    with duckdb.connect(str(copied / "quartier-sued.duckdb")) as connection:
        connection.execute(f"attach '{copied / 'coordinator.duckdb'}' as full_release (read_only)")
        connection.execute(
            """
            update mart_metric as told
            set numerator = exact.numerator
            from full_release.mart_metric as exact
            where exact.basis = 'published' and told.metric = 'first_contact_share' and told.metric = exact.metric
                and told.period_kind = 'month' and told.period_kind = exact.period_kind
                and told.period = exact.period and told.area = exact.area and told.state = 'suppressed'
            """
        )
    assert _audit(copied, release[1]).failing == {"quartier-sued"}


def test_an_attack_is_remembered_until_something_changes(
    release: tuple[Path, Paths], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, paths = release
    first = _audit(folder, paths)

    def attacked_again(*_: object) -> None:
        raise AssertionError("it was attacked again")

    monkeypatch.setattr("pipelines.disclosure.audit._attack", attacked_again)
    second = _audit(folder, paths)
    assert [dataclasses.replace(each, seconds=0) for each in second.attackers] == [
        dataclasses.replace(each, seconds=0) for each in first.attackers
    ]
    stricter = dataclasses.replace(WORKSPACE.disclosure, minimum_contacts=6)
    workspace = dataclasses.replace(WORKSPACE, disclosure=stricter)
    with pytest.raises(AssertionError, match="attacked again"):
        audit_release(folder, municipality=TOWN, paths=paths, workspace=workspace)


def test_each_person_with_several_quartiers_is_an_attacker(release: tuple[Path, Paths], tmp_path: Path) -> None:
    folder, paths = release
    scopes = ", ".join(f'"{TOWN}/quartier:{area}"' for area in ("nord", "west"))
    (tmp_path / "access.toml").write_text(
        f'[[person]]\nissuer = "i"\nsubject = "s"\nscopes = [{scopes}]\n', encoding="utf-8"
    )
    audited = _audit(folder, dataclasses.replace(paths, config=tmp_path))
    last = audited.attackers[-1]
    assert (last.name, last.audiences) == ("quartier-nord+quartier-west", ("quartier-nord", "quartier-west"))


def test_the_command_prints_what_every_attacker_found(
    release: tuple[Path, Paths], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, paths = release
    text = (Path(__file__).parents[2] / "config" / "workspace.toml").read_text(encoding="utf-8")
    (tmp_path / "workspace.toml").write_text(
        text.replace("[municipalities.eschweiler]", f"[municipalities.{TOWN}]"), encoding="utf-8"
    )
    folders = [f"--{name}={getattr(paths, name)}" for name in ("records", "var")]
    code = main(["audit", "--json", f"--municipality={TOWN}", f"--config={tmp_path}", *folders])
    answer = json.loads(capsys.readouterr().out)
    assert (code, answer["exact"], answer["narrow"], answer["failing"]) == (0, 0, 0, [])
    assert answer["cells"] == sum(each["cells"] for each in answer["attackers"]) > 0
    assert {"name", "cells", "exact", "narrow", "seconds"} == set(answer["attackers"][0])
