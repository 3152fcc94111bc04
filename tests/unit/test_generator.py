"""The example deliveries: the same bytes again, within the words of the public papers, with every planted state."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path

import pytest
import shapely
import yaml

from data_raw.generator.__main__ import write_sample
from data_raw.generator.deliveries import deliveries
from data_raw.generator.leverkusen.town import LEVERKUSEN
from tests.sample_files import (
    DATA,
    ROOT,
    TOWN_KEYS,
    example_files,
    german_day,
    read_arrivals,
    read_lines,
    read_rows,
    service_point,
    town_files,
)

SERVICE_POINT_HOURS = {0: (time(12, 45), time(16, 45)), 3: (time(13), time(17)), 4: (time(8, 30), time(12, 30))}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


def test_the_same_bytes_are_written_again(written: Path) -> None:
    names = sorted(path.relative_to(written) for path in written.rglob("*") if path.is_file())
    committed = sorted(path.relative_to(DATA) for town in TOWN_KEYS for path in example_files(town))
    assert names == committed
    assert [name for name in names if (written / name).read_bytes() != (DATA / name).read_bytes()] == []


def test_a_series_less_changes_no_other() -> None:
    whole = {delivery.file: delivery for delivery in deliveries(LEVERKUSEN)}
    fewer = replace(LEVERKUSEN, series=LEVERKUSEN.series[1:], feeds=LEVERKUSEN.feeds[1:], grants=LEVERKUSEN.grants[1:])
    rest = {delivery.file: delivery for delivery in deliveries(fewer)}
    gone = {file for file in whole if file not in rest}
    changed = {file for file in rest if whole[file] != rest[file]}
    assert gone == {file for file in whole if file.startswith("contacts/service-point_")}
    assert {file.split("/")[0] for file in changed} == {"movements"}


def test_service_point_counts_keep_to_the_papers() -> None:
    counts = [len(rows) for rows in service_point().values()]
    assert len(counts) == 46
    assert 67 <= sum(counts) / len(counts) <= 73
    assert 85 <= max(counts) <= 100


def test_service_point_contacts_lie_in_its_opening_hours() -> None:
    rows = [row for rows in service_point().values() for row in rows]
    outside = [
        row
        for row in rows
        for opens, closes in [SERVICE_POINT_HOURS[german_day(row["Datum"]).weekday()]]
        if not opens <= time.fromisoformat(str(row["Uhrzeit"])) < closes
    ]
    assert outside == []
    assert len({row["Träger"] for row in rows}) == 5
    assert {row["Übergabe CM"] for row in rows} == {"ja", "nein"}


def test_no_contact_on_a_closed_day() -> None:
    closed = {
        german_day(row["von"])
        for row in read_rows(DATA / "leverkusen" / "closures" / "schliesstage.csv")
        if not row["Angebot"] and row["von"] == row["bis"]
    }
    days = {german_day(row["Datum"]) for rows in service_point().values() for row in rows}
    assert len(closed) > 20
    assert closed & days == set()


def test_headers_are_known_to_a_contract_or_a_profile() -> None:
    refused = ROOT / "data_raw/leichlingen/contacts/Raumbelegung_2026-10.csv"
    tables = [path for town in TOWN_KEYS for path in town_files(town) if path.suffix != ".geojson" and path != refused]
    unknown = {
        path.name: lines
        for path in tables
        if not (lines := [line for line in read_lines(path)[:5] if _known(line, path)])
    }
    assert unknown == {}
    assert not any(_known(line, refused) for line in read_lines(refused))


def _known(line: list[object], path: Path) -> bool:
    """Whether all cells of a line are headers of the source's contract, or of one profile of the town."""
    source, town = path.parent.name, path.parent.parent.name
    cells = {str(cell) for cell in line if cell}
    month = re.compile(r"(Jan|Feb|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez) \d\d")
    return any(
        cells and all(cell in known or month.fullmatch(cell) for cell in cells) for known in _vocabularies(source, town)
    )


@cache
def _vocabularies(source: str, town: str) -> list[set[str]]:
    contract = yaml.safe_load((ROOT / "pipelines" / "contracts" / f"{source}.yml").read_text(encoding="utf-8"))
    own = {name for column in contract["columns"].values() for name in (column["header"], *column.get("aliases", ()))}
    profiles = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "config" / "profiles" / town).glob("*.yml"))
    ]
    return [own] + [
        {*profile["headers"], *profile.get("keep", ()), *profile.get("ignore", ()), *profile["fingerprint"]}
        for profile in profiles
        if profile["source"] == source
    ]


def test_no_person_is_named() -> None:
    """References are made-up numbers, contact points are offices, and no free text or title of address occurs."""
    references = {
        str(row[header])
        for town in TOWN_KEYS
        for path in town_files(town)
        if path.parent.name == "contacts"
        for header_row in (3 if town == "eschweiler" else 0,)
        for row in read_rows(path, header_row=header_row)
        for header in ("Kennung", "Klientennr.", "Kennziffer")
        if row.get(header)
    }
    assert len(references) > 500
    assert [reference for reference in references if not re.fullmatch(r"K-\d{4}", reference)] == []
    cells = {
        str(cell)
        for town in TOWN_KEYS
        for path in town_files(town)
        if path.suffix != ".geojson"
        for line in read_lines(path)
        for cell in line
    }
    assert [cell for cell in cells if re.search(r"\b(Herr|Frau|Dr\.|geb\.)(?=\s)", cell)] == []


@pytest.mark.parametrize("town", TOWN_KEYS)
def test_every_file_has_its_arrival(town: str) -> None:
    arrivals = read_arrivals(town)
    assert sorted(arrivals) == sorted(path.relative_to(DATA / town).as_posix() for path in town_files(town))
    assert all(received.utcoffset() is not None for received in arrivals.values())
    assert max(arrivals.values()).date() < date(2026, 11, 12)


def test_senders_write_in_many_ways() -> None:
    kinds: Counter[str] = Counter()
    for path in (path for town in TOWN_KEYS for path in town_files(town)):
        raw = path.read_bytes()
        kinds["xlsx"] += path.suffix == ".xlsx"
        kinds["bom"] += raw.startswith(b"\xef\xbb\xbf")
        kinds["utf-16"] += raw.startswith(b"\xff\xfe")
        kinds["cp1252"] += path.suffix == ".csv" and not raw.startswith(b"\xff\xfe") and not _is_utf8(raw)
    assert all(kinds[kind] > 0 for kind in ("xlsx", "bom", "utf-16", "cp1252")), kinds


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _shapes(town: str) -> dict[str, shapely.Geometry]:
    features = json.loads((DATA / town / "areas" / "gebiete.geojson").read_text(encoding="utf-8"))["features"]
    assert {each["properties"]["herkunft"] for each in features} == {"schematisch, nicht amtlich"}
    return {each["properties"]["gebiet"]: shapely.geometry.shape(each["geometry"]) for each in features}


@pytest.mark.parametrize("town", TOWN_KEYS)
def test_areas_are_valid_and_do_not_overlap(town: str) -> None:
    shapes = _shapes(town)
    quartiers = [str(row["Schlüssel"]) for row in read_rows(DATA / town / "quartiers" / "quartiere.csv")]
    assert all(shape.is_valid for shape in shapes.values())
    assert {*quartiers, town} <= set(shapes)
    for index, one in enumerate(quartiers):
        assert shapes[town].buffer(1e-9).contains(shapes[one])
        assert all(shapes[one].intersection(shapes[other]).area < 1e-12 for other in quartiers[index + 1 :])


def test_sites_lie_in_their_quartier() -> None:
    for town in TOWN_KEYS:
        document = json.loads((DATA / town / "areas" / "gebiete.geojson").read_text(encoding="utf-8"))
        shapes = {
            each["properties"]["gebiet"]: shapely.geometry.shape(each["geometry"]) for each in document["features"]
        }
        for row in read_rows(DATA / town / "sites" / "standorte.csv"):
            point = shapely.Point(*(float(str(row[name]).replace(",", ".")) for name in ("Länge", "Breite")))
            assert shapes[str(row["Quartier"])].contains(point), row["Schlüssel"]


def _contacts_a_month(pattern: str) -> list[list[dict[str, object]]]:
    return [read_rows(path) for path in sorted((DATA / "leverkusen" / "contacts").glob(pattern))]


def _topics(rows: list[dict[str, object]], header: str) -> Counter[str]:
    return Counter(topic for row in rows for topic in str(row[header]).split(", "))


def test_small_quartiers_are_small_and_the_others_are_not() -> None:
    alkenrath = _contacts_a_month("Gespraeche_Alkenrath_*.csv")
    assert 25 <= sum(len(rows) for rows in alkenrath) / len(alkenrath) <= 35
    steinbuechel = _contacts_a_month("KJA*.xlsx")
    assert 60 <= sum(len(rows) for rows in steinbuechel) / len(steinbuechel) <= 110


def test_few_cells_are_too_small_to_be_shown_but_some_are() -> None:
    """Below 5 contacts a cell is hidden from the steering group."""
    alkenrath = _contacts_a_month("Gespraeche_Alkenrath_*.csv")
    cells = [count for rows in alkenrath for count in _topics(rows, "Worum ging es").values()]
    assert 0 < sum(count < 5 for count in cells) < 0.15 * len(cells)
    assert [len(rows) for rows in alkenrath if 0 < len(rows) < 5] == [2]
    advice = [row for row in _tallied("themensprechstunden_*.csv") if row["Ausprägung"] == "Schutz vor Gewalt"]
    assert max(int(str(row["Anzahl"])) for row in advice) < 8


def test_an_office_keeps_a_short_list_of_topics() -> None:
    per_office = {
        "Caritas_Beratungen_*_2026.csv": "Beratungsanliegen",
        "Gespraeche_Alkenrath_*.csv": "Worum ging es",
        "KJA*.xlsx": "Themen",
    }
    for pattern, header in per_office.items():
        kept = {topic for rows in _contacts_a_month(pattern) for topic in _topics(rows, header)}
        assert 4 <= len(kept) <= 7, pattern
    assert 4 <= len({row["Antwort"] for row in _tallied("Strichliste_*.csv") if row["Frage"] == "Worum ging es?"}) <= 7


def _tallied(pattern: str) -> list[dict[str, object]]:
    return [row for path in (DATA / "leverkusen" / "contact_tallies").glob(pattern) for row in read_rows(path)]


def test_a_client_system_gives_every_contact_a_reference() -> None:
    for pattern, header in {
        "Caritas*.csv": "Klientennr.",
        "KJA*.xlsx": "Kennung",
        "service-point*.csv": "Kennung",
    }.items():
        assert all(row[header] for rows in _contacts_a_month(pattern) for row in rows), pattern
    joint = [
        (str(row["Träger"]), bool(row["Kennung"]))
        for path in (DATA / "leichlingen" / "contacts").glob("Quartiersbuero_*.csv")
        for row in read_rows(path)
    ]
    assert {carrier for carrier, known in joint if known} & {carrier for carrier, known in joint if not known} == set()


def test_each_quartier_of_leverkusen_has_half_a_post_and_two_to_four_assemblies() -> None:
    posts = read_rows(DATA / "leverkusen" / "staffing" / "stellen.xlsx")
    hours = [float(str(row["Wochenstunden"]).replace(",", ".")) for row in posts if row["Quartier"]]
    assert min(hours) >= 19.5
    assemblies: dict[object, int] = defaultdict(int)
    for row in read_rows(DATA / "leverkusen" / "events" / "veranstaltungen_2025.csv"):
        assemblies[row["Quartier"]] += row["Art"] == "Bürgerversammlung"
    assert len(assemblies) == 6
    assert all(2 <= count <= 4 for count in assemblies.values())


def test_named_events_stand_on_their_days() -> None:
    events = [
        row
        for path in (DATA / "eschweiler" / "events").glob("[!0-9]*.xlsx")
        for row in read_rows(path)
        if row["Datum"].date() in (date(2024, 9, 20), date(2024, 10, 31), date(2024, 12, 13))  # type: ignore[union-attr]
    ]
    assert {str(row["Titel"]) for row in events} == {
        "Spielplatzfest",
        "Vorstellung in den Klassen der Adam-Ries-Schule",
        "Weihnachtsfest",
    }
    goals = read_rows(DATA / "leichlingen" / "targets" / "ziele.csv")
    assert [(row["Produkt"], row["Plan"]) for row in goals if row["Ziel-Nr."] == "LEI-Z1"] == [("050101", "30.06.2021")]
