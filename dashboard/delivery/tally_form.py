"""Section "Zahlen eintragen": a month's counts typed in the app become a delivery like any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from analytics import formatting
from analytics.months import default_month, month_key, month_name, parse_month, shift
from analytics.queries.month_check import ServiceCheck
from analytics.queries.tally_choices import Service
from dashboard import blocks, cached, work
from dashboard.delivery import count_sums, drafts, orders, uploads
from dashboard.delivery.count_fields import count_fields
from dashboard.delivery.desk import name_box
from dashboard.delivery.draft_block import draft_block
from dashboard.view import View

PLACE = "form"
MONTHS_BACK = 23
INTRODUCTION = (
    "Für Stellen ohne eigene Datei. Ein leeres Feld heißt „nicht gemeldet“, eine 0 heißt „keine“. "
    "Ein Merkmal, das Sie ganz leer lassen, gilt als nicht erhoben."
)
NO_SERVICE = "In diesem Monat läuft hier kein Angebot, für das Sie Zahlen eintragen können."
ROWS_ALREADY = (
    "Für dieses Angebot zählen in diesem Monat schon Einzelkontakte. Ihre Zahlen stehen dann daneben, bis im Überblick "
    "entschieden ist, was gilt."
)
NOTHING = "Noch ist nichts eingetragen."


def tally_form(view: View) -> None:
    """Choose month and service, type, read the sums, have it checked; the check's block does the rest."""
    blocks.section("Zahlen eintragen", text=INTRODUCTION)
    with st.container(horizontal=True, vertical_alignment="bottom", key="tally_row"):
        month = _month(view)
        service = _service([one for one in cached.services(view) if one.runs_in(month) and _may_deliver(view, one)])
        name_box()
    if service is None:
        blocks.empty_state(NO_SERVICE)
        return
    dimensions = cached.dimensions(view)
    reported = _reported(view, service, month)
    if reported is not None and reported.origin == "rows":
        blocks.sentence(ROWS_ALREADY)
    counts = count_fields(
        f"{service.key}_{month_key(month)}",
        dimensions,
        disabled=work.is_busy(),
        beside=partial(_before, reported),
    )
    estimated = st.checkbox(
        "Die Zahlen sind geschätzt, nicht gezählt", key=f"estimated_{service.key}_{month}", persist_state="session"
    )
    for words in count_sums.sum_sentences(counts, dimensions) or [NOTHING]:
        blocks.sentence(words)
    st.button(
        "Prüfen",
        type="primary",
        disabled=work.is_busy() or count_sums.is_blank(counts),
        on_click=_check,
        args=(view, service, month),
        kwargs={"content": _file(service, month, counts, dimensions, estimated)},
    )
    orders.check_new(view, PLACE)
    work.spot(PLACE)
    for draft in drafts.drafts(PLACE):
        draft_block(view, draft)


def _may_deliver(view: View, service: Service) -> bool:
    return view.may_deliver_about("contact_tallies", service.key)


def _month(view: View) -> date:
    newest = default_month(view.as_of)
    offered = [month_key(shift(newest, by)) for by in range(1, -MONTHS_BACK - 1, -1)]
    started = month_key(view.month)
    chosen = st.selectbox(
        "Berichtsmonat",
        offered,
        index=offered.index(started) if started in offered else 1,
        format_func=lambda key: month_name(parse_month(key)),
        key="tally_month",
        persist_state="session",
        filter_mode=None,
    )
    return parse_month(chosen)


def _service(running: Sequence[Service]) -> Service | None:
    names = {one.key: one.name for one in running}
    chosen = st.selectbox(
        "Angebot",
        list(names),
        format_func=lambda key: names.get(key, key),
        key="tally_service",
        placeholder="kein Angebot",
        persist_state="session",
        filter_mode=None,
    )
    return next((one for one in running if one.key == chosen), None)


def _reported(view: View, service: Service, month: date) -> ServiceCheck | None:
    """What already counts for the service in the month; None where the view may not know."""
    if service.quartier is None:
        return None
    found = cached.month_check(view, service.quartier, month).services
    return next((each for each in found if each.service == service.key), None)


def _before(reported: ServiceCheck | None, place: tuple[str, str]) -> str:
    """`bisher 12` at a field whose number an earlier tally gave."""
    count = reported.count(*place) if reported is not None and reported.origin == "tally" else None
    return (
        "" if count is None or count.contacts is None else f"bisher{formatting.NBSP}{formatting.count(count.contacts)}"
    )


def _file(service: Service, month: date, counts: dict, dimensions: tuple, estimated: bool) -> bytes:
    rows = count_sums.tally_rows(counts, dimensions)
    return count_sums.tally_file(month_key(month), {service.key: rows}, estimated=estimated)


def _check(view: View, service: Service, month: date, *, content: bytes) -> None:
    """Make the typed numbers a file to look at; the same service and month replace what was typed before."""
    if work.is_busy():
        return
    name = f"Monatszahlen_{service.key}_{month_key(month)}.csv"
    for draft in drafts.drafts(PLACE):
        if draft.name == name:
            drafts.discard(draft.key)
    drafts.add(name, uploads.store(view.paths.var, name, content), place=PLACE, source="contact_tallies")
