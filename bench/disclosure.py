"""How long audits of the example take, and what attack and protection do on many random tables."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.workspace import environment, run
from pipelines.disclosure.attack import Attack, attack
from pipelines.disclosure.cells import Published
from tests.builders import THRESHOLDS
from tests.builders_cube import Cube, random_cube
from tests.builders_leaks import LEAKS, leaks

REFRESH = ["pipelines", "refresh", "--json"]
AUDIT = ["pipelines", "audit", "--json"]
RUNS = 3
PLANTED = 550
TABLES = 1_000


def measure_audits(folder: Path) -> Iterator[tuple[str, list[float], str]]:
    """Everything attacked, then nothing changed; last what protection leaves to read."""
    surroundings = environment(folder)
    run(REFRESH, surroundings)
    full = []
    for _ in range(RUNS):
        shutil.rmtree(folder / "var" / "audit")
        full.append(run(AUDIT, surroundings))
    answer = full[0][1]
    found = f"{answer['cells']} cells attacked, {answer['exact']} exact, {answer['narrow']} narrow"
    yield "audit of the example, full", [seconds for seconds, _ in full], found
    again = [run(AUDIT, surroundings)[0] for _ in range(RUNS)]
    yield "audit of the example, nothing changed", again, "whole process"
    for each in answer["utility"]:
        note = f"{each['suppressed']:.1%} suppressed, {each['topics_visible']:.1%} of topics visible"
        note += f", error {each['mean_error']} on average, {each['largest_error']} at most"
        yield f"  {each['municipality']}, {each['audience']}", [0.0], note


def measure_tables(_: Path) -> Iterator[tuple[str, list[float], str]]:
    """Random tables with a planted leak of each kind, and random tables protected."""
    found = 0
    seconds: list[float] = []
    for make in LEAKS:
        for leak in leaks(make, PLANTED // len(LEAKS)):
            result = _attacked(leak.cube, leak.published, leak.audience, public=leak.public, seconds=seconds)
            found += leak.cell in (*result.exact, *result.narrow)
    yield "attack of a table with a planted leak", seconds, f"{found} of {PLANTED} leaks found"
    for audience in ("steering", "council"):
        exact, narrow = 0, 0
        seconds = []
        for seed in range(TABLES):
            cube = random_cube(seed, elsewhere=seed % 3 == 0)
            published = [cube.published(cube.protected(audience))]
            for known in cube.everybody(audience):
                result = _attacked(cube, published, audience, known=known, seconds=seconds)
                exact, narrow = exact + len(result.exact), narrow + len(result.narrow)
        note = f"{TABLES} tables: {exact} exact, {narrow} narrow"
        yield f"attack of a protected table, {audience}", seconds, note


def _attacked(
    cube: Cube,
    published: Sequence[Published],
    audience: str,
    *,
    seconds: list[float],
    known: frozenset[str] = frozenset(),
    public: Sequence[Published] = (),
) -> Attack:
    started = time.perf_counter()
    result = attack(
        published,
        audience=audience,
        structure=cube.structure,
        thresholds=THRESHOLDS,
        known=known,
        public=public,
    )
    seconds.append(time.perf_counter() - started)
    return result
