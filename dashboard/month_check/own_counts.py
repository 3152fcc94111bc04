"""The own count of a quartier's month, typed per service or uploaded, kept in the session and, once saved, for good."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from analytics import formatting
from analytics.month_close import CountKey, MonthCheck, ServiceCheck
from analytics.months import month_key
from dashboard import blocks, cached, commands, work
from dashboard.delivery import count_sums, uploads
from dashboard.delivery.count_fields import count_fields, field_key
from dashboard.delivery.desk import desk_of
from dashboard.view import View

TYPED, WHERE, RESULT = "own_counts", "own_tally", "own_tally_result"
Counts = dict[CountKey, int | None]
INTRODUCTION = (
    "Tragen Sie ein, was Sie selbst gezählt haben, zum Beispiel aus Ihrer Strichliste. Ein leeres Feld wird nicht "
    "verglichen. Ihre Zählung ändert keine Zahl des Monitors."
)
SAVED = "Ihre Zählung ist gespeichert. Sie steht nur Ihnen und der Koordination neben den Zahlen."


def own_counts(view: View, check: MonthCheck) -> Counts:
    """Draw the fields of one service and return the own counts of all: as typed, else as saved."""
    blocks.section("Eigene Zählung", text=INTRODUCTION)
    typed = _typed(check)
    service = _choose(check.services)
    dimensions = cached.dimensions(view)
    name = f"own_{service.service}_{month_key(check.month)}"
    for (key, dimension, category), value in typed.items():
        if key == service.service:
            st.session_state.setdefault(field_key(name, (dimension, category)), value)
    drawn = count_fields(name, dimensions, disabled=work.is_busy(), beside=partial(_stand, service))
    typed.update({(service.service, *place): value for place, value in drawn.items()})
    for words in count_sums.sum_sentences(drawn, dimensions):
        blocks.sentence(words)
    tallies = {
        each.service: rows
        for each in check.services
        if (rows := count_sums.tally_rows(_of(typed, each.service), dimensions)) and _has_number(typed, each.service)
    }
    _save(view, check, count_sums.tally_file(month_key(check.month), tallies, estimated=False), bool(tallies))
    return dict(typed)


def _stand(service: ServiceCheck, place: tuple[str, str]) -> str:
    """What counts today, at the field's label: `Stand 12`."""
    count = service.count(*place)
    if count is None:
        return ""
    return (
        f"Stand{formatting.NBSP}{formatting.count(count.contacts)}"
        if count.contacts is not None
        else formatting.STATE_WORDS[count.state]
    )


def _typed(check: MonthCheck) -> Counts:
    """What stands in the fields of this quartier's month, beginning with what was saved."""
    held = st.session_state.setdefault(TYPED, {})
    place = (check.place.key, check.month)
    if place not in held:
        held[place] = dict(check.own.counts) if check.own else {}
    return held[place]


def _choose(services: Sequence[ServiceCheck]) -> ServiceCheck:
    if len(services) == 1:
        return services[0]
    names = {each.service: each.name for each in services}
    chosen = st.selectbox(
        "Angebot",
        list(names),
        format_func=lambda key: names.get(key, key),
        key="own_service",
        persist_state="session",
        filter_mode=None,
    )
    return next((each for each in services if each.service == chosen), services[0])


def _of(typed: Counts, service: str) -> dict[tuple[str, str], int | None]:
    return {(dimension, category): value for (key, dimension, category), value in typed.items() if key == service}


def _has_number(typed: Counts, service: str) -> bool:
    return any(value is not None for value in _of(typed, service).values())


def _save(view: View, check: MonthCheck, content: bytes, possible: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Eigene Zählung speichern",
            disabled=work.is_busy() or not possible,
            on_click=_keep,
            args=(view, check, "eigene_zaehlung.csv", content),
        )
        with st.popover("Statt zu tippen: Datei", disabled=work.is_busy()):
            _upload(view, check)
    work.spot(WHERE)
    kind, words = st.session_state.pop(RESULT, (None, ""))
    if kind is not None:
        (st.success if kind == "done" else st.warning)(blocks.plain(words))


def _upload(view: View, check: MonthCheck) -> None:
    st.markdown("Eine Datei wie die Vorlage „Strichlisten und Monatszahlen“.")
    file = st.file_uploader("Datei mit der eigenen Zählung", key=f"own_file_{check.place.key}_{check.month}")
    if file is not None:
        st.button("Als eigene Zählung speichern", on_click=_keep, args=(view, check, file.name, file.getvalue()))


def _keep(view: View, check: MonthCheck, name: str, content: bytes) -> None:
    if work.is_busy():
        return
    path, desk = uploads.store(view.paths.var, name, content), desk_of(view)

    def settle(outcome: commands.Outcome | None, reason: str | None) -> None:
        uploads.remove(path)
        if outcome is None:
            st.session_state[RESULT] = ("failed", reason)
            return
        problems = [str(finding.get("message")) for finding in outcome.report.get("findings", [])][:5]
        st.session_state[RESULT] = ("failed", " ".join(problems)) if problems else ("done", SAVED)
        st.session_state.get(TYPED, {}).pop((check.place.key, check.month), None)

    work.start(
        "Ihre Zählung wird gespeichert.",
        lambda tell: commands.own_tally(desk, path, quartier=check.place.key, month=check.month, tell=tell),
        settle=settle,
        where=WHERE,
    )
