"""The source rows behind a month's contacts; only coordinators and the own quartier's file hold any."""

from __future__ import annotations

from datetime import date

from analytics.months import shift
from analytics.queries.places import place as place_of
from analytics.queries.privacy import erased_on
from analytics.release import Release
from analytics.sentences import erased_text
from analytics.tables import Column, Table, table_of

COLUMNS = (
    Column("Datum", "day"),
    Column("Uhrzeit"),
    Column("Angebot"),
    Column("Träger"),
    Column("Kontaktart"),
    Column("Kanal"),
    Column("Themen"),
    Column("Dauer (Min.)", "count"),
    Column("Datei"),
    Column("Blatt"),
    Column("Zeile", "count"),
)


def source_rows(release: Release, *, month: date, quartier: str | None, service: str | None = None) -> Table:
    """The rows of a month by date, with file, sheet and row. Empty for council and steering. Raises UnknownPlace."""
    place = place_of(release, quartier)
    frame = release.frame(
        """
        select c.date, left(c.time::varchar, 5) as time, c.service_name, c.carrier_name, k.name as kind_name,
               h.name as channel_name,
               (select string_agg(coalesce(t.name, u.topic), ', ')
                from (select unnest(c.topics) as topic) as u
                left join dim_category as t on t.dimension = 'topic' and t.category = u.topic) as topics,
               c.duration_min, c.file, c.sheet, c.row
        from mart_contact as c
        left join dim_category as k on k.dimension = 'kind' and k.category = c.contact_kind
        left join dim_category as h on h.dimension = 'channel' and h.category = c.channel
        where c.date >= ? and c.date < ? and (? or c.quartier = ?) and (? is null or c.service = ?)
        order by c.date, c.time, c.file, c.row
        """,
        [month, shift(month, 1), place.kind == "municipality", place.key, service, service],
    )
    return table_of("source_rows", "Einzelkontakte", COLUMNS, frame.iter_rows(), empty_text=_empty_text(release, month))


def _empty_text(release: Release, month: date) -> str:
    erased = erased_on(release, month)
    if erased is not None:
        return erased_text(erased)
    if release.scope.sees_rows:
        return (
            "Für diesen Monat liegen keine Einzelkontakte vor. "
            "Angebote mit Monatszahlen melden nur Summen; fehlende Meldungen stehen unter Datenlieferungen."
        )
    return "Einzelkontakte sieht nur das eigene Quartiersmanagement und die Koordination."
