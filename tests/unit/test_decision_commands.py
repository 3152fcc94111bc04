"""The log of decisions and the notes: who may enter what, what is refused, and that every change is one more line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.errors import DecisionsError, PersonsInTextError, UsageError
from pipelines.orders.decision import decide_and_log, take_back_decision
from pipelines.orders.note import take_back_note, write_note
from pipelines.records.decision_log import held_decisions
from pipelines.records.entries import NAME, NOTE, read_entries
from pipelines.records.lines import read_lines
from pipelines.releasing.entered_decisions import FILE, HEADER, read_decisions, replay_decisions
from tests.builders import MUNICIPALITY
from tests.office import NOW, Office, an_office

DECISION = {
    "title": "Dritter Sprechtag in Mitte",
    "decided_on": "2024-03-14",
    "body": "Steuerungskreis",
    "responsible": "Sozialamt",
    "review_on": "2025-03-31",
    "reference": "Vorlage 2019/3030",
    "metric": "contacts",
    "quartier": "mitte",
}
ONE_NOTE = {"metric": "contacts", "month": "2024-05-01", "text": "Zwei Wochen Umzug", "quartier": "mitte"}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return an_office(tmp_path, monkeypatch)


def _lines(office: Office) -> list[dict]:
    return read_lines(office.records / NAME)


def test_a_decision_gets_the_next_number_of_its_year(office: Office) -> None:
    first = decide_and_log(None, office.order, given=DECISION)
    second = decide_and_log(None, office.order, given={**DECISION, "title": "Noch einer"})
    assert first.answer == {"decision": "2024-01", "state": "open"}
    assert second.answer["decision"] == "2024-02"
    assert second.refreshed is not None
    held = held_decisions(office.records)["2024-01"]
    assert {name: held[name] for name in DECISION} == DECISION
    assert (held["measure"], held["status"], held["by"], held["withdrawn"]) == (None, "open", "Frau Muster", False)


def test_a_review_changes_what_it_names_and_the_line_before_stays(office: Office) -> None:
    decide_and_log(None, office.order, given=DECISION)
    given = dict.fromkeys(DECISION) | {"status": "done", "result": "Wird gut genutzt"}
    assert decide_and_log("2024-01", office.order, given=given).answer["state"] == "done"
    held = held_decisions(office.records)["2024-01"]
    assert (held["title"], held["status"], held["result"]) == (DECISION["title"], "done", "Wird gut genutzt")
    assert [line["status"] for line in _lines(office)] == ["open", "done"]
    decide_and_log("2024-01", office.order, given={"quartier": "", "metric": ""})
    held = held_decisions(office.records)["2024-01"]
    assert (held["quartier"], held["metric"], held["status"]) == (None, None, "done")


def test_a_decision_is_taken_back_once(office: Office) -> None:
    decide_and_log(None, office.order, given=DECISION)
    assert take_back_decision("2024-01", office.order).answer == {"decision": "2024-01", "state": "withdrawn"}
    assert held_decisions(office.records)["2024-01"]["withdrawn"] is True
    for number in ("2024-01", "2024-09", None):
        with pytest.raises(UsageError, match="gibt es nicht"):
            take_back_decision(number, office.order)
    assert decide_and_log(None, office.order, given=DECISION).answer["decision"] == "2024-02"
    assert len(_lines(office)) == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": None, "body": ""}, "fehlt noch: Beschluss, Gremium"),
        ({"decided_on": "2024-07-13"}, "in der Zukunft"),
        ({"review_on": "2024-03-13"}, "vor dem Beschluss"),
        ({"metric": "wetter"}, "Kennzahl „wetter“ gibt es nicht"),
        ({"quartier": "west"}, "Quartier „west“"),
        ({"status": "done"}, "gehört ein Ergebnis"),
        ({"measure": "x" * 501}, "„Maßnahme“ fasst 500 Zeichen"),
    ],
)
def test_what_does_not_fit_is_said_and_not_kept(office: Office, changes: dict, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        decide_and_log(None, office.order, given={**DECISION, **changes})
    assert _lines(office) == []


@pytest.mark.parametrize("number", ["Beschluss Nr. 1", "x" * 21, "../1 2"])
def test_a_number_is_short_and_plain(office: Office, number: str) -> None:
    with pytest.raises(UsageError, match="höchstens 20 Zeichen"):
        decide_and_log(number, office.order, given=DECISION)


@pytest.mark.parametrize("field", ["title", "body", "responsible", "reference", "measure", "result"])
def test_no_text_of_a_decision_may_name_a_person(office: Office, field: str) -> None:
    with pytest.raises(PersonsInTextError, match="Namen") as refusal:
        decide_and_log(None, office.order, given={**DECISION, field: "Frau Weißgerber"})
    assert "Weißgerber" not in str(refusal.value)
    assert _lines(office) == []


def test_only_the_coordination_decides(office: Office) -> None:
    own = replace(office, quartier="mitte")
    decide_and_log(None, office.order, given=DECISION)
    for attempt in (
        lambda: decide_and_log(None, own.order, given=DECISION),
        lambda: decide_and_log("2024-01", own.order, given={"result": "x"}),
        lambda: take_back_decision("2024-01", own.order),
    ):
        with pytest.raises(UsageError, match="nur die Koordination"):
            attempt()
    assert len(_lines(office)) == 1


def _held_notes(office: Office) -> dict[str, tuple]:
    found = read_entries(office.records, NOTE)
    return {number: (entry["text"], entry["quartier"], entry["withdrawn"]) for (number,), entry in found.items()}


def test_a_note_is_written_changed_and_taken_back(office: Office) -> None:
    assert write_note(None, office.order, given=ONE_NOTE).answer == {"note": "1", "state": "open"}
    assert write_note(None, office.order, given={**ONE_NOTE, "quartier": None}).answer["note"] == "2"
    write_note("1", office.order, given={"text": "Drei Wochen Umzug"})
    assert take_back_note("2", office.order).answer == {"note": "2", "state": "withdrawn"}
    assert _held_notes(office) == {
        "1": ("Drei Wochen Umzug", "mitte", False),
        "2": ("Zwei Wochen Umzug", None, True),
    }
    assert len(_lines(office)) == 4
    with pytest.raises(UsageError, match="„2“ gibt es nicht"):
        take_back_note("2", office.order)


def test_a_quartier_notes_for_itself_and_knows_of_no_other_note(office: Office) -> None:
    own = replace(office, quartier="mitte")
    write_note(None, office.order, given={**ONE_NOTE, "quartier": "nord"})
    write_note(None, office.order, given={**ONE_NOTE, "quartier": None})
    assert write_note(None, own.order, given={**ONE_NOTE, "quartier": None}).answer["note"] == "3"
    assert _held_notes(office)["3"][1] == "mitte"
    attempts: list[tuple[Callable[[], object], str]] = [
        (lambda: write_note(None, own.order, given={**ONE_NOTE, "quartier": "nord"}), "anderes Quartier"),
        (lambda: write_note(None, own.order, given={**ONE_NOTE, "quartier": ""}), "nur zu den eigenen Zahlen"),
        (lambda: write_note("1", own.order, given={"text": "Fremd"}), "gibt es nicht"),
        (lambda: write_note("2", own.order, given={"text": "Fremd"}), "gibt es nicht"),
        (lambda: write_note("3", own.order, given={"quartier": "nord"}), "anderes Quartier"),
        (lambda: take_back_note("1", own.order), "gibt es nicht"),
        (lambda: take_back_note("9", own.order), "gibt es nicht"),
    ]
    for attempt, said in attempts:
        with pytest.raises(UsageError, match=said):
            attempt()
    assert len(_lines(office)) == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "fehlt noch: Bemerkung"),
        ({"metric": None, "month": None}, "fehlt noch: Kennzahl, Monat"),
        ({"month": "2024-08-01"}, "in der Zukunft"),
        ({"metric": "wetter"}, "gibt es nicht"),
        ({"quartier": "west"}, "Quartier „west“"),
        ({"text": "Wort " * 101}, "fasst 500 Zeichen"),
    ],
)
def test_a_note_that_does_not_fit_is_not_kept(office: Office, changes: dict, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write_note(None, office.order, given={**ONE_NOTE, **changes})
    assert _lines(office) == []


def test_a_note_may_not_name_a_person(office: Office) -> None:
    with pytest.raises(PersonsInTextError):
        write_note(None, office.order, given={**ONE_NOTE, "text": "Herr Kaya kam dreimal"})
    assert _lines(office) == []


LINE = (
    "2024-06-03T10:00:00+02:00;2024-01;Dritter Sprechtag;2024-03-14;Steuerungskreis;Sozialamt;2025-03-31;"
    "Vorlage 2019/3030;;contacts;mitte;{status};{result};Sozialamt\n"
)


def _list(office: Office, *lines: str) -> Path:
    return office.put(FILE, ";".join(HEADER) + "\n" + "".join(lines))


def _replay(office: Office) -> bool:
    return replay_decisions(MUNICIPALITY, paths=office.paths, now=NOW)


def test_listed_decisions_are_entered_once_in_the_order_of_time(office: Office) -> None:
    later = LINE.replace("2024-06-03", "2024-06-04").format(status="done", result="Genutzt")
    future = LINE.replace("2024-06-03", "2030-06-04").format(status="open", result="")
    _list(office, future, later, LINE.format(status="open", result=""))
    assert _replay(office)
    assert not _replay(office)
    assert [(line["at"], line["status"]) for line in _lines(office)] == [
        ("2024-06-03T08:00:00Z", "open"),
        ("2024-06-04T08:00:00Z", "done"),
    ]
    assert held_decisions(office.records)["2024-01"]["result"] == "Genutzt"


def test_a_decision_changed_here_stays_changed(office: Office) -> None:
    _list(office, LINE.format(status="open", result=""))
    _replay(office)
    decide_and_log("2024-01", office.order, given={"title": "Vierter Sprechtag"})
    assert not _replay(office)
    assert held_decisions(office.records)["2024-01"]["title"] == "Vierter Sprechtag"


def test_without_a_list_nothing_is_entered(office: Office) -> None:
    assert not _replay(office)
    _list(office)
    assert not _replay(office)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("2024-06-03T10:00:00+02:00", "2024-06-03T10:00:00"), "Zeile 2"),
        (("2024-03-14", "14.03.2024"), "Zeile 2"),
        ((";2024-01;", ";Nr. 1;"), "Zeile 2"),
        ((";contacts;", ";wetter;"), "Beschluss 2024-01: Eine Kennzahl „wetter“"),
        ((";Steuerungskreis;", ";;"), "fehlt noch: Gremium"),
        ((";Steuerungskreis;", ";Frau Schulz;"), "Angaben zu Personen"),
        ((";mitte;", ";west;"), "Quartier „west“"),
    ],
)
def test_a_list_that_cannot_be_understood_enters_nothing(office: Office, wrong: tuple[str, str], said: str) -> None:
    _list(office, LINE.format(status="open", result="").replace(*wrong))
    with pytest.raises(DecisionsError, match=said):
        _replay(office)
    assert _lines(office) == []


def test_another_header_is_refused(office: Office) -> None:
    path = office.put(FILE, "at;title\n")
    with pytest.raises(DecisionsError, match="Kopfzeile"):
        read_decisions(path)


def test_only_what_lies_in_the_past_is_entered(office: Office) -> None:
    _list(office, LINE.format(status="open", result=""))
    early = datetime(2024, 6, 3, 7, 59, tzinfo=UTC)
    assert not replay_decisions(MUNICIPALITY, paths=office.paths, now=early)
