"""A workbook of any kind (XLSX, XLSM, XLS, ODS) → its sheets. What it is, is told by its content, not by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipelines.reading.grids.ods_sheets import CONTENT, ods_sheets
from pipelines.reading.grids.sheet import Marks, Sheet, with_marks
from pipelines.reading.grids.sheet_cells import Cell
from pipelines.reading.grids.xls_marks import xls_marks
from pipelines.reading.grids.xlsx_marks import xlsx_marks
from pipelines.reading.guards.refusals import not_a_workbook


@dataclass(frozen=True)
class Workbook:
    """Its sheets in order, and whether days that are written as numbers are counted from 1904."""

    sheets: tuple[Sheet, ...]
    is_1904: bool = False


def open_workbook(path: Path) -> Workbook:
    """All sheets; the file must have passed the guard. Raises FileRejectedError when it is no workbook."""
    if not zipfile.is_zipfile(path):
        return _with_calamine(path, *xls_marks(path))
    with zipfile.ZipFile(path) as archive:
        is_ods = CONTENT in archive.namelist()
    if is_ods:
        return Workbook(tuple(ods_sheets(path)))
    return _with_calamine(path, *xlsx_marks(path))


def _with_calamine(path: Path, is_1904: bool, marks: Sequence[Marks]) -> Workbook:
    try:
        with path.open("rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
            sheets = [
                with_marks(_sheet(book.get_sheet_by_name(meta.name), meta.visible), own)
                for meta, own in zip(book.sheets_metadata, marks, strict=True)
                if meta.typ == SheetTypeEnum.WorkSheet
            ]
    except CalamineError as error:
        raise not_a_workbook() from error
    return Workbook(tuple(sheets), is_1904)


def _sheet(cells: CalamineSheet, visible: SheetVisibleEnum) -> Sheet:
    left = cells.start[1] if cells.start else 0

    def rows() -> Iterator[list[Cell]]:
        return ([*[None] * left, *row] for row in cells.iter_rows())

    merged = tuple((top, first, bottom, last) for (top, first), (bottom, last) in cells.merged_cell_ranges or ())
    width, height = (cells.end[1] + 1, cells.end[0] + 1) if cells.end else (0, 0)
    return Sheet(cells.name, visible != SheetVisibleEnum.Visible, width, height, rows, merged)
