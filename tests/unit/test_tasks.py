"""The to-do list: every open thing once, the most urgent first, nothing for those who cannot act."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics import task_words
from analytics.queries.tasks import Tasks, tasks
from analytics.release import open_release
from analytics.scope import parse_scope
from tests.builders_release import AS_OF, TOWN

NBSP = "\u00a0"


def listed(var: Path, audience: str, quartier: str | None = None, as_of: date = AS_OF) -> Tasks:
    return tasks(open_release(parse_scope(f"{TOWN}/{audience}"), var), quartier=quartier, as_of=as_of)


def test_a_quartier_is_told_its_own_in_the_order_of_urgency(release_var: Path) -> None:
    page = listed(release_var, "quartier:nord")
    assert [(task.urgency, task.kind, task.sentence, task.page) for task in page.tasks] == [
        (
            0,
            "deadline",
            "Abgerufene Mittel verausgaben, Treff im Quartier: 15.10.2026 (seit 28 Tagen überfällig).",
            "foerdermittel",
        ),
        (0, "missing", f"Lotsen Nord: Oktober{NBSP}2026 fehlt, seit 2 Tagen überfällig.", "datenlieferungen"),
        (
            1,
            "lapsed",
            f"Nord, August{NBSP}2026: Die Zahlen haben sich nach der Unterschrift geändert. Bitte erneut prüfen.",
            "monatspruefung",
        ),
        (
            1,
            "conflict",
            f"Lotsen Nord, September{NBSP}2026: Es liegen Einzelkontakte und Monatszahlen vor. "
            "Bis Sie entscheiden, zählen die Monatszahlen.",
            "datenlieferungen",
        ),
        (
            1,
            "refused",
            "Die Datei „liste.csv“ wurde abgewiesen. Bitte berichtigen und neu abgeben.",
            "datenlieferungen",
        ),
        (
            1,
            "held",
            "Die Datei „nord-2026-10-kurz.csv“ zählt noch nicht, weil sie viele Zeilen entfernen würde. "
            "Bitte entscheiden.",
            "datenlieferungen",
        ),
        (
            2,
            "sign_off",
            f"Nord, September{NBSP}2026: Alle Angebote haben gemeldet. Bitte prüfen und unterschreiben.",
            "monatspruefung",
        ),
        (
            2,
            "rejected",
            "In der Datei „nord-2026-10-korrektur.csv“ wurden 3 Zeilen abgewiesen. Bitte die Befunde ansehen.",
            "datenlieferungen",
        ),
    ]
    assert page.tasks[1].params == (("monat", "2026-10"), ("quartier", "nord"))
    assert (page.tasks[5].delivery, page.tasks[3].subject) == ("000004-0badcafe", "lotsen-nord")


def test_the_coordination_sees_all_quartiers(release_var: Path) -> None:
    kinds = [task.kind for task in listed(release_var, "coordinator").tasks]
    assert (kinds.count("missing"), kinds.count("sign_off"), kinds.count("lapsed")) == (2, 3, 1)
    to_sign = {task.month: task for task in listed(release_var, "coordinator").tasks if task.kind == "sign_off"}
    september = to_sign[date(2026, 9, 1)]
    assert september.sentence == (
        f"September{NBSP}2026: In Nord und Süd ist der Monat vollständig und noch nicht unterschrieben."
    )
    assert september.params == (("monat", "2026-09"), ("quartier", "alle"))
    of_sued = listed(release_var, "coordinator", "sued").tasks
    assert {task.kind for task in of_sued} == {"missing", "sign_off"}
    assert [task.month for task in of_sued if task.kind == "sign_off"] == [
        date(2026, 8, 1),
        date(2026, 9, 1),
        date(2026, 10, 1),
    ]


def test_before_the_date_a_report_comes_up(release_var: Path) -> None:
    page = listed(release_var, "quartier:nord", as_of=date(2026, 11, 9))
    (coming,) = (task for task in page.tasks if task.kind == "coming")
    assert coming.sentence == f"Lotsen Nord: Oktober{NBSP}2026 ist bis 10.11.2026 zu melden (in 1 Tag)."
    assert coming.urgency == 3


@pytest.mark.parametrize("audience", ["council", "steering"])
def test_who_delivers_nothing_has_nothing_to_do(release_var: Path, audience: str) -> None:
    assert listed(release_var, audience).tasks == ()


def test_a_quartier_never_gets_another_ones_list(release_var: Path) -> None:
    assert listed(release_var, "quartier:nord", "sued") == listed(release_var, "quartier:nord", "nord")


def test_several_missing_months_are_one_task() -> None:
    months = [date(2026, 6, 1), date(2026, 10, 1)]
    assert task_words.missing("Treff", months, days=125) == (
        f"Treff: Juni{NBSP}2026 und Oktober{NBSP}2026 fehlen, die älteste Meldung ist seit 125 Tagen überfällig."
    )
