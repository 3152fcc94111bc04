"""Everything a page sends to the browser, as text: the tests look for what must and what must not be in it."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def everything(app: AppTest) -> str:
    """The text of every element: words, tables, the full specification of charts and maps, labels and options."""
    return "\n".join(_text(node) for node in _leaves(app._tree))


def visible(app: AppTest) -> str:
    """The words and tables of the page, without charts and without the options of its boxes."""
    kinds = ("html", "markdown", "heading", "arrow_table", "alert")
    return "\n".join(_text(node) for node in _leaves(app._tree) if node.proto.DESCRIPTOR.name.lower() in kinds)


def _leaves(node: Any) -> list[Any]:
    children = getattr(node, "children", None)
    if children is None:
        return [node]
    return [leaf for child in children.values() for leaf in _leaves(child)]


def _text(node: Any) -> str:
    table = getattr(node, "value", None)
    written = table.to_csv(sep=";") if hasattr(table, "to_csv") else ""
    return f"{node.proto}\n{written}"
