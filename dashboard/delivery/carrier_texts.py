"""Section "Texte an Träger": what is missing or wrong, per carrier, ready to be sent."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

import streamlit as st

from analytics.months import month_name
from dashboard import blocks, cached
from dashboard.access.log import log_export
from dashboard.view import View

INTRODUCTION = "Ein Text je Träger, der etwas nachliefern oder berichtigen soll. Sie können ihn vor dem Senden ändern."
NOTHING = "Für {month} muss kein Träger etwas nachliefern oder berichtigen."
MAILTO_LENGTH = 1800


def carrier_texts(view: View) -> None:
    """Draw one letter per carrier, the subject apart."""
    texts = cached.carrier_texts(view)
    blocks.section("Texte an Träger", text=INTRODUCTION if texts else "")
    if not texts:
        blocks.empty_state(NOTHING.format(month=month_name(view.month)))
    for text in texts:
        with st.container(key=f"letter_{text.carrier}"):
            _letter(view, text.carrier, text.name, text.subject, text.body)


def _letter(view: View, carrier: str, name: str, subject: str, body: str) -> None:
    """The key carries release and month: another stand is another text, and what was typed into the old one goes."""
    key = f"{carrier}_{view.month}_{view.release.id}"
    st.subheader(blocks.plain(name), anchor=False)
    subject = st.text_input("Betreff", subject, key=f"subject_{key}", persist_state="session")
    height = min(26, body.count("\n") + len(body) // 90 + 3) * 24
    body = st.text_area("Text", body, height=height, key=f"body_{key}", persist_state="session")
    address = f"mailto:?subject={quote(subject)}&body={quote(body)}"
    with st.container(horizontal=True):
        if len(address) <= MAILTO_LENGTH:
            st.link_button("Im E-Mail-Programm öffnen", address)
        st.download_button(
            "Als Textdatei speichern",
            partial(_made, view, f"{carrier}_{view.month:%Y-%m}.txt", f"Betreff: {subject}\n\n{body}\n"),
            file_name=f"{carrier}_{view.month:%Y-%m}.txt",
            mime="text/plain",
            key=f"letter_{key}",
            on_click="ignore",
            type="tertiary",
        )
        with st.popover("Zum Kopieren anzeigen"):
            st.code(f"{subject}\n\n{body}", language=None, wrap_lines=True)


def _made(view: View, name: str, text: str) -> str:
    log_export(view, name, None)
    return text
