"""What happens to a dropped file: it is looked at, and handed in when a person says so. Each step runs once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import commands, work
from dashboard.child import Tell
from dashboard.delivery import drafts, uploads
from dashboard.delivery.desk import desk_of
from dashboard.delivery.drafts import CHECKED, DELIVERED, FAILED, NEW, Draft
from dashboard.errors import CommandFailed
from dashboard.filters import unpin
from dashboard.view import View

STATUS_WORDS = {
    "landed": "Übernommen. Der neue Stand ist veröffentlicht.",
    "held": "Die Lieferung ist da, zählt aber erst nach Bestätigung: siehe Überblick.",
    "repeated": "Diese Zahlen waren schon da. Es hat sich nichts geändert.",
    "superseded": "Die Lieferung ist da; für ihre Monate gilt schon eine spätere.",
    "refused": "Die Datei wurde nicht übernommen und nicht aufbewahrt. Was zu tun ist, steht unten.",
    "erased": "Die Datei wurde nicht übernommen und nicht aufbewahrt. Was zu tun ist, steht unten.",
    "quarantined": "Die Datei wurde nicht übernommen. Was zu tun ist, steht unten.",
}


def check_new(view: View, place: str = drafts.UPLOAD) -> None:
    """Begin to look at every file of a place that nobody has looked at yet."""
    waiting = [draft for draft in drafts.drafts(place) if draft.stage == NEW]
    if not waiting:
        return
    desk = desk_of(view)

    def look(tell: Tell) -> list[tuple[str, Mapping[str, Any] | None, str]]:
        seen = []
        for index, draft in enumerate(waiting, start=1):
            tell(f"{index} von {len(waiting)}: {draft.name}" if len(waiting) > 1 else draft.name)
            seen.append((draft.key, *_looked_at(desk, draft)))
        return seen

    def settle(seen: list[tuple[str, Mapping[str, Any] | None, str]] | None, reason: str | None) -> None:
        for draft in waiting if seen is None else ():
            drafts.change(draft.key, stage=FAILED, words=reason or "")
        for key, answer, words in seen or ():
            _note(key, answer, words)

    title = "Die Dateien werden geprüft:" if len(waiting) > 1 else "Die Datei wird geprüft:"
    work.start(title, look, settle=settle, where=place)


def hand_in(view: View, key: str, *, confirmed: bool) -> None:
    """Hand one file in; pressing twice does it once, because only a checked file is handed in."""
    draft = drafts.find(key)
    if draft is None or draft.stage != CHECKED or draft.path is None or draft.source is None:
        return
    desk, path, source = desk_of(view), draft.path, draft.source

    def settle(outcome: commands.Outcome | None, reason: str | None) -> None:
        if outcome is None:
            drafts.change(key, words=reason or "")
            return
        drafts.change(key, stage=DELIVERED, path=None, words=_result(outcome.report), result=outcome.report)
        uploads.remove(path)
        unpin()

    work.start(
        f"„{draft.name}“ wird übernommen.",
        lambda tell: commands.deliver(desk, path, source=source, confirmed=confirmed, tell=tell),
        settle=settle,
        where=f"draft_{key}",
    )


def choose_source(key: str, source: str | None) -> None:
    """Have a file looked at again as a delivery of this kind, or (None) as whatever it now looks like."""
    draft = drafts.find(key)
    if draft is not None and draft.stage in (CHECKED, FAILED) and draft.path is not None and not work.is_busy():
        drafts.change(key, stage=NEW, source=source, answer=None, words="")


def teach_layout(view: View, key: str, profile: str, document: Mapping[str, Any]) -> None:
    """Save what a person confirmed as a profile, then look at the file again."""
    desk, draft = desk_of(view), drafts.find(key)
    if draft is None:
        return

    def settle(outcome: commands.Outcome | None, reason: str | None) -> None:
        if outcome is None:
            drafts.change(key, words=reason or "")
            return
        unpin()
        drafts.change(key, stage=NEW, answer=None, words="")

    work.start(
        "Der Aufbau wird gespeichert.",
        lambda tell: commands.save_profile(desk, profile, document, tell=tell),
        settle=settle,
        where=f"draft_{key}",
    )


def discard(key: str) -> None:
    """Forget a file that is not being worked on."""
    if not work.is_busy():
        drafts.discard(key)


def _looked_at(desk: commands.Desk, draft: Draft) -> tuple[Mapping[str, Any] | None, str]:
    if draft.path is None or not draft.path.is_file():
        return None, "Die hochgeladene Datei ist nicht mehr da. Bitte geben Sie sie noch einmal ab."
    try:
        return commands.check(desk, draft.path, source=draft.source).report, ""
    except CommandFailed as error:
        return None, str(error)


def _note(key: str, answer: Mapping[str, Any] | None, words: str) -> None:
    if answer is None:
        drafts.change(key, stage=FAILED, words=words)
        return
    draft = drafts.find(key)
    source = answer.get("source") or (draft.source if draft else None)
    drafts.change(key, stage=CHECKED, answer=answer, words="", source=source if isinstance(source, str) else None)


def _result(report: Mapping[str, Any]) -> str:
    return STATUS_WORDS.get(str(report.get("status")), STATUS_WORDS["landed"])
