"""What a delivery says it covers: the subjects and months that it replaces from now on."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import Layout
from pipelines.reading.landed_types import ABSENCE, subject_and_month
from pipelines.reading.layouts.layout import file_month
from pipelines.reading.values.marks import NOT_REPORTED
from pipelines.records.ledger import Claim


def claims_of(
    good: pl.DataFrame, contract: Contract, *, carrier: str | None, speaks_for: Sequence[str] = ()
) -> tuple[Claim, ...]:
    """The distinct claims of landed rows, sorted. `carrier` is the key the profile fixes, None for a joint delivery.

    A count that was not reported makes no claim; a source without `covers` claims itself as a whole. Every month of the
    rows is claimed for the subjects in `speaks_for` too.
    """
    covers = contract.covers
    if covers.subject is None:
        return (Claim(None, None, None),)
    reported = good.filter(pl.col(ABSENCE).ne_missing(NOT_REPORTED)) if ABSENCE in good.columns else good
    pairs = set(reported.select(subject_and_month(contract)).drop_nulls("subject").unique().iter_rows())
    pairs |= {(subject, month) for subject in speaks_for for _, month in pairs}
    return tuple(Claim(carrier, subject, month) for subject, month in sorted(pairs))


def claims_of_no_rows(
    contract: Contract, layout: Layout | None, file_name: str, *, carrier: str | None
) -> tuple[Claim, ...]:
    """A file without rows is a reported zero when its profile knows the subjects and its name says the month.

    Raises FileRejectedError otherwise: an empty file must not wipe out what was there.
    """
    fixed = layout.constants.get(contract.covers.subject or "") if layout else None
    subjects = {*([fixed] if fixed else []), *(layout.speaks_for if layout else ())}
    month = file_month(layout, file_name)
    if not subjects or month is None or contract.count_column:
        raise FileRejectedError(
            "no_rows",
            "Die Datei enthält keine Datenzeilen. Bitte prüfen; ein Monat ohne Kontakte lässt sich nur mit einem "
            "Profil melden, das Angebot und Monat festlegt.",
        )
    return tuple(Claim(carrier, subject, f"{month}-01") for subject in sorted(subjects))
