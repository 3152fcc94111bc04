"""Work for the pipelines, done by child processes: a hostile file is never parsed inside the server."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analytics.months import month_key
from dashboard.child import Ended, Tell, run_child, silent
from dashboard.errors import CommandFailed
from settings import Paths

LOG = logging.getLogger("quartiersmonitor.dashboard")
CHECK_SECONDS, CHANGE_SECONDS, FORM_SECONDS = 60, 900, 60
DONE, FAILED, FINDINGS, BUSY = 0, 1, 2, 4
TYPED = ("by", "reason", "note", "title", "body", "reference", "measure", "responsible", "result", "text")
WITHOUT_SCOPE = ("refresh", "template")
MOST_WORDS = 600
FAILURE = (
    "Der Auftrag ist fehlgeschlagen. Der bisherige Stand gilt weiter; Näheres steht im Serverprotokoll. "
    "Bitte versuchen Sie es noch einmal."
)
IS_BUSY = "Eine andere Aktualisierung läuft gerade. Bitte warten Sie, bis sie fertig ist, und versuchen Sie es erneut."
TOO_LONG = "Der Auftrag wurde nach {time} abgebrochen. Der bisherige Stand gilt weiter."


@dataclass(frozen=True)
class Desk:
    """Where an order comes from: the workspace's folders, the municipality, and who gives it.

    `scope` (`leverkusen/quartier:manfort`) cuts what is accepted and answered to one quartier; None is all of it.
    `by` is the name that records keep. `deliver` (`contacts`, `contacts/treff`) are the subjects of that quartier which
    may be delivered, None meaning all; `require` raises DashboardError when orders may not be given any more.
    """

    paths: Paths
    municipality: str
    scope: str | None = None
    by: str = ""
    deliver: frozenset[str] | None = None
    require: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Outcome:
    """What a command reported; `has_findings` says that a person must read what was rejected."""

    report: dict[str, Any]
    has_findings: bool


def refresh(desk: Desk, *, tell: Tell = silent) -> Outcome:
    """Read a municipality's new deliveries and publish. Raises CommandFailed with a German sentence, as all do here."""
    return _run(desk, ["refresh"], {}, seconds=CHANGE_SECONDS, tell=tell)


def check(desk: Desk, file: Path, *, source: str | None = None, tell: Tell = silent) -> Outcome:
    """A dry run of one file; without `source` the pipelines find it from the header."""
    return _run(desk, ["check", str(file)], {"source": source}, seconds=CHECK_SECONDS, tell=tell)


def deliver(desk: Desk, file: Path, *, source: str, confirmed: bool = False, tell: Tell = silent) -> Outcome:
    """Hand a file in; `confirmed` lets it count although it takes most of a month's rows away."""
    flag = ["--confirm"] if confirmed else []
    return _change(desk, ["deliver", str(file), *flag], {"source": source}, tell)


def confirm(desk: Desk, delivery: str, *, tell: Tell = silent) -> Outcome:
    """Let a held delivery count."""
    return _change(desk, ["confirm", delivery], {}, tell)


def withdraw(desk: Desk, delivery: str, *, reason: str, tell: Tell = silent) -> Outcome:
    """Take a delivery back."""
    return _change(desk, ["withdraw", delivery], {"reason": reason}, tell)


def restore(desk: Desk, delivery: str, *, tell: Tell = silent) -> Outcome:
    """Let a withdrawn delivery count again."""
    return _change(desk, ["restore", delivery], {}, tell)


def decide(
    desk: Desk, *, service: str, month: date, origin: str, reason: str | None = None, tell: Tell = silent
) -> Outcome:
    """Say which of two deliveries about a service's month counts: `rows` or `tally`."""
    return _change(desk, ["decide", service, month_key(month), origin], {"reason": reason}, tell)


def own_tally(desk: Desk, file: Path, *, quartier: str, month: date, tell: Tell = silent) -> Outcome:
    """Keep a quartier's own count of a month (a file of Monatszahlen) beside the warehouse's."""
    return _change(desk, ["own-tally", str(file)], {"quartier": quartier, "month": month_key(month)}, tell)


def sign_off(
    desk: Desk, *, month: date, quartier: str, digest: str, note: str | None = None, tell: Tell = silent
) -> Outcome:
    """Sign a quartier's month as it was seen; `digest` names the figures that were on the screen."""
    options = {"quartier": quartier, "digest": digest, "note": note}
    return _change(desk, ["sign-off", month_key(month)], options, tell)


def close_month(desk: Desk, *, month: date, reason: str, tell: Tell = silent) -> Outcome:
    """Close a month over a named gap."""
    return _change(desk, ["close-month", month_key(month)], {"reason": reason}, tell)


def release_month(desk: Desk, *, months: Sequence[date], reason: str | None = None, tell: Tell = silent) -> Outcome:
    """Freeze and publish checked months as one batch."""
    return _change(desk, ["release-month", *map(month_key, months)], {"reason": reason}, tell)


def reopen(desk: Desk, *, month: date, reason: str, tell: Tell = silent) -> Outcome:
    """Work on a released month again."""
    return _change(desk, ["reopen", month_key(month)], {"reason": reason}, tell)


def decision(desk: Desk, number: str | None, fields: Mapping[str, str | None], *, tell: Tell = silent) -> Outcome:
    """Enter a decision, or change the `fields` of the one with this number; days are ISO text."""
    options = {name.replace("_", "-"): text for name, text in fields.items()}
    return _change(desk, ["decision", *([number] if number else [])], options, tell)


def take_back_decision(desk: Desk, number: str, *, tell: Tell = silent) -> Outcome:
    """Take a decision out of the log."""
    return _change(desk, ["decision", number, "--withdraw"], {}, tell)


def note(desk: Desk, *, metric: str, quartier: str | None, month: date, text: str, tell: Tell = silent) -> Outcome:
    """Note something about a metric's month."""
    options = {"metric": metric, "quartier": quartier, "month": month_key(month), "text": text}
    return _change(desk, ["note"], options, tell)


def take_back_note(desk: Desk, number: str, *, tell: Tell = silent) -> Outcome:
    """Take a note out."""
    return _change(desk, ["note", number, "--withdraw"], {}, tell)


def save_profile(desk: Desk, key: str, profile: Mapping[str, Any], *, tell: Tell = silent) -> Outcome:
    """Store a carrier's layout as a new version of the profile `key`."""
    with tempfile.TemporaryDirectory(prefix="quartiersmonitor-") as folder:
        file = Path(folder) / "profile.json"
        file.write_text(json.dumps(profile, ensure_ascii=False), encoding="utf-8")
        return _change(desk, ["save-profile", key, str(file)], {}, tell)


def template(desk: Desk, source: str) -> bytes:
    """The empty form of a source as a workbook."""
    with tempfile.TemporaryDirectory(prefix="quartiersmonitor-") as folder:
        file = Path(folder) / "vorlage.xlsx"
        _run(desk, ["template", source], {"out": str(file)}, seconds=FORM_SECONDS)
        return file.read_bytes()


def _change(desk: Desk, words: Sequence[str], options: Mapping[str, str | None], tell: Tell) -> Outcome:
    return _run(desk, words, {**options, "by": desk.by}, seconds=CHANGE_SECONDS, tell=tell)


def _run(
    desk: Desk, words: Sequence[str], options: Mapping[str, str | None], *, seconds: float, tell: Tell = silent
) -> Outcome:
    desk.require()
    ended = run_child(_call(desk, words, options), environment=_environment(desk), seconds=seconds, tell=tell)
    if not ended.in_time:
        raise CommandFailed(TOO_LONG.format(time=_duration(seconds)))
    report = _report(ended)
    if report is None or ended.code not in (DONE, FINDINGS):
        LOG.error("pipelines %s ended with %s: %s", words[0], ended.code, ended.log[-2000:])
        raise CommandFailed(_reason(ended.code, report, desk.municipality))
    return Outcome(report=report, has_findings=ended.code == FINDINGS)


def _call(desk: Desk, words: Sequence[str], options: Mapping[str, str | None]) -> list[str]:
    """Options are written `--name=value`, so that no value is read as another option."""
    paths = desk.paths
    folders = {"data": paths.data, "records": paths.records, "var": paths.var, "config": paths.config}
    scope = desk.scope if words[0] not in WITHOUT_SCOPE else None
    every = {"municipality": desk.municipality, "scope": scope, **options, **folders}
    named = [f"--{name}={_one_line(str(value)) if name in TYPED else value}" for name, value in every.items() if value]
    if scope and desk.deliver is not None:
        # Written without any right too: left out, it would mean all of them.
        named.append(f"--deliver={','.join(sorted(desk.deliver))}")
    return [sys.executable, "-m", "pipelines", *words, *named, "--progress", "--json"]


def _environment(desk: Desk) -> dict[str, str]:
    return {**os.environ, "QM_KEY_FILE": str(desk.paths.key_file)}


def _report(ended: Ended) -> dict[str, Any] | None:
    try:
        report = json.loads(ended.answer or b"")
    except ValueError:
        return None
    return report if isinstance(report, dict) else None


def _reason(code: int, report: dict[str, Any] | None, municipality: str) -> str:
    """The command's own German sentence, where it has one."""
    if code == BUSY:
        return IS_BUSY
    said = report or {}
    failed = said.get("failed")
    words = said.get("error") or (failed.get(municipality) if isinstance(failed, dict) else None)
    return words[:MOST_WORDS] if isinstance(words, str) and words else FAILURE


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} Sekunden" if seconds < 120 else f"{seconds / 60:.0f} Minuten"


def _one_line(text: str) -> str:
    """What a person typed, as one line of printable characters."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
