"""config/access.toml is read whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from access_file import AccessFileError, Person, read_persons

ROOT = Path(__file__).resolve().parents[2]
WHOLE = """
[[person]]
issuer = "https://anmeldung.example"
subject = "7d1c"
email = "eva.muster@stadt.example"
scopes = ["stadt/quartier:mitte"]
deliver = ["stadt/contacts/treff"]
until = 2027-03-31
"""


def _read(folder: Path, text: str) -> tuple[Person, ...]:
    (folder / "access.toml").write_text(text, encoding="utf-8")
    return read_persons(folder)


def test_every_key_is_read(tmp_path: Path) -> None:
    (person,) = _read(tmp_path, WHOLE)
    assert person == Person(
        issuer="https://anmeldung.example",
        subject="7d1c",
        email="eva.muster@stadt.example",
        scopes=("stadt/quartier:mitte",),
        deliver=("stadt/contacts/treff",),
        until=date(2027, 3, 31),
    )


def test_without_a_file_nobody_is_named(tmp_path: Path) -> None:
    assert read_persons(tmp_path) == ()


def test_who_has_no_lists_has_nothing(tmp_path: Path) -> None:
    (person,) = _read(tmp_path, '[[person]]\nissuer = "i"\nsubject = "s"\n')
    assert (person.scopes, person.deliver, person.until) == ((), (), None)


@pytest.mark.parametrize(
    "text",
    [
        "[[person]",
        WHOLE + 'role = "admin"\n',
        'person = "alle"\n',
        '[[person]]\nissuer = "i"\n',
        '[[person]]\nsubject = "s"\n',
        '[[person]]\nissuer = ""\nsubject = "s"\n',
        '[[person]]\nissuer = "i"\nsubject = 7\n',
        '[[person]]\nissuer = "i"\nsubject = "s"\nscopes = "stadt/council"\n',
        '[[person]]\nissuer = "i"\nsubject = "s"\nscopes = [1]\n',
        '[[person]]\nissuer = "i"\nsubject = "s"\nuntil = "2027-03-31"\n',
        '[[person]]\nissuer = "i"\nsubject = "s"\nuntil = 2027-03-31T00:00:00Z\n',
        "[everybody]\nscopes = []\n" + WHOLE,
        WHOLE + WHOLE,
    ],
)
def test_half_a_file_of_rights_is_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(AccessFileError, match=r"access\.toml"):
        _read(tmp_path, text)


def test_the_example_names_one_of_each() -> None:
    persons = read_persons(ROOT / "config")
    granted = {scope for person in persons for scope in person.scopes}
    assert {"leverkusen/coordinator", "leverkusen/steering", "leverkusen/privacy"} <= granted
    assert sum(scope.startswith("leverkusen/quartier:") for scope in granted) == 6
    assert {person.issuer for person in persons} == {"https://anmeldung.example"}
    assert any(person.until and person.until.year < 2026 for person in persons)
    assert any(len(person.scopes) == 2 for person in persons)
