"""Queries of the pages, remembered per release and scope. Both are in every key: all sessions share the cache."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from analytics.figures import carrier_texts as letters
from analytics.queries import areas as areas_query
from analytics.queries import contact_rows as rows_query
from analytics.queries import contacts as contacts_query
from analytics.queries import decision_log as log_query
from analytics.queries import deliveries as deliveries_query
from analytics.queries import events as events_query
from analytics.queries import funding as funding_query
from analytics.queries import goals as goals_query
from analytics.queries import lage as lage_query
from analytics.queries import levels as levels_query
from analytics.queries import metrics as metrics_query
from analytics.queries import month_check as month_query
from analytics.queries import month_states as states_query
from analytics.queries import places as places_query
from analytics.queries import privacy as privacy_query
from analytics.queries import profile as profile_query
from analytics.queries import revisions as revisions_query
from analytics.queries import series as series_query
from analytics.queries import since_release as since_query
from analytics.queries import tally_choices as tally_query
from analytics.queries import tasks as tasks_query
from analytics.queries import trace as trace_query
from analytics.readings import Metric, Place
from analytics.release import Release
from analytics.tables import Table
from dashboard.view import View

ENTRIES = 512


def places(release: Release) -> tuple[Place, ...]:
    """The quartiers of the filter, the scope's own first."""
    return _answer(places_query.choices, release)


def overview(view: View) -> lage_query.Overview:
    """What the Lage page says."""
    return _answer(lage_query.overview, view.release, month=view.month, quartier=view.quartier, as_of=view.as_of)


def contacts(view: View) -> contacts_query.Contacts:
    """What the Beratungskontakte page says."""
    return _answer(contacts_query.contacts, view.release, month=view.month, quartier=view.quartier)


def source_rows(view: View) -> Table:
    """The rows behind a month's contacts, for those whose release holds rows."""
    return _answer(rows_query.source_rows, view.release, month=view.month, quartier=view.quartier)


def events(view: View) -> events_query.Events:
    """What the Veranstaltungen page says."""
    return _answer(events_query.events, view.release, month=view.month, quartier=view.quartier, as_of=view.as_of)


def funding(view: View) -> funding_query.Funding:
    """What the Fördermittel page says."""
    return _answer(funding_query.funding, view.release, month=view.month, quartier=view.quartier, as_of=view.as_of)


def goals(view: View) -> goals_query.Goals:
    """Every goal of the chosen place with where it stands."""
    return _answer(goals_query.goals, view.release, month=view.month, quartier=view.quartier, as_of=view.as_of)


def decision_log(view: View) -> log_query.DecisionLog:
    """What was decided and noted about the chosen place."""
    return _answer(log_query.decision_log, view.release, quartier=view.quartier, as_of=view.as_of)


def area_map(view: View, *, metric: str, area_kind: str, period_kind: str) -> areas_query.AreaMap:
    """One metric on the map."""
    chosen = {"metric": metric, "area_kind": area_kind, "period_kind": period_kind}
    return _answer(areas_query.area_map, view.release, month=view.month, selected=view.quartier, **chosen)


def metrics(view: View) -> tuple[Metric, ...]:
    """Every metric of the release, as it is named everywhere."""
    return _answer(series_query.metrics, view.release)


def deliveries(view: View) -> deliveries_query.Deliveries:
    """What the Datenlieferungen page says."""
    return _answer(
        deliveries_query.deliveries, view.release, month=view.month, quartier=view.quartier, as_of=view.as_of
    )


def services(view: View) -> tuple[tally_query.Service, ...]:
    """The services that a tally of the chosen place may be about."""
    return _answer(tally_query.services, view.release, quartier=view.quartier)


def dimensions(view: View) -> tuple[tally_query.Dimension, ...]:
    """The dimensions of a tally with their categories."""
    return _answer(tally_query.dimensions, view.release)


def tasks(view: View) -> tasks_query.Tasks:
    """What this reader has to do next."""
    return _answer(tasks_query.tasks, view.release, quartier=view.quartier, as_of=view.as_of)


def month_check(view: View, quartier: str, month: date | None = None) -> month_query.MonthCheck:
    """What the Monatsprüfung page says of a quartier in the chosen month, or in another one."""
    return _answer(month_query.month_check, view.release, quartier=quartier, month=month or view.month)


def trace(view: View, *, service: str, dimension: str, category: str) -> trace_query.Trace | None:
    """The rows behind one count of the chosen month."""
    chosen = {"service": service, "dimension": dimension, "category": category}
    return _answer(trace_query.trace, view.release, month=view.month, **chosen)


def levels(view: View) -> levels_query.Levels:
    """What the Drei Ebenen page says."""
    return _answer(levels_query.levels, view.release, month=view.month, quartier=view.quartier, as_of=view.as_of)


def month_states(view: View) -> tuple[states_query.MonthState, ...]:
    """Which months are open, checked or released."""
    return _answer(states_query.month_states, view.release)


def profile(view: View, quartier: str) -> profile_query.Profile:
    """What the Quartiersprofil page says of a quartier beside the whole municipality."""
    return _answer(profile_query.profile, view.release, month=view.month, quartier=quartier, as_of=view.as_of)


def revisions(view: View) -> revisions_query.Revisions:
    """What the Revisionen page says."""
    return _answer(revisions_query.revisions, view.release, quartier=view.quartier)


def since_release(view: View) -> since_query.SinceRelease:
    """Published and current counts of the chosen month and place."""
    return _answer(since_query.since_release, view.release, quartier=view.quartier, month=view.month)


def carrier_texts(view: View) -> tuple[letters.CarrierText, ...]:
    """What is to be written to carriers."""
    return _answer(letters.carrier_texts, view.release, month=view.month, as_of=view.as_of)


def privacy(view: View) -> privacy_query.Privacy:
    """What the Datenschutz page says."""
    return _answer(privacy_query.privacy, view.release)


def metric_sheets(view: View) -> tuple[metrics_query.MetricSheet, ...]:
    """The sheets of the Kennzahlen page."""
    return _answer(metrics_query.metric_sheets, view.release, month=view.month, quartier=view.quartier)


def _answer(query: Callable[..., Any], release: Release, **arguments: Any) -> Any:
    name = f"{query.__module__}.{query.__qualname__}"
    return _remembered(query, release, name, release.id, release.scope.text, tuple(sorted(arguments.items())))


@st.cache_data(show_spinner=False, max_entries=ENTRIES)
def _remembered(
    _query: Callable[..., Any], _release: Release, name: str, release_id: str, scope: str, arguments: tuple
) -> Any:
    return _query(_release, **dict(arguments))
