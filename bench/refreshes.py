"""How long a refresh of the example municipalities takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.workspace import environment, run

REFRESH = ["pipelines", "refresh", "--json"]


def measure_example(folder: Path) -> Iterator[tuple[str, list[float], str]]:
    """Cold (nothing but the deliveries), rebuilt from records, and without news."""
    cold, answers = [], []
    for attempt in range(3):
        seconds, answer = run(REFRESH, environment(folder / str(attempt)))
        cold.append(seconds)
        answers.append(answer)
    yield "refresh of the example, cold", cold, f"{len(answers[0]['deliveries'])} deliveries"
    for stage in ("read", "build", "protect", "derive", "publish"):
        yield f"  of that: {stage}", [answer["seconds"][stage] for answer in answers], ""
    rebuilt = []
    for _ in range(3):
        shutil.rmtree(folder / "0" / "var")
        rebuilt.append(run(REFRESH, environment(folder / "0"))[0])
    yield "refresh of the example, var/ deleted", rebuilt, "rebuilt from records"
    quiet = [run(REFRESH, environment(folder / "0")) for _ in range(7)]
    yield "refresh of the example, nothing new", [seconds for seconds, _ in quiet], "whole process"
    yield "  of that: work", [answer["seconds"]["total"] for _, answer in quiet], "besides start-up"
