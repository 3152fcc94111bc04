"""At most seven lines for a sitting, each a sentence with its number and the way to where it comes from.

The kinds stand in this order, the most pressing first: decisions whose review is due; deadlines that have passed; goals
that were missed or whose day has passed without a result; unusual months; missing reports; months corrected since the
last sitting; deadlines within sixty days; goals fulfilled beyond their plan.
Every kind gets one line before any gets a second. What finds no room is counted at the end of its kind's last line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from analytics import formatting
from analytics.figures import agenda_words as words
from analytics.months import month_key
from analytics.queries.agenda import Agenda
from analytics.queries.lage import DEADLINE_DAYS
from analytics.queries.targets import Target, standing
from analytics.queries.task import EVERYWHERE
from analytics.target_status import MISSED, OVERDUE, OVERFULFILLED
from analytics.variation import is_unusual

SHOWN = 7
CONTACTS, EVENTS, FUNDING, DELIVERIES = "beratungskontakte", "veranstaltungen", "foerdermittel", "datenlieferungen"
GOALS, REVISIONS = "ziele", "revisionen"
# Who may not open the page of deliveries sees on the page of contacts who has not reported.
WITHOUT_DELIVERIES = ("council", "privacy")
PAGE_OF_METRIC = {"contacts": CONTACTS, "attendance": EVENTS}

ORDER = (
    f"Höchstens {SHOWN} Zeilen, nach festen Regeln, die dringendste Art zuerst. Jede Art bekommt eine Zeile, bevor "
    "eine zweite dazukommt; was keinen Platz hat, ist am Ende der letzten Zeile seiner Art gezählt."
)
EXPLAINED = (
    ("Wiedervorlage", "Ein Beschluss sollte bis heute wieder auf den Tisch."),
    ("überfällig", "Eine Frist eines Bescheids ist vorbei und nicht erledigt."),
    ("Ziel verfehlt", "Der Plan wurde nicht erreicht, oder der Tag ist vorbei und kein Ergebnis ist gemeldet."),
    (
        "ungewöhnlich",
        "Kontakte oder Besuche des gewählten Monats weichen vom üblichen Schwankungsbereich ab, erst für die Kommune, "
        "dann für die Quartiere in ihrer Reihenfolge.",
    ),
    ("Meldung fehlt", "Ein Angebot hätte einen Monat melden müssen und hat es nicht getan."),
    ("berichtigt", "Ein freigegebener Monat hat seit der letzten Sitzung eine neue Fassung."),
    ("Frist läuft ab", f"Eine Frist eines Bescheids endet in den nächsten {DEADLINE_DAYS} Tagen."),
    ("Ziel übererfüllt", "Das Ist liegt um mindestens ein Zehntel besser als der Plan."),
)
# The council is given neither signals nor days of review.
WITHOUT_SIGNALS = ("Wiedervorlage", "ungewöhnlich")


@dataclass(frozen=True)
class Line:
    """One line: its kind in words, the sentence, and the page with the parameters of its address."""

    kind: str
    sentence: str
    page: str
    params: tuple[tuple[str, str], ...]


Rule = Callable[[Agenda], Iterator[Line]]


def lines(agenda: Agenda) -> tuple[Line, ...]:
    """The lines of the agenda in the order of the rules."""
    return chosen([tuple(rule(agenda)) for rule in RULES])


def chosen(kinds: Sequence[Sequence[Line]], shown: int = SHOWN) -> tuple[Line, ...]:
    """At most `shown` lines: the first of every kind, then the second of every kind, and so on; told kind by kind."""
    rounds = [(kind, line) for places in zip_longest(*kinds) for kind, line in enumerate(places) if line]
    taken = [sum(kind == each for each, _ in rounds[:shown]) for kind in range(len(kinds))]
    return tuple(
        replace(line, sentence=f"{line.sentence} {words.more(len(found) - number)}".strip())
        if line is found[number - 1]
        else line
        for found, number in zip(kinds, taken, strict=True)
        for line in found[:number]
    )


def title(agenda: Agenda) -> str:
    """`Seit der letzten Sitzung am 15.09.2026`, or `Seit dem Vormonat` where no sitting is known."""
    if agenda.sitting is None:
        return "Seit dem Vormonat"
    return f"Seit der letzten Sitzung am {formatting.day(agenda.sitting.date)}"


def subtitle(agenda: Agenda) -> str:
    """Who met, and on which day lateness is judged."""
    body = f"{agenda.sitting.body}, " if agenda.sitting else ""
    return f"{body}{agenda.place.name}, betrachtet am {formatting.day(agenda.as_of)}"


def nothing(agenda: Agenda) -> str:
    """Why there is no line."""
    usual = "kein Wert ist ungewöhnlich, " if agenda.scope.has_signals else ""
    return (
        f"Es gibt nichts zu melden: {usual}keine Meldung fehlt, keine Frist läuft in {DEADLINE_DAYS} Tagen ab, "
        "kein Ziel ist verfehlt oder übererfüllt, kein Monat wurde berichtigt."
    )


def _decisions(agenda: Agenda) -> Iterator[Line]:
    due = sorted(agenda.decisions, key=lambda each: each.review_on or agenda.as_of)
    for each in due:
        yield _line(agenda, "Wiedervorlage", words.decision(each, agenda.as_of), GOALS, quartier=each.quartier)


def _passed(agenda: Agenda) -> Iterator[Line]:
    yield from _deadlines(agenda, "überfällig", is_over=True)


def _near(agenda: Agenda) -> Iterator[Line]:
    yield from _deadlines(agenda, "Frist läuft ab", is_over=False)


def _deadlines(agenda: Agenda, kind: str, *, is_over: bool) -> Iterator[Line]:
    for each in sorted(agenda.deadlines, key=lambda each: each.due):
        if (each.due < agenda.as_of) is is_over:
            quartier = agenda.quartier_of.get(each.measure)
            yield _line(agenda, kind, words.deadline(each, agenda.as_of), FUNDING, quartier=quartier)


def _missed(agenda: Agenda) -> Iterator[Line]:
    """A goal without a result is told until it has one; one that was missed only to the next sitting."""
    yield from _targets(agenda, "Ziel verfehlt", MISSED, OVERDUE)


def _exceeded(agenda: Agenda) -> Iterator[Line]:
    yield from _targets(agenda, "Ziel übererfüllt", OVERFULFILLED)


def _targets(agenda: Agenda, kind: str, *wanted: str) -> Iterator[Line]:
    for each in agenda.targets:
        found = standing(each, agenda.as_of)
        if found.status in wanted and (found.status == OVERDUE or _is_recent(each, agenda)):
            quartier = agenda.key_of.get(each.quartier_name or "")
            yield _line(agenda, kind, words.target(each, found), GOALS, quartier=quartier)


def _is_recent(target: Target, agenda: Agenda) -> bool:
    return target.due is None or target.due >= agenda.since


def _signals(agenda: Agenda) -> Iterator[Line]:
    """The place first, then its quartiers in their usual order: no ranking."""
    for series in (each for each in agenda.series if is_unusual(each.verdict)):
        page = PAGE_OF_METRIC.get(series.metric.key, CONTACTS)
        quartier = series.place.key if series.place.kind == "quartier" else None
        yield _line(agenda, "ungewöhnlich", words.signal(series), page, month=series.month, quartier=quartier)


def _missing(agenda: Agenda) -> Iterator[Line]:
    page = CONTACTS if agenda.scope.audience in WITHOUT_DELIVERIES else DELIVERIES
    for late in agenda.missing:
        said = words.missing(late, agenda.as_of)
        yield _line(agenda, "Meldung fehlt", said, page, month=late.months[-1], quartier=late.quartier)


def _corrected(agenda: Agenda) -> Iterator[Line]:
    for each in agenda.revisions:
        if formatting.local_day(each.revised_at) >= agenda.since and each.changes:
            yield _line(agenda, "berichtigt", words.correction(each), REVISIONS, month=each.month)


RULES: tuple[Rule, ...] = (_decisions, _passed, _missed, _signals, _missing, _corrected, _near, _exceeded)


def _line(
    agenda: Agenda, kind: str, sentence: str, page: str, *, month: date | None = None, quartier: str | None = None
) -> Line:
    own = EVERYWHERE if agenda.place.kind == "municipality" else agenda.place.key
    return Line(kind, sentence, page, (("monat", month_key(month or agenda.month)), ("quartier", quartier or own)))


def explanation(agenda: Agenda) -> tuple[tuple[str, str], ...]:
    """`Was steht hier?`: every kind with its rule, in the order of the lines, as far as this reader is told it."""
    return tuple(rule for rule in EXPLAINED if agenda.scope.has_signals or rule[0] not in WITHOUT_SIGNALS)
