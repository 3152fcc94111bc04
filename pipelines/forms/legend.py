"""The legend of a template: what each column means, which signs there are, what may be left out, what never goes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipelines.contract import Contract
from pipelines.forms.cells import writing
from pipelines.forms.choices import SIGNS

Line = tuple[str, Sequence[str]]
TITLE, HEADING, TABLE, TEXT, WARNING = "title", "heading", "table", "text", "warning"
NEVER = (
    "Namen, Geburtsdaten, Anschriften, Telefonnummern, E-Mail-Adressen, Bankverbindungen oder Aktenzeichen von "
    "Ratsuchenden",
    "Bemerkungen und Freitext über einzelne Personen",
)
REFUSED = "Eine Datei mit solchen Angaben wird ganz zurückgewiesen. Bitte auch keine eigenen Spalten anfügen."


def legend(contract: Contract, *, municipality: str, today: date) -> Iterator[Line]:
    """Lines of the legend: what kind of line, and its cells."""
    yield TITLE, [f"Vorlage „{contract.title}“"]
    yield TEXT, [f"{municipality} · Auswahllisten vom {today:%d.%m.%Y}"]
    yield HEADING, ["So füllen Sie die Vorlage aus"]
    yield TEXT, [f"Bitte nur das Blatt „{contract.title}“ ausfüllen. Eine Zeile ist {contract.grain}."]
    yield TEXT, ["Dunkle Spaltenköpfe sind Pflichtangaben. Die anderen Spalten dürfen leer bleiben."]
    yield TEXT, ["Was Sie nicht wissen, lassen Sie leer. Bitte nichts schätzen, nur damit etwas dasteht."]
    yield TEXT, ["Bitte die Kopfzeile nicht ändern und keine Summenzeilen anfügen. Summen entstehen beim Einlesen."]
    yield TEXT, ["Danach als XLSX speichern und wie gewohnt abgeben. Fragen beantwortet die Stelle, die sie annimmt."]
    yield HEADING, ["Was nie in diese Datei gehört"]
    for word in NEVER:
        yield WARNING, [f"– {word}"]
    yield TEXT, [REFUSED]
    yield from _personal(contract)
    yield HEADING, ["Spalten"]
    yield TABLE, ["Spalte", "Pflicht", "Bedeutung", "So schreiben"]
    for column in contract.columns.values():
        yield TEXT, [column.header, "ja" if column.required else "–", column.description, writing(column)]
    if contract.count_column:
        yield from _signs(contract.columns[contract.count_column].header)


def _personal(contract: Contract) -> Iterator[Line]:
    for column in contract.columns.values():
        if column.personal:
            what = "eine Nummer, die nur Sie auflösen können: nie ein Name, nie ein Aktenzeichen."
            yield TEXT, [f"„{column.header}“ ist {what}"]


def _signs(header: str) -> Iterator[Line]:
    yield HEADING, [f"Zeichen in „{header}“"]
    yield TABLE, ["Zeichen", "", "Bedeutung"]
    yield TEXT, ["0", "", "gezählt: es gab keine Kontakte"]
    yield TEXT, ["leer", "", "nicht gemeldet: die Zahl ist nicht bekannt"]
    for sign, meaning in SIGNS.items():
        yield TEXT, [sign, "", meaning]
