"""What somebody must still decide before a proposal can be saved and its file read, one German sentence each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipelines.contract import Contract
from pipelines.proposal.proposal import ConstantProposal, HeaderProposal, MarkProposal, WordProposal


def questions(
    headers: Sequence[HeaderProposal],
    constants: Sequence[ConstantProposal],
    words: Sequence[WordProposal],
    marks: Sequence[MarkProposal],
    *,
    untold: int,
    document: Mapping[str, object],
    contract: Contract,
) -> Iterator[str]:
    """In the order in which a person works through them."""
    for header in headers:
        yield from _about_header(header)
    for constant in constants:
        if constant.required and constant.suggestion is None:
            yield f"„{constant.column_title}“ steht nicht in der Datei. Bitte auswählen, was für alle Zeilen gilt."
    yield from _missing(headers, constants, document, contract)
    for header_name in dict.fromkeys(word.header for word in words):
        number = sum(1 for word in words if word.header == header_name)
        yield f"{_words(number)} in „{header_name}“ nicht in der Liste. Bitte jedes zuordnen."
    if untold:
        yield f"{_words(untold)} in keiner Liste und zu selten, um hier gezeigt zu werden. Sie erscheinen beim Prüfen."
    for mark in marks:
        yield f"Was bedeutet „{mark.mark}“ bei den Anzahlen: null Kontakte oder nicht gemeldet?"


def _about_header(header: HeaderProposal) -> Iterator[str]:
    if header.role == "person":
        yield f"Die Spalte „{header.header}“ enthält Angaben zu Personen. Bitte in der Datei löschen."
    elif header.confidence == "unbekannt":
        yield f"Was ist „{header.header}“? Bitte eine Spalte wählen oder nicht übernehmen."
    elif header.confidence == "unsicher":
        yield f"Ist „{header.header}“ wirklich „{header.column_title}“? Bitte bestätigen oder ändern."


def _missing(
    headers: Sequence[HeaderProposal],
    constants: Collection[ConstantProposal],
    document: Mapping[str, object],
    contract: Contract,
) -> Iterator[str]:
    """Required columns that neither a header nor a constant nor the layout gives."""
    given = {header.column for header in headers} | {constant.column for constant in constants}
    layout_gives = (
        {"month"} if {"months_wide", "file_month"} & {*document} or document.get("sheet") == "months" else set()
    )
    wide = document.get("columns_wide") or document.get("months_wide")
    for name, column in contract.columns.items():
        is_needed = column.required or column.type == "count"
        is_given = name in given or column.type in layout_gives or (wide and column.type in ("count", "category"))
        if is_needed and not is_given:
            yield f"Es fehlt die Spalte „{column.header}“. Bitte wählen, welche Spalte sie enthält."


def _words(number: int) -> str:
    return "Ein Wort steht" if number == 1 else f"{number} Wörter stehen"
