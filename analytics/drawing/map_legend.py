"""The legend of the map, in words with colour swatches."""

from __future__ import annotations

from html import escape

from analytics.figures.areas import LegendRow, is_rate, legend
from analytics.palette import Theme
from analytics.queries.areas import AreaMap


def legend_html(area_map: AreaMap, theme: Theme) -> str:
    """The legend as a list in words with colour swatches; hidden values are hatched as on the map."""
    head = area_map.metric.name + ("" if is_rate(area_map) else ": Fläche der Kreise")
    rows = "".join(_legend_row(row, len(area_map.limits) + 1, theme) for row in legend(area_map))
    listing = f'<ul style="list-style:none;margin:6px 0 0;padding:0">{rows}</ul>'
    return f'<div style="font-size:0.875rem;color:{theme.ink}"><strong>{escape(head)}</strong>{listing}</div>'


def _legend_row(row: LegendRow, steps: int, theme: Theme) -> str:
    hatch = f"repeating-linear-gradient(135deg,{theme.hatch} 0 1px,{theme.no_data} 1px 5px)"
    fill = hatch if row.fill == "hatch" else row.colour(theme, steps)
    size = "display:inline-block;width:22px;height:14px;margin-right:8px;vertical-align:-2px"
    swatch = f'<span style="{size};background:{fill};border:1px solid {theme.rule}"></span>'
    return f'<li style="margin:3px 0">{swatch}{escape(row.text)}</li>'
