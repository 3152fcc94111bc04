"""What the commands answer: as JSON for programs, and as short German lines for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipelines.findings import Finding
from settings import Workspace

if TYPE_CHECKING:
    from pipelines.orders.order import Done
    from pipelines.refresh import Refreshed

STATUS = {
    "landed": "übernommen",
    "unchanged": "unverändert",
    "superseded": "ersetzt",
    "quarantined": "abgewiesen",
    "held": "angehalten, bitte bestätigen",
    "repeated": "wiederholt, ohne Wirkung",
    "withdrawn": "zurückgezogen",
    "erased": "nur gelöschte Monate, nicht angenommen",
}
CHECKED = {
    "new": "wird übernommen",
    "known": "schon abgegeben, ohne Wirkung",
    "repeated": "inhaltsgleich mit einer früheren Lieferung, ohne Wirkung",
    "would_hold": "wird angehalten, bis sie bestätigt ist",
    "refused": "wird abgewiesen",
    "erased": "enthält nur gelöschte Monate, wird nicht angenommen",
}
STAGES = {
    "read": "lesen",
    "freeze": "Monate einfrieren",
    "build": "bauen und prüfen",
    "protect": "schützen",
    "derive": "Kennzahlen",
    "audit": "Rückschlüsse prüfen",
    "publish": "veröffentlichen",
}
CHANGED = {
    "delivery": "Lieferung",
    "profile": "Profil",
    "decision": "Beschluss",
    "note": "Bemerkung",
    "rows": "Eigene Zählung, Zeilen:",
    "service": "Angebot",
    "quartier": "Quartier",
    "month": "Monat",
    "origin": "es gilt",
    "state": "Zustand",
}
SHOWN_FINDINGS = 20
SHOWN_EFFECTS = 12
PLACE = {"sheet": "Blatt", "header_row": "Kopfzeile", "delimiter": "Trennzeichen"}
EFFECT = {"new": "neu", "changed": "geändert", "unchanged": "unverändert", "removed": "entfallen"}


def refresh_json(result: Refreshed) -> dict:
    """The answer of `refresh --json`; `failed` only when something did."""
    deliveries = [
        {
            "file": report.file,
            "municipality": report.municipality,
            "source": report.source,
            "status": report.status,
            "delivery": report.delivery,
            "rows_in": report.rows_in,
            "rows_landed": report.rows_landed,
            "rows_rejected": report.rows_rejected,
            "findings": len(report.findings),
            "note": report.note,
        }
        for report in result.deliveries
    ]
    failed = {"failed": result.failed} if result.failed else {}
    withheld = {"withheld": {place: list(said) for place, said in result.withheld.items()}} if result.withheld else {}
    return {
        "releases": result.releases,
        "changed": result.changed,
        "deliveries": deliveries,
        "findings": [{"municipality": place, **finding.to_json()} for place, finding in result.findings],
        "seconds": {stage: round(seconds, 3) for stage, seconds in result.seconds.items()},
        **failed,
        **withheld,
    }


def refresh_lines(result: Refreshed, workspace: Workspace) -> list[str]:
    """One line per municipality, then what a person must read, then the time."""
    lines = [_municipality_line(key, name, result) for key, name in workspace.municipalities.items()]
    lines += [f"{workspace.municipalities[key]}: {reason}" for key, reason in result.failed.items()]
    lines += [f"{workspace.municipalities[key]}: {reason}" for key, said in result.withheld.items() for reason in said]
    lines += _finding_lines([finding for _, finding in result.findings])
    stages = ", ".join(f"{word} {result.seconds[stage]:.2f} s" for stage, word in STAGES.items())
    return [line for line in lines if line] + [f"Dauer {result.seconds['total']:.2f} s ({stages})".replace(".", ",")]


def check_lines(answer: Mapping) -> list[str]:
    """The dry run in words."""
    place = answer["layout"] or {}
    layout = ", ".join(f"{word} {place[key]!r}" for key, word in PLACE.items() if place.get(key) is not None)
    effect = ", ".join(f"{count} {EFFECT[kind]}" for kind, count in answer["effect"].items())
    return [
        f"Ergebnis  {CHECKED[answer['status']]}",
        f"Zeilen    {answer['rows_ok']} von {answer['rows_in']} in Ordnung",
        f"Aufbau    {layout or '–'}, Zeichensatz {answer['encoding'] or '–'}, Profil {answer['profile'] or '–'}",
        *(f"Summe     {_german(total):>16}  {measure}" for measure, total in answer["sums"].items()),
        f"Wirkung   {effect}",
        *map(_effect_line, answer["effects"][:SHOWN_EFFECTS]),
        *_finding_lines([Finding(**{"file": "", **finding}) for finding in answer["findings"]]),
    ]


def change_lines(answer: Mapping, findings: Sequence[Finding]) -> list[str]:
    """What a changing command did, what a person must read, and where the release stands."""
    status = {**STATUS, **CHECKED}.get(answer.get("status", ""))
    said = [f"{word} {answer[key]}" for key, word in CHANGED.items() if answer.get(key) is not None]
    releases = [f"Stand {release}" for release in answer.get("releases", {}).values()]
    failed = list(answer.get("failed", {}).values())
    return ["; ".join([*said, *([status] if status else []), *releases]), *failed, *_finding_lines(list(findings))]


def erase_json(done: Mapping[str, Done]) -> dict:
    """The answer of `erase --json`: what went in all and per municipality; the runs' own findings are among them."""
    findings = [(place, finding) for place, each in done.items() for finding in each.findings]
    runs = [each.refreshed for each in done.values() if each.refreshed]
    findings += [found for run in runs for found in run.findings]
    return {
        "rows_removed": sum(each.answer["rows_removed"] for each in done.values()),
        "files_removed": sum(each.answer["files_removed"] for each in done.values()),
        "municipalities": {place: each.answer for place, each in done.items()},
        "releases": {place: release for run in runs for place, release in run.releases.items()},
        "findings": [{"municipality": place, **finding.to_json()} for place, finding in findings],
        "failed": {place: why for run in runs for place, why in run.failed.items()},
        "withheld": {place: list(said) for run in runs for place, said in run.withheld.items()},
    }


def erase_lines(answer: Mapping, workspace: Workspace) -> list[str]:
    """One line per municipality, what failed, and what a person must read."""
    lines = [
        f"{workspace.municipalities[place]:<16} {_german(part['rows_removed'])} Zeilen und "
        f"{_german(part['files_removed'])} Dateien gelöscht; Stand {answer['releases'].get(place, 'unverändert')}"
        for place, part in answer["municipalities"].items()
    ]
    lines += [f"{workspace.municipalities[place]}: {why}" for place, why in answer["failed"].items()]
    lines += [sentence for said in answer["withheld"].values() for sentence in said]
    found = [{key: value for key, value in each.items() if key != "municipality"} for each in answer["findings"]]
    return lines + _finding_lines([Finding(**each) for each in found])


def _effect_line(entry: Mapping) -> str:
    about = " ".join(part for part in (entry["month"], entry["subject_name"]) if part) or "ganze Liste"
    before, after = (("–" if entry[side] is None else entry[side]) for side in ("before", "after"))
    return f"          {about}: {before} → {after}"


def status_lines(answer: Mapping[str, Mapping], workspace: Workspace) -> list[str]:
    """One line per municipality and one per missing report of the newest month."""
    lines = []
    for municipality, state in answer.items():
        name = workspace.municipalities[municipality]
        if state["release"] is None:
            lines.append(f"{name:<16} noch kein Stand")
            continue
        lines.append(
            f"{name:<16} Stand {state['release']}   gemeldet {state['delivered']} von {state['expected']}, "
            f"pünktlich {state['on_time']}, fehlend {len(state['missing'])}"
        )
        lines += [f"{'':<16} zu bestätigen: {entry['delivery']} {entry['file']}" for entry in state["held"]]
        lines += [f"{'':<16} fehlt: {entry['month'][:7]} {entry['service_name']}" for entry in state["missing"][-5:]]
    return lines


def _german(number: float) -> str:
    """1.234.567,50 for money and other fractions, 1.234 for whole numbers."""
    text = f"{number:,}" if isinstance(number, int) else f"{number:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))


def _municipality_line(key: str, name: str, result: Refreshed) -> str:
    reports = [report for report in result.deliveries if report.municipality == key]
    if not reports and key not in result.releases:
        return ""
    counts = [(word, sum(report.status == status for report in reports)) for status, word in STATUS.items()]
    said = ", ".join(f"{count} {word}" for word, count in counts if count) or "keine Dateien im Eingang"
    return f"{name:<16} {said}; Stand {result.releases.get(key, '–')}"


def _finding_lines(findings: list[Finding]) -> list[str]:
    lines = []
    for finding in findings[:SHOWN_FINDINGS]:
        place = ", ".join(part for part in (finding.file, finding.sheet, finding.cell) if part)
        lines.append(f"  {place}: {finding.message}" if place else f"  {finding.message}")
    if len(findings) > SHOWN_FINDINGS:
        lines.append(f"  … und {len(findings) - SHOWN_FINDINGS} weitere Befunde")
    return lines
