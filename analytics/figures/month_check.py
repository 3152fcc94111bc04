"""The month before it is signed: an own tally beside what counts, and the difference in words. Never an alarm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analytics import formatting
from analytics.month_close import Count, CountKey, MonthCheck, ServiceCheck
from analytics.months import month_name
from analytics.sentences import listed, scope_words
from analytics.tables import Column, Table, cell, table_of

DIMENSIONS = {"total": "Gesamt", "topic": "Thema", "channel": "Kanal", "kind": "Kontaktart"}
ORIGINS = {"rows": "die Einzelkontakte", "tally": "die Monatszahlen"}
LISTED_ROWS = 12
COLUMNS = (
    Column("Angebot"),
    Column("Merkmal"),
    Column("Ausprägung"),
    Column("Eigene Zählung", "count"),
    Column("Stand", "count"),
    Column("Unterschied"),
    Column("Erklärung"),
)


@dataclass(frozen=True)
class Difference:
    """One count beside the own one; `gap` is own minus counted, None where one of the two is missing."""

    service: str
    service_name: str
    count: Count
    own: int | None
    gap: int | None
    explanation: str


def differences(check: MonthCheck, own: Mapping[CountKey, int | None]) -> tuple[Difference, ...]:
    """The total of every service, and every other count that is not zero or that the own tally names."""
    return tuple(
        _difference(service, count, own.get((service.service, count.dimension, count.category)))
        for service in check.services
        for count in service.counts
        if count.dimension == "total"
        or count.contacts
        or own.get((service.service, count.dimension, count.category)) is not None
    )


def _difference(service: ServiceCheck, count: Count, own: int | None) -> Difference:
    gap = None if own is None or count.contacts is None else own - count.contacts
    explanation = _explanation(service, count, own, gap)
    return Difference(service.service, service.name, count, own, gap, explanation)


def comparison_table(check: MonthCheck, own: Mapping[CountKey, int | None]) -> Table:
    """Own tally, counted contacts, difference and explanation, service by service."""
    rows = [
        (
            each.service_name,
            DIMENSIONS[each.count.dimension],
            "" if each.count.dimension == "total" else each.count.name,
            each.own,
            cell(each.count.contacts, "count", each.count.state, "s" if each.count.estimated else ""),
            gap_words(each.gap),
            each.explanation,
        )
        for each in differences(check, own)
    ]
    return table_of("month_check", "Zählabgleich", COLUMNS, rows, empty_text=_empty_text(check))


def gap_words(gap: int | None) -> str:
    """`4 mehr`, `3 weniger`, `gleich`; empty where there is nothing to compare."""
    if gap is None:
        return ""
    if gap == 0:
        return "gleich"
    return f"{formatting.count(abs(gap))} {'mehr' if gap > 0 else 'weniger'}"


def _explanation(service: ServiceCheck, count: Count, own: int | None, gap: int | None) -> str:
    """What of the deliveries explains the difference, in words that accuse nobody."""
    if count.contacts is None:
        return "" if own is None and count.dimension != "total" else _absence(service, count)
    if gap is None or gap == 0:
        return ""
    side = "über" if gap > 0 else "unter"
    head = f"Ihre Zählung liegt {formatting.count(abs(gap))} {side} dem Stand"
    reasons = list(_reasons(service, count))
    if not reasons:
        return f"{head}. In den Lieferungen ist kein Grund zu erkennen; bitte vergleichen Sie die Zeilen der Datei."
    return f"{head}: {', '.join(reasons)}."


def _absence(service: ServiceCheck, count: Count) -> str:
    if service.state == "closed":
        return "Das Angebot war geschlossen."
    return {
        "not_reported": "Das Angebot hat noch nicht gemeldet.",
        "not_collected": "Das Angebot erhebt das nicht.",
        "suppressed": "Der Träger hat diese Zahl zurückgehalten.",
    }[count.state]


def notes(check: MonthCheck) -> tuple[str, ...]:
    """What one should know of each service before signing, one sentence each; nothing where all is plain."""
    return tuple(
        f"{service.name}: {reason[0].upper()}{reason[1:]}." for service in check.services for reason in _notes(service)
    )


def _notes(service: ServiceCheck) -> Iterator[str]:
    total = service.count("total", "total")
    yield from _reasons(service, total) if total else ()
    if service.conflict == "decided":
        yield f"von zwei Meldewegen zählen {ORIGINS[service.origin or 'rows']}, so wurde entschieden"


def _reasons(service: ServiceCheck, count: Count) -> Iterator[str]:
    yield from _rejected_words(service)
    estimated = _estimated(service, count)
    if estimated:
        yield "1 Wert ist geschätzt" if estimated == 1 else f"{estimated} Werte sind geschätzt"
    if service.conflict == "open":
        yield f"es liegen zwei Meldewege vor und bis zur Entscheidung zählen {ORIGINS[service.origin or 'rows']}"
    if service.has_held_file:
        yield "eine weitere Datei wartet auf Bestätigung"


def _rejected_words(service: ServiceCheck) -> Iterator[str]:
    """`3 Zeilen wurden abgewiesen (Zeile 12, 15, 31)`, with the file where several have such rows."""
    rows: dict[tuple[str, bool], set[int]] = {}
    for finding in service.rejected:
        rows.setdefault((finding.file, finding.subject is None), set()).add(finding.row or 0)
    files = {file for file, _ in rows}
    for (file, is_nobodys), numbers in sorted(rows.items(), key=lambda each: each[0][1]):
        noun, verb = ("1 Zeile", "wurde") if len(numbers) == 1 else (f"{len(numbers)} Zeilen", "wurden")
        whose = " ohne erkennbares Angebot" if is_nobodys else ""
        place = f"„{formatting.file_name(file)}“, " if len(files) > 1 else ""
        yield f"{noun}{whose} {verb} abgewiesen ({place}Zeile {_row_list(sorted(numbers))})"


def _row_list(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:LISTED_ROWS]))
    return f"{shown} und {len(rows) - LISTED_ROWS} weitere" if len(rows) > LISTED_ROWS else shown


def _estimated(service: ServiceCheck, count: Count) -> int:
    """How many estimates are in a count: itself, or, in a total, the parts of one breakdown that are estimated."""
    if count.dimension != "total":
        return int(count.estimated)
    parts = [sum(each.estimated for each in service.counts if each.dimension == name) for name in ("channel", "kind")]
    return max(*parts, int(count.estimated))


def _empty_text(check: MonthCheck) -> str:
    if not check.is_visible:
        return "Den Zählabgleich sehen die Koordination und das eigene Quartiersmanagement."
    return f"In {scope_words(check.place, check.month)} gab es kein Angebot."


def sentence(check: MonthCheck) -> str:
    """What the month says of itself: who has reported, and whether it is signed."""
    missing = [each.name for each in check.services if each.state == "not_reported"]
    head = f"{scope_words(check.place, check.month)}: "
    if not check.services:
        return f"{head}{_empty_text(check)}"
    verb = "fehlt" if len(missing) == 1 else "fehlen"
    reported = f"Es {verb} noch {listed(missing)}." if missing else "Alle Angebote haben gemeldet."
    return f"{head}{reported} {signature_sentence(check)}"


def signature_sentence(check: MonthCheck) -> str:
    """Whether the month is signed, by whom, and whether that still holds."""
    signed = check.signature
    if signed is None:
        if check.digest is None:
            return "Unterschreiben können Sie, sobald das erste Angebot gemeldet hat."
        return f"{month_name(check.month)} ist noch nicht unterschrieben."
    given = f"{signed.signed_by} am {formatting.stamp(signed.signed_at)}"
    if signed.holds:
        return f"Unterschrieben von {given}. Die Zahlen sind seitdem unverändert."
    return (
        f"Die Unterschrift von {given} gilt nicht mehr, weil sich die Zahlen danach geändert haben. "
        "Bitte prüfen Sie den Monat und unterschreiben Sie erneut."
    )


def comparison_sentence(check: MonthCheck, own: Mapping[CountKey, int | None]) -> str:
    """How many of the own counts agree; empty without an own tally."""
    compared = [each for each in differences(check, own) if each.gap is not None]
    if not compared:
        return ""
    differing = sum(each.gap != 0 for each in compared)
    if not differing:
        return "Ihre Zählung stimmt mit dem Stand überein."
    share = f" bei {differing} von {len(compared)} Zahlen" if len(compared) > 1 else ""
    return f"Ihre Zählung und der Stand unterscheiden sich{share}."
