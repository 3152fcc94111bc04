"""Section "Datei abgeben": drop files, see what each would do, hand it in."""

from __future__ import annotations

import streamlit as st

from dashboard import blocks, work
from dashboard.delivery import drafts, orders, uploads
from dashboard.delivery.desk import name_box
from dashboard.delivery.draft_block import draft_block
from dashboard.view import View

ROUND = "upload_round"
MOST_FILES = 20
MEGABYTE = 1024 * 1024
INTRODUCTION = (
    "Legen Sie hier ab, was Sie bekommen haben: CSV, Excel (XLSX, XLS) oder ODS, auch mehrere Dateien auf einmal. "
    "Jede Datei wird zuerst nur geprüft. Nichts ändert sich, bis Sie auf „Übernehmen“ drücken."
)
TOO_LARGE = (
    "Die Datei ist größer als {most} MB und wurde nicht gelesen. Bitte teilen Sie sie, zum Beispiel in einzelne Jahre."
)
TOO_MANY = "Es werden höchstens {most} Dateien auf einmal angenommen. Bitte geben Sie diese Datei danach ab."


def upload(view: View) -> None:
    """Draw the drop zone, the name, and one block per file."""
    blocks.section("Datei abgeben", text=INTRODUCTION)
    with st.container(horizontal=True, vertical_alignment="bottom", key="upload_row"):
        _drop_zone(view)
        with st.container(key="upload_name"):
            name_box()
    orders.check_new(view)
    work.spot(drafts.UPLOAD)
    for draft in drafts.drafts():
        draft_block(view, draft)


def _drop_zone(view: View) -> None:
    """Take what was dropped into the session's own folder and empty the zone for the next files."""
    limit = view.workspace.file_megabytes
    st.html(f'<style>.stFileUploader{{--qm-limit: "oder hierher ziehen · je Datei höchstens {limit} MB"}}</style>')
    files = st.file_uploader(
        "Dateien",
        accept_multiple_files=True,
        key=f"upload_{st.session_state.get(ROUND, 0)}",
        disabled=work.is_busy(),
    )
    if not files:
        return
    # The latest stands first; so the files of one drop are added from the last to the first.
    for index, file in reversed(list(enumerate(files))):
        if index >= MOST_FILES:
            drafts.add(file.name, None, refusal=TOO_MANY.format(most=MOST_FILES))
        elif file.size > limit * MEGABYTE:
            drafts.add(file.name, None, refusal=TOO_LARGE.format(most=limit))
        else:
            drafts.add(file.name, uploads.store(view.paths.var, file.name, file.getvalue()))
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
