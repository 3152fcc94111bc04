"""A dry run says what would change, and changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.contract import load_contracts
from pipelines.errors import UsageError
from pipelines.orders.check import check
from pipelines.orders.order import Order
from pipelines.orders.scope import Scope
from pipelines.progress import silent
from pipelines.receiving.receive import receive
from settings import Paths
from tests.builders import MUNICIPALITY, a_workspace, some_paths
from tests.builders_delivery import HEADER, ROW, TALLY_HEADER
from tests.unit.test_receive import MASTER_DATA

NOW = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
NINTH, EIGHTH = (ROW.replace("05.10.", day) for day in ("09.10.", "08.10."))


def _put(paths: Paths, file: str, content: str) -> None:
    path = paths.data / MUNICIPALITY / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Records with three contacts of October, one of them of another carrier, and two counts."""
    found = some_paths(tmp_path)
    for file, content in MASTER_DATA.items():
        _put(found, file, content)
    _put(found, "carriers/traeger.csv", MASTER_DATA["carriers/traeger.csv"] + "awo;AWO;01.01.2020\n")
    _put(found, "contacts/1.csv", "\n".join([HEADER, ROW, NINTH, ROW.replace("caritas", "awo")]))
    _put(
        found,
        "contact_tallies/1.csv",
        f"{TALLY_HEADER}\n9/2026;sprechstunde;Gesamt;;7\n8/2026;sprechstunde;Gesamt;;3\n",
    )
    receive(MUNICIPALITY, paths=found, workspace=a_workspace(), contracts=load_contracts(), now=NOW, progress=silent)
    return found


def _check(paths: Paths, content: str, source: str = "contacts") -> dict:
    file = paths.var / "probe.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return check(file, _order(paths), source=source)


def _order(paths: Paths) -> Order:
    return Order(MUNICIPALITY, paths, a_workspace(), Scope(MUNICIPALITY), now=NOW)


def _all_files(paths: Paths) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in paths.records.rglob("*") if path.is_file()}


def test_the_answer_has_every_part_and_nothing_is_written(paths: Paths) -> None:
    before = _all_files(paths)
    answer = _check(paths, f"{HEADER};Personen\n{ROW};2\n{NINTH};3\n{ROW.replace('Wohnen', 'Wonen')};1\n")
    assert answer["layout"].items() >= {"sheet": None, "header_row": 1, "delimiter": ";"}.items()
    assert (answer["encoding"], answer["profile"], answer["rows_in"], answer["rows_ok"]) == ("utf-8", None, 3, 2)
    assert answer["sums"] == {"persons": 5, "duration_min": 0}
    (finding,) = answer["findings"]
    assert set(finding) == {"sheet", "cell", "row", "column", "rule", "message", "severity", "subject", "month"}
    assert (finding["cell"], finding["column"], finding["rule"]) == ("F4", "Themen", "unknown_key")
    assert _all_files(paths) == before
    assert not paths.key_file.exists()


@pytest.mark.parametrize(
    ("rows", "effect"),
    [
        ([ROW, NINTH, ROW.replace("caritas", "awo")], (0, 0, 3, 0)),
        ([ROW, EIGHTH], (1, 0, 1, 2)),
        ([ROW, ROW, NINTH, ROW.replace("caritas", "awo")], (1, 0, 3, 0)),
        ([ROW.replace("05.10.", "05.09.")], (1, 0, 0, 0)),
    ],
)
def test_contacts_are_new_unchanged_or_removed(paths: Paths, rows: list[str], effect: tuple) -> None:
    answer = _check(paths, "\n".join([HEADER, *rows]))
    assert tuple(answer["effect"][kind] for kind in ("new", "changed", "unchanged", "removed")) == effect


def test_a_count_with_another_number_is_changed(paths: Paths) -> None:
    content = f"{TALLY_HEADER}\n9/2026;sprechstunde;Gesamt;;8\n9/2026;sprechstunde;Kanal;telefonisch;8\n"
    answer = _check(paths, content, "contact_tallies")
    assert answer["effect"] == {"new": 1, "changed": 1, "unchanged": 0, "removed": 0}
    assert answer["sums"] == {"contacts": 16}


def test_a_carriers_own_file_touches_only_its_rows(paths: Paths) -> None:
    folder = paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    text = "{source: contacts, title: AWO, fingerprint: [Wann], headers: {Wann: date}, constants: {carrier: awo}}"
    (folder / "awo@1.yml").write_text(text, encoding="utf-8")
    header = HEADER.replace("Datum", "Wann").replace("Träger;", "")
    answer = _check(paths, f"{header}\n{NINTH.replace('caritas;', '')}\n")
    assert (answer["profile"], answer["effect"]) == ("awo@1", {"new": 1, "changed": 0, "unchanged": 0, "removed": 1})


def test_a_refused_file_has_no_effect(paths: Paths) -> None:
    answer = _check(paths, "Foo;Bar\n1;2\n")
    assert answer["effect"] == {"new": 0, "changed": 0, "unchanged": 0, "removed": 0}
    assert (answer["layout"], answer["sums"], len(answer["findings"])) == (None, {}, 1)


def test_what_does_not_exist_is_wrong_usage(paths: Paths) -> None:
    with pytest.raises(UsageError, match="kontakte"):
        _check(paths, "", "kontakte")
    with pytest.raises(UsageError, match="gibt es nicht"):
        check(paths.data / "fehlt.csv", _order(paths), source="contacts")


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([ROW, NINTH, ROW.replace("caritas", "awo")], "known"),
        ([NINTH, ROW, ROW.replace("caritas", "awo")], "repeated"),
        ([ROW, NINTH], "new"),
        ([ROW.replace("05.10.", "31.02.")], "refused"),
    ],
)
def test_the_status_says_what_would_become_of_the_file(paths: Paths, rows: list[str], status: str) -> None:
    answer = _check(paths, "\n".join([HEADER, *rows]))
    assert answer["status"] == status
    assert (answer["same_as"] is not None) == (status in ("known", "repeated"))


def test_a_file_that_would_wait_says_so_before_and_after_it_is_handed_in(paths: Paths) -> None:
    for name, count in (("lang.csv", 12), ("kurz.csv", 4)):
        content = "\n".join([HEADER, *(ROW.replace("05.10.", f"{day:02d}.10.") for day in range(1, count + 1))])
        _put(paths, f"contacts/{name}", content)
        if name == "kurz.csv":
            assert _check(paths, content)["status"] == "would_hold"
        receive(
            MUNICIPALITY, paths=paths, workspace=a_workspace(), contracts=load_contracts(), now=NOW, progress=silent
        )
    answer = _check(paths, content)
    assert answer["status"] == "would_hold"
    assert [finding["rule"] for finding in answer["findings"]] == ["would_remove"]


def test_effects_name_subject_and_month_with_counts_before_and_after(paths: Paths) -> None:
    answer = _check(paths, "\n".join([HEADER, ROW, EIGHTH, ROW.replace("05.10.", "05.09.")]))
    assert answer["effects"] == [
        {
            "subject": "sprechstunde",
            "month": month,
            "before": before,
            "after": after,
            "rows_before": rows_before,
            "rows_after": after,
            "subject_name": "Sprechstunde",
        }
        for month, before, rows_before, after in (("2026-09", None, 0, 1), ("2026-10", 3, 3, 2))
    ]


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        ("9/2026;sprechstunde;Gesamt;;8\n9/2026;sprechstunde;Kanal;telefonisch;5\n", 8),
        ("9/2026;sprechstunde;Kanal;telefonisch;5\n9/2026;sprechstunde;Kanal;Video;2\n", 7),
        ("9/2026;sprechstunde;Kanal;telefonisch;5\n9/2026;sprechstunde;Kanal;Video;\n", None),
        ("9/2026;sprechstunde;Thema;Wohnen;5\n", None),
        ("9/2026;sprechstunde;Gesamt;;0\n", 0),
    ],
)
def test_a_tally_counts_its_total(paths: Paths, rows: str, after: int | None) -> None:
    (entry,) = _check(paths, f"{TALLY_HEADER}\n{rows}", "contact_tallies")["effects"]
    assert (entry["month"], entry["before"], entry["after"]) == ("2026-09", 7, after)


def test_a_list_has_one_effect_for_all_of_it(paths: Paths) -> None:
    content = MASTER_DATA["topics/themen.csv"] + "arbeit;Arbeit;Alltag;nein;2\n"
    answer = _check(paths, content, "topics")
    assert answer["effects"] == [
        {
            "subject": None, "month": None, "before": 1, "after": 2, "rows_before": 1, "rows_after": 2,
            "subject_name": None,
        }
    ]  # fmt: skip
    assert answer["effect"] == {"new": 1, "changed": 0, "unchanged": 1, "removed": 0}


def test_what_comes_twice_has_no_effect_although_something_else_holds_now(paths: Paths) -> None:
    _put(paths, "contacts/2.csv", f"{HEADER}\n{ROW}\n")
    receive(MUNICIPALITY, paths=paths, workspace=a_workspace(), contracts=load_contracts(), now=NOW, progress=silent)
    answer = _check(paths, "\n".join([HEADER, ROW.replace("caritas", "awo"), NINTH, ROW]))
    assert (answer["status"], answer["effects"]) == ("repeated", [])
    assert answer["effect"] == {"new": 0, "changed": 0, "unchanged": 3, "removed": 0}


def test_unknown_words_come_with_what_they_resemble(paths: Paths) -> None:
    rows = "9/2026;sprechstunde;Thema;Wonen;5\n8/2026;sprechstunde;Thema;Wonen;5\n8/2026;sprechstunde;Kanal;Brief;5\n"
    answer = _check(paths, f"{TALLY_HEADER}\n{rows}", "contact_tallies")
    assert answer["unknown_words"] == [
        {
            "column": "category", "header": "Ausprägung", "word": word, "rows": count, "suggestion": key,
            "suggestion_name": name,
        }
        for word, count, key, name in (("Wonen", 2, "wohnen", "Wohnen"), ("Brief", 1, None, None))
    ]  # fmt: skip


def test_of_rows_about_persons_only_frequent_words_are_shown(paths: Paths) -> None:
    often = [ROW.replace("Wohnen", "Wohnen, Mietrecht").replace("05.10.", f"0{day}.10.") for day in range(1, 6)]
    rare = [ROW.replace("Wohnen", "Sonderfall").replace("05.10.", f"1{day}.10.") for day in range(4)]
    answer = _check(paths, "\n".join([HEADER, *often, *rare, ROW]))
    assert [(word["word"], word["rows"]) for word in answer["unknown_words"]] == [("Mietrecht", 5)]
    assert "Sonderfall" not in str(answer)


def test_what_another_carrier_reported_is_not_what_this_one_said_before(paths: Paths) -> None:
    folder = paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    for carrier, title in (("awo", "Wann"), ("caritas", "Gespräch am")):
        text = f"{{source: contacts, title: M, fingerprint: [{title}], headers: {{{title}: date}},"
        (folder / f"{carrier}@1.yml").write_text(f"{text} constants: {{carrier: {carrier}}}}}", encoding="utf-8")

    def own_list(title: str, month: str) -> str:
        header = HEADER.replace("Datum", title).replace("Träger;", "")
        return f"{header}\n{ROW.replace('caritas;', '').replace('.10.', month)}\n"

    _put(paths, "contacts/caritas.csv", own_list("Gespräch am", ".09."))
    receive(MUNICIPALITY, paths=paths, workspace=a_workspace(), contracts=load_contracts(), now=NOW, progress=silent)
    effects = [_check(paths, own_list("Wann", month))["effects"] for month in (".09.", ".10.")]
    assert [(entry["month"], entry["before"], entry["after"]) for (entry,) in effects] == [
        # Of September only the other carrier has reported; of October everybody, this carrier with one contact.
        ("2026-09", None, 1),
        ("2026-10", 1, 1),
    ]
