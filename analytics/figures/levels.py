"""The three levels in words: whether each is running, and what shows it."""

from __future__ import annotations

from analytics import formatting, level_rules
from analytics.figures.level_words import NAMES, STATE_SIGNS, STATE_WORDS, evidence, short, states
from analytics.formatting import NBSP
from analytics.months import month_name
from analytics.queries.levels import Levels, QuartierLevels
from analytics.sentences import listed
from analytics.tables import Cell, Column, Table, table_of

PROMISE = (
    "Maßstab ist die Leverkusener Vorlage 2019/3030: in jedem Quartier 2 bis 4 Bürgerversammlungen im Jahr, ein "
    "Quartiersmanagement mit mindestens einer halben Stelle und Verfügungsmitteln, und ein Steuerungskreis, der sich "
    "regelmäßig abstimmt."
)
RULES = (
    (
        "Beteiligung",
        "läuft ab 2 Bürgerversammlungen oder Sitzungen der Beteiligungsebene in 12 Monaten, teilweise bei einer, "
        "sonst ruht sie.",
    ),
    (
        "Umsetzung",
        "läuft mit mindestens einer halben Stelle und Verfügungsmitteln, teilweise mit einem von beidem. "
        "Verfügungsmittel sind bewilligte, laufende Maßnahmen dieses Namens, eigene oder die der ganzen Kommune.",
    ),
    (
        "Steuerung",
        "läuft, wenn der Steuerungskreis in den letzten 3 Monaten getagt hat, teilweise in den letzten 12, sonst ruht "
        "sie. Hatte ein Quartier nie einen eigenen Kreis, zählt der gemeinsame der Kommune.",
    ),
    ("Nicht gemeldet", "heißt: Es liegt keine Liste vor, aus der sich etwas sagen ließe. Das ist kein „ruht“."),
)
NO_QUARTIERS = "In diesem Stand gibt es keine Quartiere. Sie kommen mit den Stammdaten."
NO_SITTINGS = "In diesen 12 Monaten ist keine Sitzung und keine Versammlung gemeldet."
SITTING_COLUMNS = (
    Column("Datum", "day"),
    Column("Ebene"),
    Column("Gremium"),
    Column("Teilnehmende", "count"),
    Column("Quelle"),
)


def sentence(shown: Levels) -> str:
    """How many quartiers each level runs in, or the three states of the one quartier."""
    day = formatting.day(shown.day)
    if not shown.quartiers:
        return NO_QUARTIERS
    if shown.place.kind == "quartier":
        pairs = zip(NAMES, states(shown.quartiers[0]), strict=True)
        return f"{shown.place.name} am {day}: {', '.join(f'{name} {STATE_WORDS[state]}' for name, state in pairs)}."
    columns = list(zip(*map(states, shown.quartiers), strict=True))
    running = [column.count(level_rules.RUNNING) for column in columns]
    counted = listed([f"die {name} in {number}" for name, number in zip(NAMES, running, strict=True)])
    total = len(shown.quartiers)
    return f"Am {day} läuft in {shown.place.name} {counted} von {total} {'Quartier' if total == 1 else 'Quartieren'}."


def cap_sentence(shown: Levels) -> str:
    """Why the day is not today; empty where it is."""
    if not shown.is_capped:
        return ""
    return f"Beurteilt ist, was bis Ende {month_name(shown.day)} war."


def overview_table(shown: Levels) -> Table:
    """Quartiers by name, one column per level: sign, word and the number behind it."""
    columns = (Column("Quartier"), *map(Column, NAMES))
    rows = [(each.place.name, *map(Cell, short(each))) for each in shown.quartiers]
    return table_of("levels", "Läuft, was zugesagt ist?", columns, rows, empty_text=NO_QUARTIERS)


def evidence_table(shown: Levels) -> Table:
    """What each state rests on, level by level."""
    columns = (Column("Quartier"), Column("Ebene"), Column("Stand"), Column("Beleg"), Column("Quelle"))
    rows = [
        (each.place.name, name, STATE_WORDS[state], text, source)
        for each in shown.quartiers
        for name, state, text, source in evidence(each)
    ]
    return table_of("level_evidence", "Worauf sich das stützt", columns, rows, empty_text=NO_QUARTIERS)


def level_facts(levels: QuartierLevels) -> tuple[tuple[str, str], ...]:
    """Label and text of each level of one quartier: sign, state, evidence."""
    return tuple(
        (f"{STATE_SIGNS[state]}{NBSP}{name} – {STATE_WORDS[state]}", text) for name, state, text, _ in evidence(levels)
    )


def sitting_table(levels: QuartierLevels) -> Table:
    """Every sitting and assembly of twelve months, the newest first."""
    parts = (levels.participation.held, levels.implementation.rounds, levels.steering.held)
    rows = [(name, each) for name, held in zip(NAMES, parts, strict=True) for each in held]
    rows.sort(key=lambda row: row[1].date, reverse=True)
    return table_of(
        "sittings",
        "Sitzungen und Versammlungen der letzten 12 Monate",
        SITTING_COLUMNS,
        [(each.date, name, each.body, each.attendance, each.source) for name, each in rows],
        empty_text=NO_SITTINGS,
    )
