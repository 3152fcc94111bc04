"""States of the three levels as signs and words, and the evidence for each as a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from analytics import formatting, level_rules
from analytics.formatting import NBSP
from analytics.queries.level_lists import MEETING_LIST, Sitting
from analytics.queries.levels import Implementation, Level, QuartierLevels
from analytics.sentences import listed

NAMES = ("Beteiligung", "Umsetzung", "Steuerung")
STATE_WORDS = {
    level_rules.RUNNING: "läuft",
    level_rules.PARTLY: "teilweise",
    level_rules.RESTING: "ruht",
    level_rules.UNKNOWN: "nicht gemeldet",
}
STATE_SIGNS = {
    level_rules.RUNNING: "●",
    level_rules.PARTLY: "◐",
    level_rules.RESTING: "○",
    level_rules.UNKNOWN: formatting.SIGNS["not_reported"],
}


def states(levels: QuartierLevels) -> tuple[str, str, str]:
    """The three states in the order of NAMES."""
    return levels.participation.state, levels.implementation.state, levels.steering.state


def short(levels: QuartierLevels) -> Iterator[str]:
    """Each level in a few words: sign, state and the number behind it."""
    told = (
        _assemblies(levels.participation) if levels.participation.held else "",
        _resources(levels.implementation),
        f"zuletzt {formatting.day(levels.steering.held[-1].date)}" if levels.steering.held else "",
    )
    for state, words in zip(states(levels), told, strict=True):
        yield f"{STATE_SIGNS[state]}{NBSP}{STATE_WORDS[state]}" + (f", {words}" if words else "")


def evidence(levels: QuartierLevels) -> Iterator[tuple[str, str, str, str]]:
    """Name of the level, state, evidence in words, where it comes from."""
    one, two, three = levels.participation, levels.implementation, levels.steering
    yield NAMES[0], one.state, _participation_words(one), _sources(one.held)
    yield NAMES[1], two.state, _implementation_words(two), "Stellenliste, Maßnahmenliste"
    yield NAMES[2], three.state, _steering_words(three), _sources(three.held)


def _participation_words(level: Level) -> str:
    held = f"{_assemblies(level)} in 12 Monaten" + (f": {_days(level.held)}" if level.held else "")
    return f"{_unless_unknown(level, held)}.{_coming(level)}"


def _steering_words(level: Level) -> str:
    body = f"{level.held[-1].body}, " if level.held else ""
    shared = " Das Gremium tagt für die ganze Kommune." if level.is_shared and level.held else ""
    number = len(level.held)
    noun = "Sitzung" if number < 2 else "Sitzungen"
    held = f"{body}{number or 'keine'} {noun} in 12 Monaten" + (f": {_days(level.held)}" if level.held else "")
    return f"{_unless_unknown(level, held)}.{shared}{_coming(level)}"


def _unless_unknown(level: Level, words: str) -> str:
    return "Es liegt keine Liste vor" if level.state == level_rules.UNKNOWN else words[0].upper() + words[1:]


def _implementation_words(level: Implementation) -> str:
    money = listed(
        [f"{fund.title} ({formatting.money(fund.approved)}{_shared(fund.is_shared)})" for fund in level.funds]
    )
    missing = "nicht gemeldet" if level.funds_state == level_rules.UNKNOWN else "keine laufenden"
    rounds = f" Letzte Runde vor Ort: {formatting.day(level.rounds[-1].date)}." if level.rounds else ""
    posts = f"{_post(level)} (1 = Vollzeit)" if level.post.value is not None else f"Stellen {_post(level)}"
    return f"{posts}. Verfügungsmittel: {money or missing}.{rounds}"


def _shared(is_shared: bool) -> str:
    return " für alle Quartiere" if is_shared else ""


def _resources(level: Implementation) -> str:
    parts = (
        _post(level) if level.post.value is not None else "",
        "mit Verfügungsmitteln" if level.funds else "ohne Verfügungsmittel" if level.post.value is not None else "",
    )
    return ", ".join(part for part in parts if part)


def _post(level: Implementation) -> str:
    if level.post.value is None:
        return formatting.STATE_WORDS[level.post.state]
    return formatting.measured(level.post.value, "Stellen", 2)


def _assemblies(level: Level) -> str:
    number = len(level.held)
    return f"{number or 'keine'} {'Versammlung' if number < 2 else 'Versammlungen'}"


def _days(held: tuple[Sitting, ...]) -> str:
    return ", ".join(formatting.day(each.date) for each in held)


def _coming(level: Level) -> str:
    return f" Nächster Termin: {formatting.day(level.coming.date)}." if level.coming else ""


def _sources(held: tuple[Sitting, ...]) -> str:
    return ", ".join(dict.fromkeys(each.source for each in held)) or MEETING_LIST
