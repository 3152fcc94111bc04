"""Everything a page sends to the browser, as text: the tests look for what must and what must not be in it."""

from __future__ import annotations

from typing import Any

from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest


def everything(app: AppTest) -> str:
    """The text of every element: words, tables, the full specification of charts and maps, labels and options."""
    return "\n".join(_text(node) for node in _leaves(app._tree))


def visible(app: AppTest) -> str:
    """The words and tables of the page, without charts and without the options of its boxes."""
    kinds = ("html", "markdown", "heading", "table", "alert")
    return "\n".join(_text(node) for node in _leaves(app._tree) if node.proto.DESCRIPTOR.name.lower() in kinds)


def topic_of(app: AppTest, name: str) -> str:
    """What the table of topics shows for a topic."""
    tables = [table.value for table in app.get("table")]
    (row,) = [row for table in tables for row in table.to_numpy().tolist() if row[0] == name]
    return row[1]


def _leaves(node: Any) -> list[Any]:
    children = getattr(node, "children", None)
    if children is None:
        return [node]
    return [leaf for child in children.values() for leaf in _leaves(child)]


def _text(node: Any) -> str:
    table = getattr(node, "value", None)
    written = table.to_csv(sep=";") if hasattr(table, "to_csv") else ""
    return f"{MessageToString(node.proto, as_utf8=True)}\n{written}".replace("\xa0", " ")
