"""A small, complete release written from Python rows, for tests of analytics, pages and the server.

Two quartiers, Nord (large) and Süd (small), one district and the municipality Musterstadt, thirty months to 2026-10.
All absences occur: Süd's July 2026 is closed, its June is missing, its channels are not collected, and small cells are
suppressed for those who do not own them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tests.builders_close import CLOSE_TABLES, close_rows
from tests.builders_decisions import DECISION_TABLES, decision_rows
from tests.builders_levels import LEVEL_TABLES, level_rows, post_share
from tests.builders_months import MONTH_TABLES, with_months
from tests.builders_privacy import AUDIT, PRIVACY_TABLES, hidden_cells, privacy_rows

AS_OF = date(2026, 11, 12)
MONTH = date(2026, 10, 1)
FIRST = date(2024, 5, 1)
TOWN = "musterstadt"
RELEASE = "20261110T081200Z-0badcafe"
MINIMUM = 5
QUARTIERS = {"nord": "Nord", "sued": "Süd"}
INHABITANTS = {"nord": 9200, "sued": 3100}
# service: name, carrier, quartier, origin
SERVICES = {
    "sprechstunde-nord": ("Sprechstunde Nord", "caritas", "nord", "rows"),
    "lotsen-nord": ("Lotsen Nord", "awo", "nord", "tally"),
    "sprechstunde-sued": ("Sprechstunde Süd", "diakonie", "sued", "rows"),
}
CARRIERS = {"caritas": "Caritasverband", "awo": "AWO Kreisverband", "diakonie": "Diakonisches Werk"}
TOPICS = {
    "sprache": ("Sprachkurse", "Bildung"),
    "wohnen": ("Wohnen", "Alltag"),
    "arbeit": ("Arbeit und Qualifizierung", "Bildung"),
    "schulden": ("Schulden", "Geld"),
}
CHANNELS = {"walk_in": "persönlich offen", "phone": "telefonisch", "message": "E-Mail/Messenger"}
KINDS = {"first": "Erstkontakt", "follow_up": "Folgekontakt", "unknown": "unbekannt"}
MISSING = {("sprechstunde-sued", date(2026, 6, 1)), ("lotsen-nord", MONTH)}
CLOSED = {("sprechstunde-sued", date(2026, 7, 1))}
CONFLICTS = {("lotsen-nord", date(2026, 9, 1))}
WITH_REJECTED_ROWS = {("sprechstunde-nord", MONTH)}

TABLES = {
    "release": "release text, municipality text, municipality_name text, audience text, quartier text, stand timestamp,"
    " through_month date, first_month date, example boolean, minimum_contacts integer, delivery_due_day integer,"
    " spend_within_months integer, released_through date, sensitive_contacts integer, council_base integer,"
    " council_breakdown integer",
    "dim_area": "area_kind text, area text, name text, parent_kind text, parent text, position integer",
    "dim_category": "dimension text, category text, name text, group_name text, position integer,"
    " is_partition boolean, is_sensitive boolean",
    "dim_metric": "metric text, name text, unit text, theme text, position integer, direction text, definition text,"
    " numerator text, denominator text, scale decimal(18,4), decimals integer, minimum_base decimal(18,4), owner text,"
    " limits text, counting_rule text, source_note text, variation text, period_kinds text[], formula text,"
    " rule_versions text[], source_models text[], yardstick_low double, yardstick_high double, yardstick_per text,"
    " yardstick_source text",
    "dim_service": "service text, name text, carrier text, carrier_name text, quartier text, quartier_name text,"
    " site text, site_name text, origin text, contact_point text, valid_from date, valid_to date",
    "dim_site": "site text, name text, address text, quartier text, latitude decimal(12,6), longitude decimal(12,6)",
    "mart_contact_cube": "period_kind text, period date, area_kind text, area text, dimension text, category text,"
    " counting_rule text, basis text, version integer, contacts bigint, state text, expected integer,"
    " reported integer, estimated boolean",
    "mart_metric": "period_kind text, period date, area_kind text, area text, metric text, counting_rule text,"
    " basis text, version integer, value decimal(18,4), numerator decimal(18,4), denominator decimal(18,4),"
    " exposure decimal(18,4), state text, expected integer, reported integer",
    "mart_expected": "service text, service_name text, carrier text, quartier text, month date, state text,"
    " open_hours decimal(12,2), due_date date, first_received_at timestamp, is_on_time boolean, delivery text,"
    " origin text, conflict text, is_provisional boolean",
    "mart_delivery": "delivery text, sequence integer, source text, source_title text, file text,"
    " received_at timestamp, received_by text, status text, encoding text, profile text, rows_in bigint,"
    " rows_landed bigint, rows_rejected bigint, note text, first_month date, last_month date, subjects text[]",
    "mart_finding": "delivery text, source text, file text, sheet text, cell text, row bigint, column_name text,"
    " rule text, message text, severity text, subjects text[], subject text, month date",
    "mart_event": "event text, date date, start time, title text, event_type text, event_type_name text,"
    " offer_form text, offer_form_name text, quartier text, quartier_name text, site_name text, carrier_name text,"
    " partners text, status text, status_name text, attendance integer, attendance_method_name text,"
    " volunteers integer, volunteer_hours decimal(12,2), measure text",
    "mart_measure": "measure text, title text, programme_name text, granting_authority text, notice_ref text,"
    " notice_date date, grant_from date, grant_to date, financing_name text, eligible_costs decimal(14,2),"
    " own_contribution decimal(14,2), third_party decimal(14,2), carrier_name text, quartier text,"
    " quartier_name text, applied decimal(14,2), approved decimal(14,2), drawn decimal(14,2), received decimal(14,2),"
    " spent decimal(14,2), evidenced decimal(14,2), accepted decimal(14,2), repaid decimal(14,2), proof_due date,"
    " earmarked_until date",
    "mart_movement": "date date, measure text, kind text, kind_name text, position text, amount decimal(14,2),"
    " voucher text, budget_year integer",
    "mart_deadline": "measure text, title text, deadline text, deadline_name text, due_date date,"
    " amount decimal(14,2), is_done boolean, done_on date",
    "mart_target": "target text, title text, kind text, kind_name text, metric text, quartier text, product text,"
    " planned text, due date, achieved text, basis text, basis_name text, direction text, reference text,"
    " measured_on date, reason text",
    "mart_area": "area_kind text, area text, name text, geometry text, area_version text, origin_note text,"
    " longitude decimal(12,6), latitude decimal(12,6)",
    "mart_contact": "date date, time time, service text, service_name text, carrier_name text, quartier text,"
    " contact_kind text, channel text, topics text[], persons integer, duration_min integer, handover boolean,"
    " language_mediation boolean, residence_quartier text, delivery text, file text, sheet text, row bigint",
    **CLOSE_TABLES,
    **LEVEL_TABLES,
    **DECISION_TABLES,
    **PRIVACY_TABLES,
    **MONTH_TABLES,
}
# metric: name, unit, theme, decimals, scale
METRICS = {
    "contacts": ("Beratungskontakte", "Kontakte", "contacts", 0, 1),
    "contacts_per_1000": ("Kontakte je 1.000 Einwohner", "je 1.000 Einw.", "contacts", 1, 1000),
    "contacts_per_open_hour": ("Kontakte je Öffnungsstunde", "Kontakte je Std.", "contacts", 2, 1),
    "open_days": ("Öffnungstage", "Tage", "contacts", 0, 1),
    "events_held": ("Veranstaltungen", "Termine", "events", 0, 1),
    "events_cancelled": ("Ausgefallene Veranstaltungen", "Termine", "events", 0, 1),
    "attendance": ("Besuche", "Besuche", "events", 0, 1),
    "volunteer_hours": ("Ehrenamtsstunden", "Std.", "events", 0, 1),
    "citizens_assemblies": ("Bürgerversammlungen", "Termine", "events", 0, 1),
    "grant_approved": ("Bewilligt", "€", "funding", 0, 1),
    "grant_drawn": ("Abgerufen", "€", "funding", 0, 1),
    "grant_spent": ("Verausgabt", "€", "funding", 0, 1),
    "grant_evidenced": ("Nachgewiesen", "€", "funding", 0, 1),
    "outflow_rate": ("Mittelabfluss", "%", "funding", 1, 100),
    "reporting_rate": ("Meldequote", "%", "quality", 0, 100),
    "on_time_rate": ("Pünktlich gemeldet", "%", "quality", 0, 100),
    "position_share": ("Stellenumfang", "VZÄ", "quality", 2, 1),
}
VARIATION = {"contacts_per_open_hour": "u_prime"} | dict.fromkeys(
    ("contacts", "contacts_per_1000", "events_held", "attendance", "volunteer_hours", "reporting_rate"), "xmr"
)
YARDSTICK = {
    "yardstick_low": 2.0,
    "yardstick_high": 4.0,
    "yardstick_per": "Jahr und Quartier",
    "yardstick_source": "Vorlage 2019/3030",
}
OPEN_HOURS, OPEN_DAYS = 40, 10
Row = dict[str, Any]


def build_release(
    var: Path,
    *,
    release_id: str = RELEASE,
    municipality: str = TOWN,
    audiences: Iterable[str] | None = None,
    released: date = MONTH,
    late: int = 0,
    mark: Callable[[str, dict[str, list[Row]]], dict[str, list[Row]]] = lambda _, tables: tables,
) -> str:
    """Write the release for every audience (or those named by file stem), point `current` to it, return its id.

    Months up to `released` are released; `late` contacts came to Nord after that. `mark` may change the tables of a
    file before they are written.
    """
    folder = var / "releases" / municipality / release_id
    folder.mkdir(parents=True)
    facts = (_cube(_facts(), municipality), _other_metrics(municipality))
    names = tuple(audiences or ("council", "steering", "coordinator", "quartier-nord", "quartier-sued"))
    for name in names:
        tables = _tables(name, facts, municipality, release_id, released)
        audience, _, own = name.partition("-")
        tables = with_months(tables, months(), audience=audience, own=own, released=released, late=late)
        _write(folder / f"{name}.duckdb", mark(name, tables))
    manifest = {"release": release_id, "municipality": municipality, "audit": AUDIT}
    manifest |= {"audiences": {name: hidden_cells(name) for name in names}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    pointer = var / "current" / municipality
    pointer.parent.mkdir(exist_ok=True)
    pointer.write_text(release_id, encoding="utf-8")
    return release_id


def months() -> list[date]:
    """The thirty months of the release."""
    start = FIRST.year * 12 + FIRST.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(start, start + 30)]


def _write(path: Path, tables: dict[str, list[Row]]) -> None:
    with duckdb.connect(path) as connection:
        connection.begin()
        for name, columns in TABLES.items():
            connection.execute(f"create table {name} ({columns})")
            rows = tables.get(name)
            if rows:
                connection.register("given", pa.Table.from_pylist(rows))
                connection.execute(f"insert into {name} by name select * from given")
                connection.unregister("given")
        connection.commit()


def _facts() -> dict[tuple[str, date], dict[tuple[str, str], int]]:
    """Counts per service and month: total, topics, channels, kinds; services that report, no others."""
    chance = random.Random(7)
    facts = {}
    for service, (_, _, quartier, _) in SERVICES.items():
        base = 42 if quartier == "nord" else 11
        for month in months():
            if (service, month) in MISSING | CLOSED:
                continue
            total = max(3, round(chance.gauss(base, base / 9) * (0.7 if month.month in (7, 12) else 1)))
            first, unknown = total // 3, min(1, total // 20)
            phone, message = total // 5, total // 9
            cells = {
                ("total", "total"): total,
                ("kind", "first"): first,
                ("kind", "unknown"): unknown,
                ("kind", "follow_up"): total - first - unknown,
                ("carrier", SERVICES[service][1]): total,
                ("service", service): total,
            }
            if quartier == "nord":
                walk_in = total - phone - message
                channels = zip(CHANNELS, (walk_in, phone, message), strict=True)
                cells |= {("channel", channel): contacts for channel, contacts in channels}
            if service != "lotsen-nord":
                shares = zip(TOPICS, (0.5, 0.35, 0.25, 0.12), strict=True)
                cells |= {("topic", topic): round(total * share) for topic, share in shares}
            facts[service, month] = cells
    return facts


def _tables(
    name: str, facts: tuple[list[Row], list[Row]], municipality: str, release_id: str, released: date
) -> dict[str, list[Row]]:
    audience, _, own = name.partition("-")
    cube = [_protected(row, audience, own) for row in facts[0]]
    sees_rows = audience in ("coordinator", "quartier")
    return {
        "release": [
            {
                "release": release_id,
                "municipality": municipality,
                "municipality_name": "Musterstadt",
                "audience": audience,
                "quartier": own or None,
                "stand": datetime(2026, 11, 10, 8, 12, tzinfo=UTC),
                "through_month": released if audience == "council" else MONTH,
                "released_through": released,
                "first_month": FIRST,
                "example": True,
                "minimum_contacts": MINIMUM,
                "delivery_due_day": 10,
                "spend_within_months": 2,
                "sensitive_contacts": 8,
                "council_base": 5,
                "council_breakdown": 10,
            }
        ],
        **_dimensions(municipality),
        "mart_contact_cube": cube,
        "mart_metric": [*_contact_metrics(cube), *facts[1]],
        "mart_expected": _expected(with_receipts=audience != "council", sees=own if own or not sees_rows else None),
        "mart_delivery": _deliveries(with_names=sees_rows) if audience != "council" else [],
        "mart_finding": _findings() if sees_rows else [],
        **privacy_rows(audience),
        **(close_rows(_facts(), _expected(with_receipts=True), own=own or None) if sees_rows else {}),
        "mart_event": _events(),
        **_money(),
        "mart_target": _targets(),
        **decision_rows(audience, own),
        "mart_area": _areas(municipality),
        **level_rows(audience=audience, released=released, names=QUARTIERS),
        "mart_contact": _contacts(own or None) if sees_rows else [],
    }


def _areas_of(municipality: str) -> list[tuple[str, str, set[str]]]:
    whole = set(QUARTIERS)
    quartiers = [("quartier", key, {key}) for key in QUARTIERS]
    return [*quartiers, ("district", "bezirk-1", whole), ("municipality", municipality, whole)]


def _cube(facts: dict, municipality: str) -> list[Row]:
    """Months and rolling twelve months for every area, dimension and active category."""
    categories = [("total", "total")] + [("topic", key) for key in TOPICS] + [("channel", key) for key in CHANNELS]
    categories += [("kind", key) for key in KINDS] + [("service", key) for key in SERVICES]
    categories += [("carrier", key) for key in CARRIERS]
    every = months()
    rows = []
    for area_kind, area, members in _areas_of(municipality):
        for position, month in enumerate(every):
            spans = {"month": [month], "rolling_12": every[max(0, position - 11) : position + 1]}
            for period_kind, span in spans.items():
                for dimension, category in categories:
                    row = _cell(facts, members, span, dimension, category)
                    if row:
                        keys = {"period_kind": period_kind, "period": month, "area_kind": area_kind, "area": area}
                        rows.append({**keys, "dimension": dimension, "category": category, **row})
    return rows


def _cell(facts: dict, members: set[str], span: list[date], dimension: str, category: str) -> Row | None:
    services = [
        key
        for key, (_, carrier, quartier, _) in SERVICES.items()
        if quartier in members and category in {"service": {key}, "carrier": {carrier}}.get(dimension, {category})
    ]
    expected = [(key, month) for key in services for month in span if (key, month) not in CLOSED]
    if not expected:
        return None
    reported = [facts[cell] for cell in expected if cell in facts]
    counted = [cells[dimension, category] for cells in reported if (dimension, category) in cells]
    state = "value" if counted else "not_collected" if reported else "not_reported"
    return {
        "counting_rule": "kontakt-1",
        "basis": "published",
        "version": 1,
        "contacts": sum(counted) if counted else None,
        "state": state,
        "expected": len(expected),
        "reported": len(reported),
        "estimated": any(month == date(2026, 3, 1) for _, month in expected),
    }


def _protected(row: Row, audience: str, own: str) -> Row:
    small = row["contacts"] is not None and 0 < row["contacts"] < MINIMUM
    if audience == "coordinator" or not small or row["area"] == own:
        return row
    return {**row, "contacts": None, "state": "suppressed"}


def _metric(metric: str, period_kind: str, period: date, area: tuple[str, str], value: Any, **more: Any) -> Row:
    given = {"counting_rule": None, "basis": "published", "version": 1, "state": "value", **more}
    number = None if value is None else Decimal(str(value)).quantize(Decimal("0.0001"))
    keys = {"metric": metric, "period_kind": period_kind, "period": period, "area_kind": area[0], "area": area[1]}
    return {**keys, "value": number, "expected": None, "reported": None, **given}


def _contact_metrics(cube: list[Row]) -> list[Row]:
    rows = []
    for cell in cube:
        if cell["dimension"] != "total":
            continue
        area = (cell["area_kind"], cell["area"])
        base = INHABITANTS.get(cell["area"], sum(INHABITANTS.values()))
        more = {key: cell[key] for key in ("counting_rule", "state", "expected", "reported")}
        contacts = cell["contacts"]
        rate = None if contacts is None else Decimal(contacts) * 1000 / base
        rows.append(_metric("contacts", cell["period_kind"], cell["period"], area, contacts, **more))
        rows.append(_metric("contacts_per_1000", cell["period_kind"], cell["period"], area, rate, **more))
        parts = {"numerator": contacts, "exposure": Decimal(OPEN_HOURS * cell["reported"])}
        by_hour = None if contacts is None else contacts / parts["exposure"]
        rows.append(
            _metric("contacts_per_open_hour", cell["period_kind"], cell["period"], area, by_hour, **more, **parts)
        )
    return rows


def _other_metrics(municipality: str) -> list[Row]:
    rows = []
    for area_kind, area, members in _areas_of(municipality):
        for month in months():
            rows += _monthly((area_kind, area), members, month)
            rows += _to_date((area_kind, area), members, month)
        for year in (2024, 2025, 2026):
            held = sum((1 + (year + len(key)) % 3) for key in members)
            rows.append(_metric("citizens_assemblies", "year", date(year, 1, 1), (area_kind, area), held))
            rows += [
                _metric("citizens_assemblies", "ytd", month, (area_kind, area), held * month.month // 12)
                for month in months()
                if month.year == year
            ]
    return rows


def _monthly(area: tuple[str, str], members: set[str], month: date) -> list[Row]:
    held = [event for event in _events() if event["quartier"] in members and event["date"].replace(day=1) == month]
    done = [event for event in held if event["status"] == "held"]
    expected = [row for row in _expected(with_receipts=True) if row["month"] == month and row["quartier"] in members]
    due = [row for row in expected if row["state"] != "closed"]
    rows = [
        _metric("events_held", "month", month, area, len(done)),
        _metric("events_cancelled", "month", month, area, sum(event["status"] == "cancelled" for event in held)),
        _metric("attendance", "month", month, area, sum(event["attendance"] or 0 for event in done)),
        _metric("volunteer_hours", "month", month, area, sum(event["volunteer_hours"] or 0 for event in done)),
        _metric("position_share", "month", month, area, post_share(sorted(members))),
    ]
    if due:
        reported = sum(row["state"] == "reported" for row in due)
        on_time = sum(bool(row["is_on_time"]) for row in due)
        rows.append(_metric("open_days", "month", month, area, OPEN_DAYS * len(due)))
        rows.append(_metric("reporting_rate", "month", month, area, 100 * reported / len(due)))
        rows.append(_metric("on_time_rate", "month", month, area, 100 * on_time / len(due)))
    return rows


def _to_date(area: tuple[str, str], members: set[str], month: date) -> list[Row]:
    """Money since the beginning; Süd has no measure and so no value."""
    if "nord" not in members:
        return []
    share = Decimal(months().index(month) + 1) / 30
    amounts = {"approved": Decimal(60000), "drawn": 40000 * share, "spent": 31000 * share, "evidenced": 12000 * share}
    rows = [_metric(f"grant_{kind}", "to_date", month, area, amount) for kind, amount in amounts.items()]
    return [*rows, _metric("outflow_rate", "to_date", month, area, amounts["spent"] * 100 / amounts["approved"])]


def _dimensions(municipality: str) -> dict[str, list[Row]]:
    def category(dimension: str, key: str, name: str, position: int, group: str | None = None) -> Row:
        partition, sensitive = dimension != "topic", key == "schulden"
        names = {"dimension": dimension, "category": key, "name": name, "group_name": group}
        return {**names, "position": position, "is_partition": partition, "is_sensitive": sensitive}

    categories = [category("total", "total", "Gesamt", 1)]
    categories += [category("topic", key, name, n, group) for n, (key, (name, group)) in enumerate(TOPICS.items(), 1)]
    named = {"channel": CHANNELS, "kind": KINDS, "carrier": CARRIERS}
    for dimension, entries in named.items():
        categories += [category(dimension, key, name, n) for n, (key, name) in enumerate(entries.items(), 1)]
    categories += [category("service", key, SERVICES[key][0], n) for n, key in enumerate(SERVICES, 1)]
    areas = [("municipality", municipality, "Musterstadt", None), ("district", "bezirk-1", "Bezirk I", municipality)]
    areas += [("quartier", key, name, "bezirk-1") for key, name in QUARTIERS.items()]
    kinds = {municipality: "municipality", "bezirk-1": "district"}
    return {
        "dim_category": categories,
        "dim_area": [
            {"area_kind": k, "area": a, "name": n, "parent_kind": kinds.get(p or ""), "parent": p, "position": i}
            for i, (k, a, n, p) in enumerate(areas, 1)
        ],
        "dim_metric": [
            {
                "metric": key,
                "name": name,
                "unit": unit,
                "theme": theme,
                "position": position,
                "direction": "none",
                "definition": f"{name}, wie in der Vereinbarung beschrieben.",
                "numerator": name,
                "denominator": "Einwohner" if scale != 1 else None,
                "scale": Decimal(scale),
                "decimals": decimals,
                "minimum_base": Decimal(0),
                "owner": "Koordination",
                "limits": "Kontakte sind keine Personen.",
                "counting_rule": "kontakt-1" if theme == "contacts" else None,
                "source_note": "Meldungen der Angebote",
                "variation": VARIATION.get(key, "none"),
                "formula": f"{name} ÷ Einwohner × {scale}" if scale != 1 else name,
                "rule_versions": ["kontakt-1 (von Beginn an): Ein Gespräch ist ein Kontakt."],
                "source_models": ["fct_contact", "cube_contact"],
                **(YARDSTICK if key == "citizens_assemblies" else dict.fromkeys(YARDSTICK)),
                "period_kinds": ["month", "rolling_12"],
            }
            for position, (key, (name, unit, theme, decimals, scale)) in enumerate(METRICS.items(), 1)
        ],
        "dim_service": [
            {
                "service": key,
                "name": name,
                "carrier": carrier,
                "carrier_name": CARRIERS[carrier],
                "quartier": quartier,
                "quartier_name": QUARTIERS[quartier],
                "site": "treff-nord" if quartier == "nord" else None,
                "site_name": "Treff Nord" if quartier == "nord" else None,
                "origin": origin,
                "contact_point": f"Büro {QUARTIERS[quartier]}",
                "valid_from": FIRST,
            }
            for key, (name, carrier, quartier, origin) in SERVICES.items()
        ],
        "dim_site": [{"site": "treff-nord", "name": "Treff Nord", "quartier": "nord"}],
    }


def _expected(*, with_receipts: bool, sees: str | None = None) -> list[Row]:
    """Who reported when; conflicts of the quartier `sees` only, of all with None."""
    rows = []
    for service, (name, carrier, quartier, origin) in SERVICES.items():
        for month in months():
            reported = (service, month) not in MISSING | CLOSED
            due = (month + timedelta(days=32)).replace(day=10)
            late = (service, month) == ("lotsen-nord", date(2026, 5, 1))
            received = datetime(due.year, due.month, 20 if late else 5, 9, tzinfo=UTC)
            rows.append(
                {
                    "service": service,
                    "service_name": name,
                    "carrier": carrier,
                    "quartier": quartier,
                    "month": month,
                    "state": "reported" if reported else "closed" if (service, month) in CLOSED else "not_reported",
                    "open_hours": Decimal(OPEN_HOURS),
                    "due_date": due,
                    "first_received_at": received if reported and with_receipts else None,
                    "is_on_time": not late if reported else None,
                    "delivery": "000001-0badcafe" if reported and with_receipts else None,
                    "origin": origin if reported else None,
                    "conflict": "open" if (service, month) in CONFLICTS and sees in (None, quartier) else None,
                    "is_provisional": (service, month) in CONFLICTS | WITH_REJECTED_ROWS,
                }
            )
    return rows


def _deliveries(*, with_names: bool) -> list[Row]:
    def delivery(sequence: int, status: str, file: str, rejected: int) -> Row:
        return {
            "delivery": f"{sequence:06d}-0badcafe",
            "sequence": sequence,
            "source": "contacts",
            "source_title": "Beratungskontakte",
            "file": file,
            "received_at": datetime(2026, 11, 5 + sequence, 8, 12, tzinfo=UTC),
            "received_by": "Quartiersbüro" if with_names else None,
            "status": status,
            "encoding": "utf-8",
            "rows_in": 57,
            "rows_landed": 0 if status == "quarantined" else 57 - rejected,
            "rows_rejected": rejected,
            "first_month": MONTH,
            "last_month": MONTH,
            "subjects": ["sprechstunde-nord"],
        }

    return [
        delivery(1, "superseded", "contacts/nord-2026-10.csv", 0),
        delivery(2, "landed", "contacts/nord-2026-10-korrektur.csv", 3),
        delivery(3, "quarantined", "contacts/liste.csv", 57),
        delivery(4, "held", "contacts/nord-2026-10-kurz.csv", 0),
        delivery(5, "repeated", "contacts/nord-2026-10-nochmal.csv", 0),
        delivery(6, "withdrawn", "contacts/nord-2026-10-falsch.csv", 0),
    ]


def _findings() -> list[Row]:
    def finding(number: int, file: str, rule: str, message: str, **place: Any) -> Row:
        known = {"subject": "sprechstunde-nord", "month": MONTH, "subjects": ["sprechstunde-nord"]}
        named = {"delivery": f"{number:06d}-0badcafe", "source": "contacts", "file": f"contacts/{file}"}
        return {**named, "rule": rule, "message": message, "severity": "error", **known, **place}

    corrected = "nord-2026-10-korrektur.csv"
    no_date = "„31.02.2026“ ist kein Datum. Bitte den Tag prüfen."
    no_topic = "„Sprache“ steht nicht in der Themenliste. Meinten Sie „Sprachkurse“?"
    removed = "Sprechstunde Nord, Oktober 2026: Diese Datei hat 12 Zeilen, bisher sind es 54. Bitte bestätigen."
    return [
        finding(2, corrected, "not_a_date", no_date, cell="A12", row=12, column_name="Datum", month=None),
        finding(2, corrected, "unknown_word", no_topic, cell="E15", row=15, column_name="Themen"),
        finding(2, corrected, "unknown_word", no_topic, cell="E31", row=31, column_name="Themen"),
        finding(3, "liste.csv", "empty_file", "Die Datei ist leer.", subject=None, month=None),
        finding(4, "nord-2026-10-kurz.csv", "would_remove", removed),
        finding(6, "nord-2026-10-falsch.csv", "not_a_date", no_date, cell="A12", row=12, column_name="Datum"),
    ]


def _events() -> list[Row]:
    def event(number: int, day: date, title: str, kind: str, name: str, status: str, **more: Any) -> Row:
        names = {"planned": "geplant", "held": "stattgefunden", "cancelled": "ausgefallen"}
        return {
            "event": f"V-{number}",
            "date": day,
            "start": time(15, 30),
            "title": title,
            "event_type": kind,
            "event_type_name": name,
            "quartier": "nord",
            "quartier_name": "Nord",
            "site_name": "Treff Nord",
            "carrier_name": "Caritasverband",
            "status": status,
            "status_name": names[status],
            "attendance": None,
            "attendance_method_name": None,
            "volunteers": 2,
            "volunteer_hours": Decimal("4.00") if status == "held" else None,
            **more,
        }

    counted, estimated = {"attendance_method_name": "gezählt"}, {"attendance_method_name": "geschätzt"}
    rows = [
        event(
            n, month.replace(day=14), "Austauschcafé", "open_meeting", "Offener Treff", "held", attendance=18, **counted
        )
        for n, month in enumerate(months(), 1)
    ]
    rows.append(event(90, date(2026, 10, 20), "Herbstfest", "festival", "Fest", "held", attendance=140, **estimated))
    rows.append(event(91, date(2026, 10, 27), "Begehung", "walk", "Begehung", "cancelled"))
    rows.append(event(92, date(2026, 12, 4), "Bürgerversammlung", "citizens_assembly", "Bürgerversammlung", "planned"))
    return rows


def _money() -> dict[str, list[Row]]:
    measure = {
        "measure": "M-1",
        "title": "Treff im Quartier",
        "programme_name": "Zusammen im Quartier",
        "granting_authority": "Bezirksregierung",
        "notice_ref": "ZQ-17",
        "grant_from": date(2024, 5, 1),
        "grant_to": date(2026, 12, 31),
        "carrier_name": "Caritasverband",
        "quartier": "nord",
        "quartier_name": "Nord",
        "applied": Decimal("72000.00"),
        "approved": Decimal("60000.00"),
        "drawn": Decimal("40000.00"),
        "received": Decimal("40000.00"),
        "spent": Decimal("31000.00"),
        "evidenced": Decimal("12000.00"),
        "proof_due": date(2027, 3, 31),
    }

    def deadline(kind: str, name: str, due: date, amount: str | None, *, done: date | None = None) -> Row:
        return {
            "measure": "M-1",
            "title": "Treff im Quartier",
            "deadline": kind,
            "deadline_name": name,
            "due_date": due,
            "amount": Decimal(amount) if amount else None,
            "is_done": done is not None,
            "done_on": done,
        }

    return {
        "mart_measure": [measure],
        "mart_movement": [
            {
                "date": date(2026, 8, 15),
                "measure": "M-1",
                "kind": "drawn",
                "kind_name": "abgerufen",
                "amount": Decimal("9000.00"),
                "budget_year": 2026,
            }
        ],
        "mart_deadline": [
            deadline("spend_drawn", "Abgerufene Mittel verausgaben", date(2026, 10, 15), "9000.00"),
            deadline("grant_end", "Ende des Bewilligungszeitraums", date(2026, 12, 31), "29000.00"),
            deadline("proof_of_use", "Verwendungsnachweis", date(2027, 3, 31), "60000.00"),
            deadline(
                "spend_drawn", "Abgerufene Mittel verausgaben", date(2026, 4, 1), "8000.00", done=date(2026, 3, 2)
            ),
        ],
    }


def _targets() -> list[Row]:
    def target(number: str, title: str, kind: str, planned: str, **more: Any) -> Row:
        given = {"quartier": None, "metric": None, "achieved": None, "due": date(2026, 12, 31), "product": "050101"}
        base = {"basis": "resolution", "basis_name": "Beschluss", "direction": "up", "kind_name": kind}
        base |= {"reference": "Vorlage 2025/17", "reason": None}
        return {"target": number, "title": title, "kind": kind, "planned": planned, **given, **base, **more}

    return [
        target("Z-1", "Bürgerversammlungen im Quartier", "count", "2", quartier="nord", metric="citizens_assemblies"),
        target(
            "Z-2",
            "Konzept Quartierstreff",
            "date",
            "30.06.2026",
            due=date(2026, 6, 30),
            reason="Der Träger hat gewechselt",
        ),
        target("Z-3", "Leitbild beschlossen", "text", "Beschluss des Rates", achieved="Beschluss vom 12.05.2026"),
    ]


def _areas(municipality: str) -> list[Row]:
    def square(area_kind: str, area: str, name: str, west: float, width: float) -> Row:
        ring = [[west, 51.0], [west + width, 51.0], [west + width, 51.02], [west, 51.02], [west, 51.0]]
        return {
            "area_kind": area_kind,
            "area": area,
            "name": name,
            "geometry": json.dumps({"type": "Polygon", "coordinates": [ring]}),
            "area_version": "2026",
            "origin_note": "schematisch, nicht amtlich",
            "longitude": Decimal(str(round(west + width / 2, 6))),
            "latitude": Decimal("51.010000"),
        }

    return [
        square("quartier", "nord", "Nord", 7.0, 0.02),
        square("quartier", "sued", "Süd", 7.02, 0.02),
        square("district", "bezirk-1", "Bezirk I", 7.0, 0.04),
        square("municipality", municipality, "Musterstadt", 7.0, 0.04),
    ]


def _contacts(own: str | None) -> list[Row]:
    rows = []
    for service, (name, carrier, quartier, origin) in SERVICES.items():
        if origin != "rows" or own not in (None, quartier):
            continue
        rows += [
            {
                "date": date(2026, 10, 2 + number),
                "time": time(9, 5 * number),
                "service": service,
                "service_name": name,
                "carrier_name": CARRIERS[carrier],
                "quartier": quartier,
                "contact_kind": "first",
                "channel": "walk_in",
                "topics": ["sprache", "wohnen"],
                "persons": 1,
                "duration_min": 25,
                "handover": False,
                "language_mediation": True,
                "delivery": "000002-0badcafe",
                "file": "contacts/nord-2026-10-korrektur.csv",
                "row": 2 + number,
            }
            for number in range(4)
        ]
    return rows
