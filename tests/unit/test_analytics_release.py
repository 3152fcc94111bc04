from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from analytics.release import NoRelease, ReleaseGone, ReleaseOutdated, current_id, open_release, scopes
from analytics.scope import Scope, parse_scope
from tests.builders_release import MONTH, RELEASE, TOWN, build_release

COUNCIL = Scope(TOWN, "council")


def test_a_release_says_what_it_is(release_var: Path) -> None:
    release = open_release(COUNCIL, release_var)
    assert (release.id, release.info.municipality_name, release.info.through_month) == (RELEASE, "Musterstadt", MONTH)
    assert release.info.audience == "council"
    assert current_id(release_var, TOWN) == RELEASE


def test_every_file_is_a_scope(release_var: Path) -> None:
    texts = [scope.text.removeprefix(f"{TOWN}/") for scope in scopes(release_var, TOWN)]
    assert texts == ["council", "steering", "coordinator", "quartier:nord", "quartier:sued"]
    assert scopes(release_var, "anderswo") == ()


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "select * from glob('*')",
        "attach 'other.duckdb'",
        "attach '{path}' as other",
        "copy (select 1) to '{path}.csv'",
        "install httpfs",
        "set enable_external_access=true",
        "create table t (x integer)",
        "delete from release",
        "select * from secrets_of_the_caller",
    ],
)
def test_a_release_gives_nothing_but_its_own_tables(release_var: Path, sql: str) -> None:
    secrets_of_the_caller = [1]  # noqa: F841  a frame of the caller must not become a table
    coordinator = open_release(Scope(TOWN, "coordinator"), release_var).path
    with pytest.raises((duckdb.Error, ReleaseOutdated)):
        open_release(COUNCIL, release_var).frame(sql.format(path=coordinator))


@pytest.mark.parametrize("sql", ["select * from mart_of_tomorrow", "select column_of_tomorrow from mart_expected"])
def test_a_release_of_an_earlier_version_says_so(release_var: Path, sql: str) -> None:
    with pytest.raises(ReleaseOutdated, match="früheren Fassung des Programms"):
        open_release(COUNCIL, release_var).frame(sql)


def test_a_scope_opens_its_own_file_only(release_var: Path) -> None:
    release = open_release(COUNCIL, release_var)
    files = release.frame("select path from duckdb_databases() where not internal")["path"].to_list()
    assert [Path(name).name for name in files] == ["council.duckdb"]


def test_values_are_bound_not_written_into_the_text(release_var: Path) -> None:
    release = open_release(COUNCIL, release_var)
    assert release.frame("select ? as text", ["'; drop table release; --"])["text"].to_list()[0].startswith("'; drop")


def test_without_a_release_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="python -m pipelines refresh"):
        open_release(COUNCIL, tmp_path)


def test_a_scope_without_a_file_is_refused(release_var: Path) -> None:
    with pytest.raises(NoRelease, match="quartier:west"):
        open_release(parse_scope(f"{TOWN}/quartier:west"), release_var)


@pytest.mark.parametrize("pinned", ["20200101T000000Z-00000000", "../../current", "x", f"{RELEASE}/../{RELEASE}"])
def test_a_pin_on_a_release_that_is_gone_or_never_was(release_var: Path, pinned: str) -> None:
    with pytest.raises(ReleaseGone, match="nicht mehr aufbewahrt"):
        open_release(COUNCIL, release_var, pinned)


def test_a_pinned_release_stays_when_a_newer_one_comes(tmp_path: Path) -> None:
    build_release(tmp_path, audiences=["council"])
    newer = build_release(tmp_path, release_id="20261211T081200Z-0badcafe", audiences=["council"])
    assert open_release(COUNCIL, tmp_path).id == newer
    assert open_release(COUNCIL, tmp_path, RELEASE).id == RELEASE


def test_a_release_pruned_while_open_says_so(tmp_path: Path) -> None:
    build_release(tmp_path, audiences=["council"])
    release = open_release(COUNCIL, tmp_path)
    shutil.rmtree(tmp_path / "releases")
    with pytest.raises(ReleaseGone, match="laden Sie die Seite neu"):
        release.frame("select 1")


def test_many_threads_read_at_once(release_var: Path) -> None:
    release = open_release(COUNCIL, release_var)

    def ask(number: int) -> int:
        return release.frame("select ? + count(*) - count(*) as number from mart_metric", [number])["number"][0]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(60))) == list(range(60))
