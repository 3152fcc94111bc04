"""The audit as the gate of a release: an audience whose file says too much keeps its last one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipelines.disclosure.audited import Attacker, Audited
from pipelines.disclosure.errors import in_words

SHOWN = 3
ROWS_LEFT = """
    where exists (
        select 1
        from kept.main.mart_contact as left_over
        where left_over.delivery = old.delivery
            and left_over.sheet is not distinct from old.sheet
            and left_over.row = old.row
    )
"""
REFUSED = (
    "Die Ausgabe {audience} wird zurückgehalten, weil sich daraus {count} geschützte Zellen bestimmen ließen, "
    "zum Beispiel: {cells}. Für sie gilt der bisherige Stand weiter. Bitte der Koordination und der "
    "Datenschutzbeauftragten melden."
)


def withhold(audited: Audited, folder: Path, *, serving: Path | None, is_erasing: bool) -> list[str]:
    """Replace the files of failing audiences in the finished `folder` by those of the serving release.

    Without an earlier file the audience gets none. While rows are being erased an earlier file is written anew without
    them. Returns one German sentence per audience, naming cube and month, never a count.
    """
    for audience in sorted(audited.failing):
        path = folder / f"{audience}.duckdb"
        path.unlink(missing_ok=True)
        earlier = serving / path.name if serving else None
        if earlier is not None and earlier.is_file():
            if is_erasing:
                copy_without_erased(earlier, path, kept=folder / "coordinator.duckdb")
            else:
                shutil.copyfile(earlier, path)
    return list(_sentences(audited))


def copy_without_erased(earlier: Path, path: Path, *, kept: Path) -> None:
    """Write an earlier file anew, with those rows of contacts only that the coordinator's file `kept` holds, too."""
    import duckdb

    with duckdb.connect(str(path)) as connection:
        for name, file in (("earlier", earlier), ("kept", kept)):
            connection.execute(f"attach '{str(file).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
        tables = connection.execute("select table_name from duckdb_tables() where database_name = 'earlier'").fetchall()
        for (table,) in tables:
            only = ROWS_LEFT if table == "mart_contact" else ""
            connection.execute(f"create table main.{table} as select * from earlier.main.{table} as old {only}")  # noqa: S608


def _sentences(audited: Audited) -> Iterator[str]:
    for audience in sorted(audited.failing):
        cells = [cell for attacker in audited.attackers if audience in attacker.audiences for cell in _cells(attacker)]
        shown = "; ".join(in_words(cell) for cell in cells[:SHOWN])
        yield REFUSED.format(audience=audience, count=len(cells), cells=shown)


def _cells(attacker: Attacker) -> list:
    return [*attacker.exact, *attacker.narrow]
