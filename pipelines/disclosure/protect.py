"""Exact cells → what an audience may see of them, before any metric is derived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from pipelines.disclosure.cells import Published, Structure
from pipelines.disclosure.council import protect_council
from pipelines.disclosure.steering import protect_steering
from settings import Disclosure


def protect(
    exact: pl.DataFrame,
    *,
    audience: str,
    structure: Structure,
    thresholds: Disclosure,
    history: Sequence[Published],
    versions: Mapping[date, int],
    insiders: Sequence[frozenset[str]],
    steering: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of one batch as `steering` or `council` receives them.

    `exact`: the cube's columns, persons (distinct persons where all contacts of the cell say whose they are, else
    null) and staff (people employed by a carrier). `history`: what the audience has received before; it can neither
    be hidden nor changed any more. `versions`: the version of every month at this batch. `insiders`: the quartiers
    that one person knows exactly; each single quartier is withstood in any case. `steering`, for the council: the same
    batch as the steering group receives it; what is hidden there is not shown to everybody either.
    Returns the cube's columns, contacts null where the state is `suppressed`; rows an audience never gets are left out.
    """
    if audience == "council":
        return protect_council(
            exact, structure=structure, thresholds=thresholds, history=history, versions=versions, steering=steering
        )
    return protect_steering(
        exact,
        structure=structure,
        thresholds=thresholds,
        history=history,
        versions=versions,
        insiders=insiders,
    )
