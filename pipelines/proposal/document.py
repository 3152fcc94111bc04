"""A proposal as the profile it would become: what is probable goes in, what somebody must confirm stays out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import yaml

from pipelines.contract import Contract
from pipelines.proposal.match import Match
from pipelines.proposal.proposal import ConstantProposal, Proposal
from pipelines.proposal.shape import Shape
from pipelines.proposal.table import Table
from pipelines.reading.persons.person_content import is_personal
from pipelines.reading.values.words import fold

TRUSTED = ("sicher", "wahrscheinlich")
# The label of a wide table's rows is, in this order, what they count.
LABELS = ("category", "category_of", "key", "text")
FILE_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<sign>[-_. ]?)(?P<month>0[1-9]|1[0-2])(?!\d)")
POINT = re.compile(r"\d+\.(\d{1,2}|\d{4,})")


def document(
    table: Table,
    matches: Sequence[Match],
    shape: Shape,
    *,
    contract: Contract,
    constants: Collection[ConstantProposal],
    fill_down: Sequence[str],
    is_text: bool,
) -> dict[str, object]:
    """The profile's content without empty sections."""
    trusted = [match for match in matches if match.fit and match.confidence in TRUSTED]
    headers = {match.header: match.fit.column for match in trusted if match.fit}
    wide: dict[str, object] = {}
    if shape.months:
        wide["months_wide"], row_header = _months_wide(matches, contract)
        headers.pop(row_header, None)
    if shape.wide:
        wide["columns_wide"] = {
            "value": contract.count_column,
            "columns": {table.names[position]: dict(meaning) for position, meaning in shape.wide.items()},
        }
    group = {"header": table.names[shape.group[0]], "column": shape.group[1]} if shape.group else None
    found: dict[str, object] = {
        "source": contract.source,
        "title": f"Eigener Aufbau für {contract.title}",
        "fingerprint": fingerprint(table, matches, shape, contract),
        "headers": headers,
        "constants": {one.column: one.suggestion for one in constants if one.suggestion and one.required},
        "decimal": "point" if is_text and _has_points(table, matches, contract) else None,
        "header_rows": table.depth if table.depth > 1 else None,
        "fill_down": [header for header in fill_down if header in headers or shape.months],
        "group_rows": group,
        **wide,
    }
    return {key: value for key, value in found.items() if value}


def fingerprint(table: Table, matches: Collection[Match], shape: Shape, contract: Contract) -> list[str]:
    """Headers that the template does not have, where there are two; else all that are no months."""
    own = {name for column in contract.columns.values() for name in column.names}
    named = [
        name
        for position, name in enumerate(table.names)
        if name and position not in shape.months and not (contract.person_related and is_personal(name))
    ]
    peculiar = [match.header for match in matches if match.fit and fold(match.header) not in own]
    peculiar += [table.names[position] for position in shape.wide]
    return peculiar if len(peculiar) > 1 else named


def file_month(name: str) -> str | None:
    """The expression that finds year and month in this file's name, where there is exactly one place for it."""
    found = list(FILE_MONTH.finditer(name))
    if len(found) != 1:
        return None
    before = re.escape(name[: found[0].start()][-1:])
    return rf"{before}(?P<year>\d{{4}}){re.escape(found[0]['sign'])}(?P<month>\d{{2}})"


def to_profile_yaml(proposal: Proposal) -> str:
    """The document as a profile file; words and constants that nobody confirmed are not in it."""
    return yaml.safe_dump(dict(proposal.document), allow_unicode=True, sort_keys=False, width=120)


def _months_wide(matches: Sequence[Match], contract: Contract) -> tuple[dict[str, object], str]:
    """The section, with the header that labels the rows: a column of words that fits best, or the first one."""

    def rank(match: Match) -> tuple[int, int]:
        kind = contract.columns[match.fit.column].type if match.fit else ""
        return LABELS.index(kind) if kind in LABELS[1:] else len(LABELS), match.position

    label = min(matches, key=rank)
    column = label.fit.column if label.fit else "category"
    section: dict[str, object] = {"row_header": label.header, "row_column": column}
    return section | {"month_format": "german", "value": contract.count_column}, label.header


def _has_points(table: Table, matches: Collection[Match], contract: Contract) -> bool:
    """Whether decimals are written with a point: some cannot be thousands, and none has a comma."""
    cells = [
        cell
        for match in matches
        if match.fit and contract.columns[match.fit.column].type in ("decimal", "money")
        for cell in table.looks[match.position].cells
    ]
    return any(POINT.fullmatch(cell) for cell in cells) and not any("," in cell for cell in cells)
