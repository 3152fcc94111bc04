"""Datei abgeben: what a person sees of a file before anything changes, and that every step happens once."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.child import Ended
from dashboard.delivery import uploads
from tests.builders_release import TOWN
from tests.pages.conftest import SCOPES, Open
from tests.pages.desk import CHECKED, DELIVERED, fake_desk, labels, press
from tests.pages.reading import everything, visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES
CSV = ("Liste.csv", b"Datum;Angebot\n", "text/csv")


def _drop(app: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    app.file_uploader[0].set_value(list(files))
    return app.run()


def _opened(open_app: Open, scope: str = COORDINATOR) -> AppTest:
    return open_app("datenlieferungen", scope, teil="abgeben")


def test_a_dropped_file_is_checked_and_nothing_is_delivered(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED)
    app = _drop(_opened(open_app), CSV)
    assert [call[0] for call in desk.calls] == ["check"]
    assert desk.files == [CSV[1]]
    assert Path(desk.calls[0][1]).name == "Liste.csv"
    said = visible(app)
    assert (
        "Beratungskontakte · Profil caritas-beratung, Fassung 2 · Blatt „Oktober“ · Kopf in Zeile 4 · Windows-1252"
    ) in said
    assert "75 Zeilen, davon 74 in Ordnung. Sprechstunde Nord, Oktober 2026: bisher 62, danach 74 Kontakte." in said
    (row,) = app.get("table")[0].value.to_numpy().tolist()
    assert row[0] == "„Oktober“ C7"
    assert row[2] == "Der Wert ist kein gültiges Datum. Bitte als TT.MM.JJJJ schreiben."
    assert labels(app) == {"Übernehmen": True, "Verwerfen": True}


def test_handing_in_delivers_once_and_links_to_the_numbers(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED, deliver=DELIVERED)
    app = _drop(_opened(open_app), CSV)
    app.text_input(key="name_of_person").input("Eva Muster").run()
    press(app, "Übernehmen")
    (call,) = desk.made("deliver")
    assert {"--source=contacts", "--by=Eva Muster"} <= set(call)
    assert "--confirm" not in call
    assert "Übernommen. Der neue Stand ist veröffentlicht." in app.success[0].value
    (link,) = [link for link in app.get("page_link") if link.proto.label.startswith("Ansehen")]
    assert link.proto.label.replace("\xa0", " ") == "Ansehen: Beratungskontakte, Oktober 2026"
    assert "monat=2026-10" in link.proto.query_string
    assert "quartier=nord" in link.proto.query_string
    assert not Path(desk.calls[0][1]).exists()
    assert "Übernehmen" not in labels(app)


def test_a_callback_that_comes_late_finds_the_file_delivered(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED, deliver=DELIVERED)
    app = _drop(_opened(open_app), CSV)
    stale = next(button for button in app.button if button.label == "Übernehmen")
    stale.click()
    app.run()
    stale.click()
    app.run()
    assert len(desk.made("deliver")) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"effect": {"removed": 3}}, "Das ist richtig so: 3 bisherige Zeilen fallen weg."),
        (
            {
                "status": "would_hold",
                "findings": [{"rule": "would_remove", "message": "Oktober 2026: Bisher gelten 74 Zeilen, danach 7."}],
            },
            "Die Datei ist vollständig und soll so gelten.",
        ),
    ],
)
def test_what_takes_numbers_away_has_to_be_confirmed(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], words: str
) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED | change, deliver=DELIVERED)
    app = _drop(_opened(open_app), CSV)
    assert labels(app)["Übernehmen"] is False
    (box,) = app.checkbox
    assert box.label.replace("\\", "") == words
    box.check().run()
    press(app, "Übernehmen")
    (call,) = desk.made("deliver")
    assert "--confirm" in call


@pytest.mark.parametrize("status", ["known", "repeated"])
def test_what_is_there_already_offers_nothing_to_hand_in(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    fake_desk(monkeypatch, check=CHECKED | {"status": status, "same_as": "000003-aa", "findings": []})
    app = _drop(_opened(open_app), CSV)
    assert "Diese Zahlen sind schon da (Lieferung 000003-aa)." in app.info[0].value.replace("\\", "")
    assert labels(app) == {"Verwerfen": True}


def test_several_files_stand_in_the_order_they_were_dropped(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED)
    app = _drop(_opened(open_app), ("a.csv", b"1", ""), ("b.xlsx", b"2", ""), ("c.ods", b"3", ""))
    assert [Path(call[1]).name for call in desk.calls] == ["a.csv", "b.xlsx", "c.ods"]
    said = visible(app)
    assert said.index("a.csv") < said.index("b.xlsx") < said.index("c.ods")


def test_a_refused_file_says_why_and_the_others_go_on(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = {
        "status": "refused",
        "source": None,
        "rows_in": 0,
        "findings": [{"rule": "zip_bomb", "message": "Die Datei ist entpackt zu groß.", "severity": "error"}],
    }
    desk = fake_desk(monkeypatch, check=lambda words: refusal if words[1].endswith("bombe.xlsx") else CHECKED)
    app = _drop(_opened(open_app), ("bombe.xlsx", b"PK", ""), CSV)
    assert "Die Datei ist entpackt zu groß." in app.warning[0].value
    assert list(labels(app)).count("Übernehmen") == 1
    assert len(desk.calls) == 2


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (Ended(-9, b"", "", False), "nach 60 Sekunden abgebrochen"),
        (Ended(-11, b"", "Traceback: Kern", True), "fehlgeschlagen"),
        (Ended(1, b'{"error": "Die Datei [x](//host) ist leer."}', "", True), r"\[x\]\(//host\)"),
        (Ended(0, None, "", True), "fehlgeschlagen"),
        (Ended(4, b"{}", "", True), "läuft gerade"),
    ],
)
def test_a_child_that_breaks_leaves_a_sentence_and_a_way_on(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, ended: Ended, words: str
) -> None:
    fake_desk(monkeypatch, check=ended)
    app = _drop(_opened(open_app), CSV)
    assert words in app.warning[0].value
    assert "Kern" not in everything(app)
    assert labels(app) == {"Noch einmal prüfen": True, "Verwerfen": True}


HOSTILE: list[dict[str, Any]] = [
    {},
    {"status": "new", "findings": "x", "effects": 7, "effect": [], "layout": "x", "rows_in": "many"},
    {"status": ["new"], "source": {"a": 1}, "findings": [None, 1, {}], "effects": [None, {"month": 3}]},
    {"proposal": {"headers": [1, {"role": "column"}], "columns": {}, "open": [None], "document": {}}},
    {"status": "new", "source": "contacts", "rows_in": 10**40, "rows_ok": -5, "unknown_words": [{}, 3]},
    {"source": "<script>alert(1)</script>", "source_title": "<b onclick=x>", "encoding": "<i>", "status": "new"},
    {"findings": [{"message": "![x](//evil.example)" * 500, "cell": "<script>", "column": "$a$"}] * 900},
]


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_answer_is_text_and_never_stops_the_page(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    fake_desk(monkeypatch, check=answer)
    app = _drop(_opened(open_app), ("<script>x</script>.csv", b"1", ""))
    assert not app.exception
    assert not app.error
    escaped = visible(app).replace("\\<", "").replace("\\]", "")
    assert "<script" not in escaped
    assert "<b onclick" not in escaped
    assert "](//evil" not in escaped


def test_a_file_beyond_the_limit_is_not_even_stored(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, workspace: Path, published: Path
) -> None:
    config = workspace / "config" / "workspace.toml"
    config.write_text(config.read_text("utf-8").replace("file_megabytes = 50", "file_megabytes = 1"), "utf-8")
    desk = fake_desk(monkeypatch, check=CHECKED)
    app = _drop(_opened(open_app), ("gross.csv", b"x" * 1_100_000, ""))
    assert "größer als 1 MB" in app.warning[0].value
    assert not desk.calls
    assert labels(app) == {"Verwerfen": True}


def test_dropped_files_survive_a_change_of_page_and_go_when_discarded(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED)
    app = _drop(_opened(open_app), CSV)
    app.switch_page("pages/lage.py").run()
    app.switch_page("pages/datenlieferungen.py").run()
    assert "75 Zeilen, davon 74 in Ordnung" in visible(app)
    assert len(desk.calls) == 1
    path = Path(desk.calls[0][1])
    assert path.is_file()
    press(app, "Verwerfen")
    assert not path.exists()
    assert "Liste.csv" not in visible(app)


def test_a_quartier_delivers_within_its_own_scope(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED, deliver=DELIVERED)
    press(_drop(_opened(open_app, NORTH), CSV), "Übernehmen")
    for call in desk.calls:
        assert f"--scope={TOWN}/quartier:nord" in call
    assert "--by=Quartiersmanagement" in desk.made("deliver")[0]


def test_a_file_of_no_known_kind_asks_what_it_is(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = {"status": "refused", "source": None, "findings": [{"rule": "which_source", "message": "Welche Art?"}]}
    known = [word for word in ("--source=events",)]
    desk = fake_desk(
        monkeypatch,
        check=lambda words: CHECKED | {"source": "events"} if set(known) & set(words) else unknown,
    )
    app = _drop(_opened(open_app), CSV)
    assert labels(app)["Noch einmal prüfen"] is False
    next(box for box in app.selectbox if box.label == "Was enthält die Datei?").select("events").run()
    press(app, "Noch einmal prüfen")
    assert "--source=events" in desk.calls[-1]
    assert labels(app)["Übernehmen"] is True


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Daten\Liste 10.csv", "Liste 10.csv"),
        ("a\u202egpj.csv", "a_gpj.csv"),
        (".htaccess", "htaccess"),
        ("--json", "json"),
        ("a\x00b.csv", "a_b.csv"),
        ("..", "datei"),
        ("", "datei"),
        ("x" * 300 + ".xlsx", "x" * 95 + ".xlsx"),
        ("Ma\u0308rz (Alkenrath).xlsx", "März (Alkenrath).xlsx"),
    ],
)
def test_names_lose_their_tricks_and_keep_their_ending(name: str, safe: str) -> None:
    assert uploads.safe_name(name) == safe


def test_the_folder_goes_with_its_session_and_is_swept_at_a_start(tmp_path: Path) -> None:
    state: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads.st, "session_state", state)
        path = uploads.store(tmp_path, "a.csv", b"x")
    assert path.read_bytes() == b"x"
    assert path.parent.parent.parent == tmp_path / "uploads"
    state.clear()
    gc.collect()
    assert not path.exists()
    left = tmp_path / "uploads" / "old" / "x"
    left.mkdir(parents=True)
    uploads.sweep(tmp_path)
    assert not (tmp_path / "uploads").exists()
