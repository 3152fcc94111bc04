"""What was erased and must not come back: `tombstones.jsonl`, one line each, only ever appended to. It holds no values.

Kinds: `rows` (the single rows of a source's month), `person` (every row with a pseudonym), `files` (originals, what was
rejected, logs). A line is written before anything is removed, and a line `done` after all of it is gone; between the
two the erasure is pending, and every run under the lock goes on with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.records.lines import append_line, read_lines

NAME = "tombstones.jsonl"
ROWS, PERSON, FILES, DONE = "rows", "person", "files", "done"


@dataclass(frozen=True)
class Erased:
    """What the tombstones of a municipality say, for those who must respect them.

    `months` are (source, subject, month as its first day) → the day of the erasure (ISO); `deliveries` are ids → the
    months that they have lost; `hashes` are (source, raw sha256) of these; `persons` are sources → pseudonyms.
    """

    months: Mapping[tuple[str, str | None, str], str] = field(default_factory=dict)
    deliveries: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hashes: frozenset[tuple[str, str]] = frozenset()
    persons: Mapping[str, frozenset[str]] = field(default_factory=dict)


NOTHING = Erased()


def add_tombstone(records: Path, kind: str, *, by: str, at: str, reason: str, content: Mapping[str, object]) -> dict:
    """Append one tombstone and return it; call only while holding the run lock. `at` is UTC text."""
    path = records / NAME
    number = 1 + sum("tombstone" in line for line in read_lines(path))
    line = {"tombstone": f"{number:06d}", "kind": kind, "at": at, "by": by, "reason": reason, **content}
    append_line(path, line)
    return line


def mark_done(records: Path, tombstone: str, *, at: str, files: int) -> None:
    """Say that everything under a tombstone is gone; `files` counts what was removed."""
    append_line(records / NAME, {DONE: tombstone, "at": at, "files": files})


def tombstones(records: Path) -> list[dict]:
    """Every tombstone in order; `done` is its closing line, None while it is pending."""
    lines = read_lines(records / NAME)
    closed = {line[DONE]: line for line in lines if DONE in line}
    return [{**line, DONE: closed.get(line["tombstone"])} for line in lines if "tombstone" in line]


def pending(records: Path) -> list[dict]:
    """Tombstones under which something may still lie."""
    return [line for line in tombstones(records) if line[DONE] is None]


def erased(records: Path) -> Erased:
    """What must not come back, of one municipality."""
    lines = read_lines(records / NAME)
    months: dict[tuple[str, str | None, str], str] = {}
    deliveries: dict[str, set[str]] = defaultdict(set)
    hashes = set()
    persons: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for part in line.get("deliveries", ()) if line.get("kind") == ROWS else ():
            deliveries[part["delivery"]].add(line["month"])
            hashes.add((line["source"], part["raw_sha256"]))
            for claim in part["claims"]:
                months[line["source"], claim["subject"], line["month"]] = line["at"][:10]
        if line.get("kind") == PERSON:
            persons[line["source"]].add(line["pseudonym"])
    return Erased(
        months=months,
        deliveries={delivery: frozenset(lost) for delivery, lost in deliveries.items()},
        hashes=frozenset(hashes),
        persons={source: frozenset(known) for source, known in persons.items()},
    )
