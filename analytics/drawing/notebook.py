"""Figures and tables for a notebook: drawn without any outside host, with the words that belong to them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from plotly.offline import get_plotlyjs

from analytics.drawing.plotly_chart import PLOTLY_CONFIG, plotly_chart
from analytics.figures.figure_data import FigureData
from analytics.palette import Theme, theme_of
from analytics.tables import Table


@dataclass(frozen=True)
class Shown:
    """Something a notebook displays as HTML."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def prepare() -> Shown:
    """The drawing library, once per notebook and before the first figure."""
    return Shown(f"<script>{get_plotlyjs()}</script>")


def show(figure: FigureData, theme: Theme | None = None) -> Shown:
    """A figure with title, subtitle and sentence; its description is the picture's accessible name."""
    theme = theme or theme_of("light")
    chart = plotly_chart(figure, theme).to_html(
        full_html=False, include_plotlyjs=False, include_mathjax=False, config=PLOTLY_CONFIG
    )
    head = f"<strong>{escape(figure.title)}</strong><br><small>{escape(figure.subtitle)}</small>"
    picture = f'<div role="img" aria-label="{escape(figure.alt, quote=True)}">{chart}</div>'
    paper = f"background:{theme.paper};color:{theme.ink};font-family:{escape(theme.font, quote=True)};padding:12px"
    return Shown(f'<div style="{paper}">{head}<p>{escape(figure.sentence)}</p>{picture}</div>')


def show_table(table: Table) -> Shown:
    """A table with its title, or why it is empty."""
    title = f"<strong>{escape(table.title)}</strong>"
    if table.is_empty:
        return Shown(f"{title}<p>{escape(table.empty_text)}</p>")
    head = "".join(f"<th>{escape(column.header)}</th>" for column in table.columns)
    sides = ["right" if column.header in table.right else "left" for column in table.columns]
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side}">{escape(cell.text)}</td>' for cell, side in zip(row, sides, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return Shown(f"{title}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
