"""What a person confirmed about a carrier's layout, as the content of a profile (see docs/deliveries.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_NAME = re.compile(r"([a-z0-9][a-z0-9_-]*)@(\d+)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Confirmed:
    """`columns`: header → contract column, None where it is not taken over; `words`: (column, word) → key."""

    title: str
    columns: Mapping[str, str | None] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


def confirmed_document(proposed: Mapping[str, Any], confirmed: Confirmed) -> dict[str, Any]:
    """The proposed profile with everything the person chose instead or in addition."""
    document = deepcopy(dict(proposed))
    document["title"] = confirmed.title
    headers = {**document.get("headers", {})}
    ignored = list(document.get("ignore", []))
    for header, column in confirmed.columns.items():
        headers.pop(header, None)
        if column is not None:
            headers[header] = column
        elif header not in ignored and not _is_used(header, document):
            ignored.append(header)
    found = {
        "headers": headers,
        "ignore": ignored,
        "constants": {**document.get("constants", {}), **confirmed.constants},
        "marks": {**document.get("marks", {}), **confirmed.marks},
    }
    document.update({name: content for name, content in found.items() if content})
    return with_words(document, confirmed.words)


def with_words(document: Mapping[str, Any], words: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """The document with more words of the carrier mapped to keys."""
    categories = {column: dict(known) for column, known in document.get("categories", {}).items()}
    for (column, word), key in words.items():
        categories.setdefault(column, {})[word] = key
    return {**document, "categories": categories} if categories else dict(document)


def stored_document(config: Path, municipality: str, name: str) -> dict[str, Any] | None:
    """The content of a stored profile such as `awo@2`; None when there is none of that name."""
    path = config / "profiles" / municipality / f"{name}.yml"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document if isinstance(document, dict) else None


def template_document(source: str, headers: Sequence[str]) -> dict[str, Any]:
    """A profile that adds words to files with the template's own headers."""
    return {"source": source, "title": "Wörter zur Vorlage", "fingerprint": sorted(set(headers))}


def key_of(name: str) -> str:
    """The key in a profile's name: `awo` of `awo@2`."""
    found = _NAME.fullmatch(name)
    return found[1] if found else name


def short_name(text: str) -> str:
    """A key made of words: `AWO Lützenkirchen` → `awo-luetzenkirchen`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_UMLAUTS)).strip("-")[:60]


def _is_used(header: str, document: Mapping[str, Any]) -> bool:
    """Whether the layout itself needs the header."""
    wide, group = document.get("months_wide") or {}, document.get("group_rows") or {}
    own = {wide.get("row_header"), group.get("header"), *(document.get("columns_wide") or {}).get("columns", {})}
    return header in own
