"""Contacts that name no quartier are said to count for the whole municipality only, wherever that is so."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from analytics.figures.contacts import unplaced_sentence
from analytics.queries.contacts import contacts
from analytics.release import open_release
from analytics.scope import parse_scope
from tests.builders_release import MONTH, TOWN

CELL = (
    "insert into mart_contact_cube by name select 'month' as period_kind, {period} as period, '{kind}' as area_kind, "
    "'{area}' as area, 'service' as dimension, 'telefon' as category, 'published' as basis, 1 as version, "
    "{contacts} as contacts, '{state}' as state, 1 as expected, 1 as reported, false as estimated"
)


def _said(
    given: Path, folder: Path, *cells: tuple[str, str, str, str], quartier: str | None = None, audience: str = "council"
) -> str:
    """What is said of the month by a copy of the release whose cube holds these cells of a service of no quartier."""
    shutil.copytree(given, folder, dirs_exist_ok=True)
    for path in folder.rglob("*.duckdb"):
        with duckdb.connect(path) as release:
            release.execute(
                "insert into dim_service by name select 'telefon' as service, 'Bürgertelefon' as name, "
                "'AWO Kreisverband' as carrier_name, date '2024-05-01' as valid_from"
            )
            for kind, area, contacts_there, state in cells:
                period = f"date '{MONTH:%Y-%m-%d}'"
                release.execute(CELL.format(period=period, kind=kind, area=area, contacts=contacts_there, state=state))
    release = open_release(parse_scope(f"{TOWN}/{audience}"), folder)
    return unplaced_sentence(contacts(release, month=MONTH, quartier=quartier))


TOWN_CELL = ("municipality", TOWN, "12", "value")
SENTENCE = "Die Kontakte von „Bürgertelefon“ nennen kein Quartier und zählen nur für die ganze Kommune."


@pytest.mark.parametrize("audience", ["council", "steering", "coordinator", "quartier:nord"])
def test_contacts_without_a_quartier_are_named(release_var: Path, tmp_path: Path, audience: str) -> None:
    assert _said(release_var, tmp_path, TOWN_CELL, audience=audience) == SENTENCE


@pytest.mark.parametrize(
    "cells",
    [
        (),
        (TOWN_CELL, ("quartier", "nord", "12", "value")),
        (TOWN_CELL, ("quartier", "nord", "null", "suppressed")),
        (("municipality", TOWN, "0", "value"),),
        (("municipality", TOWN, "null", "not_reported"),),
    ],
)
def test_where_every_contact_has_its_quartier_nothing_is_said(release_var, tmp_path: Path, cells: tuple) -> None:
    assert _said(release_var, tmp_path, *cells) == ""


def test_hidden_contacts_without_a_quartier_are_named_too(release_var: Path, tmp_path: Path) -> None:
    assert _said(release_var, tmp_path, ("municipality", TOWN, "null", "suppressed")) == SENTENCE


def test_a_quartiers_own_page_says_nothing_of_it(release_var: Path, tmp_path: Path) -> None:
    assert _said(release_var, tmp_path, TOWN_CELL, quartier="nord") == ""


def test_another_month_says_nothing_of_this_one(release_var: Path, tmp_path: Path) -> None:
    _said(release_var, tmp_path, TOWN_CELL)
    release = open_release(parse_scope(f"{TOWN}/council"), tmp_path)
    assert unplaced_sentence(contacts(release, month=date(2026, 9, 1), quartier=None)) == ""
