"""Tasks about reports: months that are missing or due, and months that came in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analytics import task_words as words
from analytics.queries.task import COMING, DECIDE, DELIVERIES, OVERDUE, Desk, Task


def missing(desk: Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    """One task per service with overdue months, the oldest giving the date."""
    overdue: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["state"] == "not_reported" and row["due_date"] < desk.as_of:
            overdue.setdefault(row["service"], []).append(row)
    for service, late in overdue.items():
        due, month = late[0]["due_date"], late[-1]["month"]
        said = words.missing(late[0]["service_name"], [row["month"] for row in late], days=(desk.as_of - due).days)
        params = desk.params(month, late[0]["quartier"])
        yield Task("missing", OVERDUE, said, DELIVERIES, params, due=due, subject=service, month=month)


def coming(desk: Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    for row in rows:
        if row["state"] == "not_reported" and row["due_date"] >= desk.as_of:
            month, due = row["month"], row["due_date"]
            said = words.coming(row["service_name"], month, due=due, days=(due - desk.as_of).days)
            params = desk.params(month, row["quartier"])
            yield Task("coming", COMING, said, DELIVERIES, params, due=due, subject=row["service"], month=month)


def conflicts(desk: Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    for row in rows:
        if row["conflict"] == "open":
            month, service = row["month"], row["service"]
            said = words.conflict(row["service_name"], month, origin=row["origin"])
            params = desk.params(month, row["quartier"])
            yield Task("conflict", DECIDE, said, DELIVERIES, params, subject=service, month=month)
