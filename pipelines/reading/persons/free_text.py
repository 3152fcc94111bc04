"""Sentences that people type into the program: they may speak of months and measures, never of a person.

No pattern knows every name; what is found here is what the door for files finds, word by word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.errors import PersonsInTextError
from pipelines.reading.persons.person_content import ALONE, ONE, Context, told_in
from pipelines.reading.persons.person_signs import FIRST_LISTS

SENTENCE: Context = ALONE | {"address": ONE, "file_form": ONE}
INITIAL = re.compile(r"\b(?:Herrn?|Frau|Fam(?:ilie|\.)|Hr\.|Fr\.)\s+[A-ZÄÖÜ]")
LONG_AGO = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?(\d{4})\b|\b(\d{4})-\d{2}-\d{2}\b")
# Between quotes and other marks a name stands alone; the signs that numbers and addresses are made of stay.
MARKS = re.compile(r"[„“”\"'‚‘’»«›‹:!?…–]")


def suspected(text: str) -> list[str]:
    """What a sentence seems to tell of a person, in German, each kind once; nothing for an ordinary one."""
    found = told_in((text, MARKS.sub(" ", text)), SENTENCE)
    if INITIAL.search(text):
        found.append("Namen")
    if any(int(first or second) < FIRST_LISTS for first, second in LONG_AGO.findall(text)):
        found.append("Geburtsdaten")
    return list(dict.fromkeys(found))


def refuse_persons_in(texts: Mapping[str, str | None]) -> None:
    """Raise PersonsInTextError when one of the texts (by the German name of its field) seems to tell of a person."""
    for field, text in texts.items():
        found = suspected(text) if text else []
        if found:
            raise PersonsInTextError(
                f"Das Feld „{field}“ enthält vermutlich Angaben zu Personen ({', '.join(found)}). Bitte ohne sie "
                "schreiben, zum Beispiel „eine Beratungsstelle“ oder „das Sozialamt“. Es wurde nichts gespeichert."
            )
