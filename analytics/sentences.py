"""Answers in words: what is unusual, coverage, absences and sources, in short German sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics import formatting
from analytics.months import month_name
from analytics.opening import is_notable
from analytics.readings import Coverage, Metric, MetricSeries, Opening, Place, Reading, Verdict
from analytics.release import Release, ReleaseInfo
from analytics.variation import SIGNAL_WORDS

DAYS_OF_YEAR = 365


def scope_words(place: Place, month: date) -> str:
    """`Manfort, Oktober 2026`"""
    return f"{place.name}, {month_name(month)}"


def stand_text(info: ReleaseInfo) -> str:
    """`Stand 10.11.2026, 09:12 Uhr`: when the latest delivery in the release arrived."""
    return f"Stand {formatting.stamp(info.stand)}"


def source_note(release: Release, coverage: Coverage | None = None) -> str:
    """The line below a figure: where the numbers come from, how fresh and how complete they are."""
    parts = [f"Quelle: Meldungen an {release.info.municipality_name}", stand_text(release.info)]
    if coverage is not None and coverage.expected:
        parts.append(f"{coverage.reported} von {coverage.expected} Angeboten gemeldet")
    parts.append(f"Veröffentlichung {release.id}")
    return " · ".join(["Beispieldaten", *parts] if release.info.example else parts)


def sign_legend(info: ReleaseInfo) -> tuple[tuple[str, str], ...]:
    """Every sign with its meaning, for the note below tables and the legend sheet of exports."""
    words = formatting.STATE_WORDS
    zero = f"0 bis {info.council_base // 2}" if info.audience == "council" else "genau null"
    return (
        (formatting.ZERO_SIGN, zero),
        (formatting.SIGNS["suppressed"], words["suppressed"]),
        (formatting.SIGNS["not_reported"], words["not_reported"]),
        (formatting.SIGNS["not_collected"], "nicht erhoben oder geschlossen"),
        *formatting.MARKS.items(),
    )


def protection_note(info: ReleaseInfo) -> str:
    """What this audience does not get to see, in one sentence; empty for the coordinator."""
    if info.audience == "coordinator":
        return ""
    if info.audience == "council":
        return (
            f"Kontaktzahlen sind auf {info.council_base} gerundet, Summen können abweichen. Aufgliederungen unter "
            f"{info.council_breakdown} Kontakten sind durch „{formatting.SIGNS['suppressed']}“ ersetzt."
        )
    whose = " anderer Quartiere" if info.audience == "quartier" else ""
    return (
        f"Kontaktzahlen{whose} unter {info.minimum_contacts} sind zum Schutz der Ratsuchenden durch "
        f"„{formatting.SIGNS['suppressed']}“ ersetzt."
    )


def open_month_note(release: Release, month: date) -> tuple[str, ...]:
    """What there is to see of a month that is not released; nothing for a released one."""
    released = release.info.released_through
    if released is not None and month <= released:
        return ()
    if release.scope.sees_rows:
        return (f"{month_name(month)} ist noch nicht freigegeben. Eigene Zahlen sind vorläufig (p).",)
    return (
        f"{month_name(month)} ist noch nicht freigegeben. Zu sehen sind vorläufige Summen der Angebote und wer "
        "gemeldet hat; alles Weitere erscheint mit der Freigabe.",
    )


def since_release_sentence(series: MetricSeries) -> str:
    """`Seit der Freigabe +3, aktuell 315 Kontakte.`; empty where nothing changed or the scope is not told."""
    gap, current = series.now.since_release, series.now.current
    if gap is None or current is None:
        return ""
    sign = "+" if gap > 0 else formatting.MINUS
    size = formatting.decimal(abs(gap), series.metric.decimals)
    now = formatting.measured(current, series.metric.unit, series.metric.decimals)
    return f"Seit der Freigabe {sign}{size}, aktuell {now}."


def erased_text(erased_on: date) -> str:
    """Why a month has figures and no rows."""
    return f"Einzelkontakte dieses Monats gelöscht am {formatting.day(erased_on)}; die Zahlen bleiben."


def period_words(period_kind: str, month: date) -> str:
    """`Oktober 2026`, or `12 Monate bis Oktober 2026`"""
    return f"12 Monate bis {month_name(month)}" if period_kind == "rolling_12" else month_name(month)


def days_words(days: int) -> str:
    """`in 19 Tagen`, `in 14 Jahren` (from two years on, rounded down), `heute`, `seit 12 Tagen überfällig`"""
    if days == 0:
        return "heute"
    if days >= 2 * DAYS_OF_YEAR:
        return f"in {formatting.count(days // DAYS_OF_YEAR)} Jahren"
    noun = "Tag" if abs(days) == 1 else "Tagen"
    return f"in {formatting.count(days)} {noun}" if days > 0 else f"seit {formatting.count(-days)} {noun} überfällig"


def listed(names: Sequence[str], limit: int = 4) -> str:
    """`A`, `A und B`, `A, B und C`; beyond the limit `A, B, C und 3 weitere`."""
    if len(names) > limit:
        names = [*names[: limit - 1], f"{len(names) - limit + 1} weitere"]
    return " und ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def coverage_sentence(coverage: Coverage) -> str:
    """`4 von 5 Angeboten haben gemeldet; es fehlt Lotsen Nord.`"""
    if not coverage.expected:
        return f"Für {month_name(coverage.month)} war keine Meldung zu erwarten."
    if not coverage.missing:
        one = coverage.expected == 1
        return "Das Angebot hat gemeldet." if one else f"Alle {coverage.expected} Angebote haben gemeldet."
    verb = "fehlt" if len(coverage.missing) == 1 else "fehlen"
    have = "hat" if coverage.reported == 1 else "haben"
    said = "Keines" if not coverage.reported else str(coverage.reported)
    count = f"{said} von {coverage.expected} Angeboten {'hat' if not coverage.reported else have} gemeldet"
    return f"{count}; es {verb} {listed(coverage.missing)}."


def value_words(reading: Reading, metric: Metric) -> str:
    """A value with its unit, or its state in words."""
    if reading.value is None:
        return formatting.STATE_WORDS[reading.state]
    unit = _singular(metric.unit) if reading.value == 1 else metric.unit
    return formatting.measured(reading.value, unit, metric.decimals)


def verdict_words(verdict: Verdict | None) -> str:
    """`im üblichen Schwankungsbereich`; empty where no such statement is made."""
    if verdict is None:
        return ""
    return ("je Öffnungsstunde " if verdict.rule == "opening" else "") + SIGNAL_WORDS[verdict.kind]


def signal_sentence(series: MetricSeries) -> str:
    """`Das liegt im üblichen Schwankungsbereich.`, with opening days where they are unusual; empty without verdict."""
    found, opening = series.verdict, series.opening
    if found is None:
        return ""
    if found.rule == "opening" and opening:
        return f"Geöffnet war {opening_words(opening)}; das liegt {verdict_words(found)}."
    aside = f" ({opening_words(opening)})" if opening and is_notable(opening) else ""
    return f"{_said(found)}{aside}."


def _said(verdict: Verdict) -> str:
    words = SIGNAL_WORDS[verdict.kind]
    return {
        "none": f"Das liegt {words}",
        "beyond": f"Das ist {words}",
        "near": f"Das ist {words}, wie zwei der letzten drei Monate nahe der Grenze",
        "shift": f"Die Werte sind {words}, seit {verdict.months} Monaten in Folge",
        "trend": f"Die Werte sind {words}, seit {verdict.months} Monaten in Folge",
    }[verdict.rule]


def opening_words(opening: Opening) -> str:
    """`an 9 statt 18 Öffnungstagen`, or hours where the days are as usual."""
    if opening.days != opening.usual_days:
        return f"an {opening.days} statt {opening.usual_days} Öffnungstagen"
    hours, usual = (formatting.decimal(value, 1).removesuffix(",0") for value in (opening.hours, opening.usual_hours))
    return f"{hours} statt {usual} Öffnungsstunden"


def _singular(unit: str) -> str:
    return {"Kontakte": "Kontakt", "Besuche": "Besuch", "Termine": "Termin"}.get(unit, unit)
