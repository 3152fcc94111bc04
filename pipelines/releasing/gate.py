"""The audit as the gate of a release: an audience whose file says too much keeps its last one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipelines.disclosure.audit import Attacker, Audited
from pipelines.disclosure.errors import in_words

SHOWN = 3
REFUSED = (
    "Die Ausgabe {audience} wird zurückgehalten, weil sich daraus {count} geschützte Zellen bestimmen ließen, "
    "zum Beispiel: {cells}. Für sie gilt der bisherige Stand weiter. Bitte der Koordination und der "
    "Datenschutzbeauftragten melden."
)


def withhold(audited: Audited, folder: Path, *, serving: Path | None) -> list[str]:
    """Replace the files of failing audiences in the finished `folder` by those of the serving release.

    Without an earlier file the audience gets none. Returns one German sentence per audience, naming cube and month,
    never a count.
    """
    for audience in sorted(audited.failing):
        path = folder / f"{audience}.duckdb"
        path.unlink(missing_ok=True)
        earlier = serving / path.name if serving else None
        if earlier is not None and earlier.is_file():
            shutil.copyfile(earlier, path)
    return list(_sentences(audited))


def _sentences(audited: Audited) -> Iterator[str]:
    for audience in sorted(audited.failing):
        cells = [cell for attacker in audited.attackers if audience in attacker.audiences for cell in _cells(attacker)]
        shown = "; ".join(in_words(cell) for cell in cells[:SHOWN])
        yield REFUSED.format(audience=audience, count=len(cells), cells=shown)


def _cells(attacker: Attacker) -> list:
    return [*attacker.exact, *attacker.narrow]
