"""Tables as real tables of the document: readable by screen readers, in print, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import polars as pl
import streamlit as st

from analytics.exports import file_name, to_csv, to_xlsx
from analytics.release import Release
from analytics.tables import Table
from dashboard.access.log import log_export
from dashboard.blocks.empty_state import empty_state
from dashboard.blocks.narrow import FEW_COLUMNS, label_cells
from dashboard.view import View

LONG = 24
LONG_HEIGHT = 640
WIDE = 8
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$^=:])|^(\d+)(?=\.\s)|^(-)")


def table(view: View, shown: Table, *, titled: bool = True, downloads: bool = True) -> None:
    """A table with its title and its downloads, or the reason why it has no rows."""
    if titled:
        st.subheader(shown.title, anchor=False)
    if shown.is_empty:
        empty_state(shown.empty_text)
        return
    height: Literal["content"] | int = LONG_HEIGHT if shown.frame.height > LONG else "content"
    key = _container_key(view, shown)
    if shown.frame.width > FEW_COLUMNS:
        label_cells(key, shown.frame)
    with st.container(key=key):
        st.table(_plain_frame(shown), border="horizontal", hide_index=True, height=height, alt=shown.title)
    if downloads:
        download_row(view, shown)


def tables(view: View, shown: Sequence[Table]) -> None:
    """Several small tables side by side where there is room, below each other on a phone; without downloads."""
    for column, data in zip(st.columns(len(shown), gap="large"), shown, strict=True):
        with column:
            table(view, data, titled=False, downloads=False)


def folded_table(view: View, title: str, rows: Callable[[], Table], *, key: str = "") -> None:
    """A long table that only some readers need: nothing is read or sent before it is unfolded.

    `key` tells folds with the same title apart.
    """
    fold = st.expander(title, type="compact", key=f"fold_{view.page}_{title}{key}", on_change="rerun")
    if fold.open:
        with fold:
            table(view, rows(), titled=False)


def download_row(view: View, shown: Table) -> None:
    """CSV and XLSX of a table; the files are made when asked for."""
    with st.container(horizontal=True, gap="small"):
        for kind, maker, media in (
            ("CSV", to_csv, "text/csv"),
            ("XLSX", to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ):
            st.download_button(
                f"Als {kind} speichern",
                data=partial(_made, view, shown, kind.lower(), maker),
                file_name=file_name(shown, view.release, kind.lower()),
                mime=media,
                key=f"{kind}_{view.page}_{shown.key}",
                on_click="ignore",
                type="tertiary",
            )


def _made(view: View, shown: Table, ending: str, maker: Callable[[Table, Release], bytes]) -> bytes:
    """The file's content, after it is noted who takes it."""
    log_export(view, file_name(shown, view.release, ending), shown.frame.height)
    return maker(shown, view.release)


def _container_key(view: View, shown: Table) -> str:
    """The key becomes a class of the document; `-r3-` in it aligns the third column right (style.css)."""
    right = "".join(f"-r{index}" for index, name in enumerate(shown.frame.columns, start=1) if name in shown.right)
    wide = "-wide" if shown.frame.width > WIDE else ""
    cards = "-cards" if shown.frame.width > FEW_COLUMNS else ""
    return f"table_{view.page}_{shown.key}{wide}{cards}{right}-"


def _plain_frame(shown: Table) -> pl.DataFrame:
    """Cells are plain text, so what looks like Markdown is escaped."""
    cells = {plain(column.name): [plain(text) for text in column] for column in shown.frame}
    return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))


def plain(text: str) -> str:
    """The text with everything escaped that Markdown would read as markup, a link or an image."""
    return _MARKDOWN.sub(lambda match: f"{match[2]}\\" if match[2] else f"\\{match[0]}", text)
