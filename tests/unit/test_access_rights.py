"""Identity and access.toml → rights: whatever is not granted, known and of today is refused."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.scope import Scope
from dashboard.access import denied, ended
from dashboard.access.denied import AccessDenied
from dashboard.access.identity import Identity, identity_of
from dashboard.access.pseudonym import pseudonym_of
from dashboard.access.rights import rights_of
from dashboard.access.visitor import Visitor
from dashboard.access.welcome_back import own_page
from settings import TIME_ZONE

NOW = time.time()
EVA = Identity("https://anmeldung.example", "7d1c", "eva@stadt.example", "Eva Muster", NOW - 60, NOW + 3600)
CLAIMS: dict[str, Any] = {
    "is_logged_in": True, "iss": EVA.issuer, "sub": EVA.subject, "iat": EVA.issued, "exp": EVA.expires,
    "name": "Eva\nMuster", "email": EVA.email, "email_verified": True,
}  # fmt: skip
TOWNS = ("stadt", "dorf")


def _config(folder: Path, **more: str) -> Path:
    entry = {"issuer": f'"{EVA.issuer}"', "subject": '"7d1c"', "scopes": '["stadt/steering"]', **more}
    lines = (f"{key} = {value}" for key, value in entry.items() if value)
    (folder / "access.toml").write_text("[[person]]\n" + "\n".join(lines), encoding="utf-8")
    return folder


def _reason(identity: Identity | None, config: Path) -> str:
    with pytest.raises(AccessDenied) as refusal:
        rights_of(identity, config, TOWNS)
    assert refusal.value.title
    return refusal.value.reason


def test_the_claims_of_a_login_name_a_person() -> None:
    assert identity_of(CLAIMS) == EVA


@pytest.mark.parametrize("missing", ["is_logged_in", "iss", "sub", "iat", "exp"])
def test_incomplete_claims_name_nobody(missing: str) -> None:
    assert identity_of({key: value for key, value in CLAIMS.items() if key != missing}) is None


@pytest.mark.parametrize("more", [{"is_logged_in": "yes"}, {"sub": ""}, {"sub": 7}, {"exp": "morgen"}, {"exp": True}])
def test_odd_claims_name_nobody(more: dict[str, Any]) -> None:
    assert identity_of({**CLAIMS, **more}) is None


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_counts_only_when_the_provider_has_verified_it(verified: object) -> None:
    found = identity_of({**CLAIMS, "email_verified": verified})
    assert found is not None
    assert found.email is None


def test_rights_are_those_of_the_file(tmp_path: Path) -> None:
    config = _config(tmp_path, scopes='["stadt/quartier:mitte", "dorf/steering"]', deliver='["stadt/contacts"]')
    rights = rights_of(EVA, config, TOWNS)
    assert rights.scopes == (Scope("stadt", "quartier", "mitte"), Scope("dorf", "steering"))
    assert rights.deliver == {"stadt/contacts"}


def test_who_is_not_there_or_not_named_is_refused(tmp_path: Path) -> None:
    config = _config(tmp_path)
    assert _reason(None, config) == denied.NOT_LOGGED_IN
    assert _reason(replace(EVA, subject="anders"), config) == denied.UNKNOWN
    assert _reason(replace(EVA, issuer="https://fremd.example"), config) == denied.UNKNOWN
    (tmp_path / "access.toml").unlink()
    assert _reason(EVA, config) == denied.UNKNOWN


def test_a_login_ends_with_its_token(tmp_path: Path) -> None:
    assert _reason(replace(EVA, expires=time.time() - 1), _config(tmp_path)) == denied.EXPIRED


def test_a_login_ends_with_logging_out(tmp_path: Path) -> None:
    gone, later = replace(EVA, issued=NOW - 120), replace(EVA, issued=NOW - 30)
    ended.end(gone)
    assert _reason(gone, _config(tmp_path)) == denied.LOGGED_OUT
    assert rights_of(later, tmp_path, TOWNS).scopes


@pytest.mark.parametrize(("days", "is_allowed"), [(1, True), (0, True), (-1, False)])
def test_the_last_day_still_counts(tmp_path: Path, days: int, is_allowed: bool) -> None:
    until = datetime.now(TIME_ZONE).date() + timedelta(days=days)
    config = _config(tmp_path, until=until.isoformat())
    if is_allowed:
        assert rights_of(EVA, config, TOWNS).scopes
    else:
        assert _reason(EVA, config) == denied.PAST


@pytest.mark.parametrize("scopes", ["[]", '["fremd/coordinator"]', '["stadt/alles"]', '["stadt"]', '["*/council"]'])
def test_scopes_that_do_not_exist_grant_nothing(tmp_path: Path, scopes: str) -> None:
    assert _reason(EVA, _config(tmp_path, scopes=scopes)) == denied.NOTHING


def test_one_unknown_scope_takes_nothing_from_the_others(tmp_path: Path) -> None:
    config = _config(tmp_path, scopes='["stadt/alles", "stadt/council"]')
    assert rights_of(EVA, config, TOWNS).scopes == (Scope("stadt", "council"),)


def test_a_broken_file_refuses_everybody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert _reason(EVA, _config(tmp_path, rolle='"alles"')) == denied.BROKEN
    assert "access.toml" in caplog.text


def test_an_address_names_a_person_only_where_no_subject_does(tmp_path: Path) -> None:
    new = replace(EVA, subject="nachfolge")
    by_address = _config(tmp_path, subject="", email='"EVA@stadt.example"')
    assert rights_of(new, by_address, TOWNS).scopes
    assert _reason(replace(new, email=None), by_address) == denied.UNKNOWN
    assert _reason(new, _config(tmp_path, email='"eva@stadt.example"')) == denied.UNKNOWN


def test_the_file_is_read_at_every_question(tmp_path: Path) -> None:
    assert rights_of(EVA, _config(tmp_path), TOWNS).scopes == (Scope("stadt", "steering"),)
    assert rights_of(EVA, _config(tmp_path, scopes='["stadt/council"]'), TOWNS).scopes == (Scope("stadt", "council"),)
    assert _reason(EVA, _config(tmp_path, scopes="[]")) == denied.NOTHING


def test_a_pseudonym_says_nothing_and_stays(tmp_path: Path) -> None:
    key = tmp_path / "pseudonym.key"
    key.write_bytes(b"k" * 32)
    first = pseudonym_of(EVA, key)
    assert first == pseudonym_of(replace(EVA, email=None, name="", issued=0), key)
    assert first != pseudonym_of(replace(EVA, subject="8"), key)
    assert len(first) == 32
    key.write_bytes(b"l" * 32)
    assert first != pseudonym_of(EVA, key)


MITTE = Scope("stadt", "quartier", "mitte")


def _visitor(*scopes: Scope, deliver: frozenset[str] | None) -> Visitor:
    return Visitor("u", "Eva", EVA, scopes, deliver)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (None, None),
        (frozenset(), frozenset()),
        (frozenset({"stadt/contacts", "stadt/events/mitte", "dorf/contacts"}), frozenset({"contacts", "events/mitte"})),
        (frozenset({"stadt", "stadt/", "contacts"}), frozenset()),
    ],
)
def test_rights_to_deliver_are_those_of_the_municipality(
    given: frozenset[str] | None, found: frozenset[str] | None
) -> None:
    assert _visitor(MITTE, deliver=given).rights_to_deliver(MITTE) == found


def test_the_coordinator_delivers_everything_at_home_only() -> None:
    visitor = _visitor(Scope("stadt", "coordinator"), deliver=frozenset())
    assert visitor.rights_to_deliver(MITTE) is None
    assert visitor.rights_to_deliver(Scope("dorf", "quartier", "nord")) == frozenset()


@pytest.mark.parametrize("address", ["/karte", "/beratungskontakte?monat=2026-05&quartier=mitte"])
def test_people_come_back_to_pages_of_ours(address: str) -> None:
    assert own_page(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "/", "karte", "//fremd.example/karte", "https://fremd.example/karte", "/\\fremd.example", "/gibtsnicht",
     "/karte\r\nSet-Cookie: a=b", "/auth/logout", "/karte?" + "x" * 600],
)  # fmt: skip
def test_people_are_led_nowhere_else(address: str) -> None:
    assert own_page(address) is None
